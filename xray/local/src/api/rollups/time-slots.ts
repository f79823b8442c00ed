import { ARRIVAL_SEC } from "../../rollup/arrival-rollups.ts";

/** A part of a range whose rollup is kept, or (when it is not a whole slot) computed each time. */
export interface TimeSlot {
  startSec: number;
  endSec: number;
}

/**
 * Long enough that adding up six hours takes some 30 ms, and short enough that a late segment, which makes one
 * worthless, costs little.
 */
const LONG_SEC = 60;

/** New traces are rolled up by this length when they arrive. */
const SHORT_SEC = ARRIVAL_SEC;

/**
 * Divides a range into whole minutes and, at its ends, seconds and their parts, in order.
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

/** The seconds of a minute; none for a slot that is not a whole minute. */
export function partsOf(slot: TimeSlot): TimeSlot[] {
  if (!isMinute(slot)) return [];
  const { startSec } = slot;
  return Array.from({ length: LONG_SEC / SHORT_SEC }, (_, i) => ({
    startSec: startSec + i * SHORT_SEC,
    endSec: startSec + (i + 1) * SHORT_SEC,
  }));
}

/** Whether its rollup is worth keeping: whole slots lie at the same place in every range. */
export function isWhole({ startSec, endSec }: TimeSlot): boolean {
  const length = endSec - startSec;
  return (length === LONG_SEC || length === SHORT_SEC) && startSec % length === 0;
}

/** Whether it is a whole minute, which is also stored on disk. */
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
