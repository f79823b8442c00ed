import { ARRIVAL_SEC } from "../../rollup/arrival-rollups.ts";

/** A part of a range whose graph is kept, or (when it is no whole slot) computed each time. */
export interface TimeSlot {
  startSec: number;
  endSec: number;
}

/**
 * Long enough that adding up six hours takes some 30 ms, and so short that little is lost when a late segment makes one
 * worthless.
 */
const LONG_SEC = 60;

/** As new traces are rolled up when they arrive. */
const SHORT_SEC = ARRIVAL_SEC;

/**
 * Divides a range into whole minutes and, at its ends, slots of a second and what is left, in order.
 *
 *     58.5 … 121.2   →   58.5–59  59–60  60–120  120–121  121–121.2
 */
export function divide({ startSec, endSec }: TimeSlot): TimeSlot[] {
  const slots: TimeSlot[] = [];
  let at = startSec;
  while (at < endSec) {
    const next = at % LONG_SEC === 0 && at + LONG_SEC <= endSec ? at + LONG_SEC : nextShort(at);
    slots.push({ startSec: at, endSec: Math.min(next, endSec) });
    at = next;
  }
  return slots;
}

/** The seconds of a minute; none for a slot that is no whole minute. */
export function partsOf(slot: TimeSlot): TimeSlot[] {
  if (!isMinute(slot)) return [];
  const { startSec } = slot;
  return Array.from({ length: LONG_SEC / SHORT_SEC }, (_, i) => ({
    startSec: startSec + i * SHORT_SEC,
    endSec: startSec + (i + 1) * SHORT_SEC,
  }));
}

/** Whether its graph is worth keeping: its place does not depend on the range that it is part of. */
export function isWhole({ startSec, endSec }: TimeSlot): boolean {
  const length = endSec - startSec;
  return (length === LONG_SEC || length === SHORT_SEC) && startSec % length === 0;
}

/** Whether it is a whole minute, which is kept on disk too. */
export function isMinute({ startSec, endSec }: TimeSlot): boolean {
  return endSec - startSec === LONG_SEC && startSec % LONG_SEC === 0;
}

export function minuteOf(sec: number): TimeSlot {
  const startSec = Math.floor(sec / LONG_SEC) * LONG_SEC;
  return { startSec, endSec: startSec + LONG_SEC };
}

export function secondOf(sec: number): TimeSlot {
  const startSec = Math.floor(sec / SHORT_SEC) * SHORT_SEC;
  return { startSec, endSec: startSec + SHORT_SEC };
}

function nextShort(sec: number): number {
  return (Math.floor(sec / SHORT_SEC) + 1) * SHORT_SEC;
}
