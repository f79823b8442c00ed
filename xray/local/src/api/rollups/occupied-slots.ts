import type { TraceStore } from "../../store/trace-store.ts";
import { divide, minuteOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

/**
 * The slots of a range (see `divide`) that lie in a minute in which a trace starts, the newest first: more may arrive
 * there while older ones are read. Their number depends on these minutes, not on the length of the range. Asks the store
 * as it goes.
 */
export function* occupiedSlots(
  store: Pick<TraceStore, "lastStartSec">,
  { startSec, endSec }: TimeSlot,
): Generator<TimeSlot> {
  for (let beforeSec = endSec; ;) {
    const traceSec = store.lastStartSec(beforeSec);
    if (traceSec === undefined || traceSec < startSec) return;
    const minute = minuteOf(traceSec);
    yield* divide(overlapOf(minute, { startSec, endSec })).toReversed();
    beforeSec = minute.startSec;
  }
}

function overlapOf(one: TimeSlot, other: TimeSlot): TimeSlot {
  return {
    startSec: Math.max(one.startSec, other.startSec),
    endSec: Math.min(one.endSec, other.endSec),
  };
}
