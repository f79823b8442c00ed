import type { TraceFacts } from "../../model/trace-facts.ts";
import { countRollup } from "../../store/rollup/encoded-rollup.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import type { SlotTable } from "./slot-table.ts";
import { minuteOf, overlap, secondOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

/** The key of the sums of all traces. */
export const ALL_TRACES = "";

/**
 * Keeps the table right while traces arrive. New traces that come summed up are added to what is kept, so that nobody
 * has to read them; whatever else they make wrong is forgotten. `touch` hears what changed.
 */
export function followArrivals(
  store: Pick<TraceStore, "count" | "subscribe">,
  kept: SlotTable,
  touch: (isChanged: (slot: TimeSlot) => boolean) => void,
): void {
  store.subscribe((changed, { summed, formerStartsSec }) => {
    const counts = countNew(changed, formerStartsSec);
    const sumsOf = new Map(summed.map(({ startSec, sums }) => [startSec, sums]));
    const stale = [...counts].filter(([second, traces]) => !add(second, traces, sumsOf.get(second)));
    kept.forget(overlapping(stale.map(([second]) => second)));
    touch(overlapping([...counts.keys()]));
  });

  /** Answers false when that is not all that has changed: a trace that was new may have changed in the same batch. */
  function add(second: number, traces: number | undefined, sums: Uint8Array | undefined): boolean {
    if (sums === undefined || countRollup(sums) !== traces) return false;
    const slot = secondOf(second);
    kept.addTo(slot, ALL_TRACES, sums, store.count(slot) === traces);
    kept.addTo(minuteOf(second), ALL_TRACES, sums);
    return true;
  }
}

/** How many new traces start in each second in which something changed; undefined where others came or went. */
function countNew(
  changed: readonly TraceFacts[],
  formerStartsSec: readonly number[],
): Map<number, number | undefined> {
  const counts = new Map<number, number | undefined>();
  const others = [...formerStartsSec];
  for (const { startSec, revision } of changed) {
    const second = secondOf(startSec).startSec;
    if (revision === 1) counts.set(second, (counts.get(second) ?? 0) + 1);
    else others.push(startSec);
  }
  for (const startSec of others) counts.set(secondOf(startSec).startSec, undefined);
  return counts;
}

function overlapping(seconds: readonly number[]): (slot: TimeSlot) => boolean {
  const changed = seconds.map(secondOf);
  return (slot) => changed.some((second) => overlap(second, slot));
}
