import type { TraceFacts } from "../../protocol/trace-facts.ts";
import { countSummed } from "../../store/encoded-sums.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import type { SlotTable } from "./slot-table.ts";
import { minuteOf, secondOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

/** The key of the sums of all traces. */
export const ALL_TRACES = "";

/** What arrived: how many new traces by the second in which they start, and from when on others changed. */
interface Arrivals {
  seconds: ReadonlyMap<number, number>;
  /**
   * Of a trace that was there before, all from its start on may be different: the segment that came may have moved the
   * start, to an earlier moment than it was at.
   */
  changedFromSec: number;
}

/**
 * Keeps the table right while traces arrive. New traces that come summed up are added to what is kept, so that nobody
 * has to read them; whatever else they make wrong is forgotten. `touch` hears what changed.
 */
export function followArrivals(
  store: Pick<TraceStore, "count" | "subscribe">,
  kept: SlotTable,
  touch: (isChanged: (slot: TimeSlot) => boolean) => void,
): void {
  store.subscribe((changed, summed) => {
    const { seconds, changedFromSec } = toArrivals(changed);
    const addable = new Map(summed.map(({ startSec, sums }) => [startSec, sums]));
    const others: number[] = [];
    for (const [second, traces] of seconds) {
      const sums = addable.get(second);
      // Other numbers: a trace that was new has changed in the same batch.
      if (sums !== undefined && countSummed(sums) === traces) addTo(second, sums);
      else others.push(second);
    }
    kept.forget(overlapping(others, changedFromSec));
    touch(overlapping([...seconds.keys()], changedFromSec));
  });

  function addTo(second: number, sums: Uint8Array): void {
    const slot = secondOf(second);
    kept.addTo(slot, ALL_TRACES, sums, store.count(slot) === countSummed(sums));
    kept.addTo(minuteOf(second), ALL_TRACES, sums);
  }
}

function toArrivals(changed: readonly TraceFacts[]): Arrivals {
  const seconds = new Map<number, number>();
  let changedFromSec = Infinity;
  for (const { startSec, revision } of changed) {
    const second = secondOf(startSec).startSec;
    if (revision === 1) seconds.set(second, (seconds.get(second) ?? 0) + 1);
    else changedFromSec = Math.min(changedFromSec, startSec);
  }
  return { seconds, changedFromSec };
}

function overlapping(seconds: readonly number[], changedFromSec: number): (slot: TimeSlot) => boolean {
  return (slot) =>
    slot.endSec > changedFromSec ||
    seconds.some((second) => second < slot.endSec && slot.startSec < secondOf(second).endSec);
}
