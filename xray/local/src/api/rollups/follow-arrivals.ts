import type { TraceFacts } from "../../model/trace-facts.ts";
import type { SecondRollup } from "../../rollup/arrival-rollups.ts";
import { countRollup } from "../../rollup/encoded-rollup.ts";
import type { RollupStore } from "../../rollup/rollup-store.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import type { SlotTable } from "./slot-table.ts";
import { isMinute, minuteOf, secondOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

/** The key of the rollups of all traces. */
export const ALL_TRACES = "";

/** A store without rollups announces arrivals too. */
export type ArrivalSource = Pick<TraceStore, "subscribe"> | Pick<RollupStore, "subscribe">;

/**
 * Keeps the table correct while traces come and go. Adds new traces that come rolled up to what is in the table, so
 * that nobody has to read them; removes whatever else has become wrong. `touch` gets what changed. All slots are whole
 * ones.
 */
export function followArrivals(
  store: Pick<TraceStore, "count">,
  source: ArrivalSource,
  kept: SlotTable,
  touch: (isChanged: (slot: TimeSlot) => boolean) => void,
): void {
  source.subscribe((changed, formerStartsSec, rollups: readonly SecondRollup[] = []) => {
    const counts = countNew(changed, formerStartsSec);
    const rollupOf = new Map(rollups.map(({ startSec, encoded }) => [startSec, encoded]));
    const stale = [...counts].filter(([second, traces]) => !add(second, traces, rollupOf.get(second)));
    if (stale.length > 0) kept.forget(containing(stale.map(([second]) => second)));
    touch(containing([...counts.keys()]));
  });

  /** Returns false when more has changed: a trace that was new may have changed in the same batch. */
  function add(second: number, traces: number | undefined, rollup: Uint8Array | undefined): boolean {
    if (rollup === undefined || countRollup(rollup) !== traces) return false;
    const slot = secondOf(second);
    kept.addTo(slot, ALL_TRACES, rollup, store.count(slot) === traces);
    kept.addTo(minuteOf(second), ALL_TRACES, rollup);
    return true;
  }
}

/** How many new traces start in each second that changed; undefined where other traces came or went. */
function countNew(
  changed: readonly TraceFacts[],
  formerStartsSec: readonly number[],
): Map<number, number | undefined> {
  const counts = new Map<number, number | undefined>();
  const others = new Set<number>();
  for (const { startSec, revision } of changed) {
    const second = secondOf(startSec).startSec;
    if (revision === 1) counts.set(second, (counts.get(second) ?? 0) + 1);
    else others.add(second);
  }
  for (const startSec of formerStartsSec) others.add(secondOf(startSec).startSec);
  for (const second of others) counts.set(second, undefined);
  return counts;
}

/** Whether a whole slot, a second or a minute, contains one of the seconds. */
function containing(seconds: readonly number[]): (slot: TimeSlot) => boolean {
  const starts = new Set(seconds);
  const minutes = new Set(seconds.map((second) => minuteOf(second).startSec));
  return (slot) => (isMinute(slot) ? minutes : starts).has(slot.startSec);
}
