/** Start and end in seconds; while in progress, the end is the start. */
export interface Interval {
  startSec: number;
  endSec: number;
}

/** Smaller differences are ignored: the SDKs record whole milliseconds, so two equal clocks may appear 2 ms apart. */
const TOLERANCE_SEC = 0.002;

/**
 * How many seconds to add to a callee's times to bring them onto its caller's clock. Only one thing proves that two
 * clocks differ: the callee began before it was called. (A callee that began after the end of the call may just be
 * asynchronous.) Tries the caller's own shift first, because both may run on one host. Else puts the callee into the
 * middle of the call, or at its start when the callee is longer.
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
