/** Start and end in seconds; the end of a part in progress is its start. */
export interface Interval {
  startSec: number;
  endSec: number;
}

/** Below this nothing is moved: the SDKs record whole milliseconds, so two clocks that agree may still be 2 ms apart. */
const TOLERANCE_SEC = 0.002;

/**
 * By how many seconds a callee's times are to be moved onto its caller's clock. Only one thing proves that two clocks
 * differ: the callee began before it was called. (A callee that began after the call ended may simply be asynchronous.)
 * The parent's own shift is tried first, as both may run on one host; then the callee is put into the middle of the
 * call, or at its start when it is longer.
 *
 *     call    ·····[------------]      call 5–17, callee 0–8: moved by 7
 *     callee  [-------]·········       so that the time on the wire is 2 before and 2 after
 */
export function clockShiftSec(call: Interval, callee: Interval, callShiftSec: number): number {
  if (startsWithin(call, callee, 0)) return 0;
  if (callShiftSec !== 0 && startsWithin(call, callee, callShiftSec)) return callShiftSec;
  const spareSec = call.endSec - call.startSec - (callee.endSec - callee.startSec);
  return call.startSec - callee.startSec + Math.max(0, spareSec / 2);
}

function startsWithin(call: Interval, callee: Interval, shiftSec: number): boolean {
  return callee.startSec + shiftSec >= call.startSec - TOLERANCE_SEC;
}
