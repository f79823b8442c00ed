import type { TraceStore } from "../../store/trace-store.ts";
import { divide, minuteOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

type Starts = Pick<TraceStore, "firstStartSec" | "lastStartSec">;

/**
 * The slots of a range (see `divide`) that lie in a minute in which a trace starts, in order. Their number depends on
 * these minutes, not on the length of the range. Asks the store as it goes, so it includes traces that arrive
 * meanwhile.
 */
export function* occupiedSlots(store: Starts, { startSec, endSec }: TimeSlot): Generator<TimeSlot> {
  for (let atSec = startSec; ;) {
    const traceSec = store.firstStartSec(atSec);
    if (traceSec === undefined || traceSec >= endSec) return;
    const minute = minuteOf(traceSec);
    yield* divide(overlapOf(minute, { startSec, endSec }));
    atSec = minute.endSec;
  }
}

/** The slot in which the last trace of the range starts. */
export function lastOccupiedSlot(store: Starts, range: TimeSlot): TimeSlot | undefined {
  const traceSec = store.lastStartSec(range.endSec);
  if (traceSec === undefined || traceSec < range.startSec) return undefined;
  return divide(overlapOf(minuteOf(traceSec), range)).find(({ endSec }) => traceSec < endSec);
}

function overlapOf(one: TimeSlot, other: TimeSlot): TimeSlot {
  return {
    startSec: Math.max(one.startSec, other.startSec),
    endSec: Math.min(one.endSec, other.endSec),
  };
}
