import type { Told, TraceListModel } from "./trace-list-model.ts";

/**
 * Counts traces that neither a load nor an earlier event has named, so that only they add to the number of scanned
 * traces.
 */
export interface NewTraceCounter {
  count: (traces: readonly Told[], model: Pick<TraceListModel, "known" | "loadedAtSec">) => number;
  /** Forgets traces that began before a moment, in epoch seconds: they have left the range. */
  forgetBefore: (startSec: number) => void;
  clear: () => void;
}

export function createNewTraceCounter(): NewTraceCounter {
  const told = new Map<string, number>();
  return {
    count: (traces, { known, loadedAtSec }) => {
      let count = 0;
      for (const { id, startSec } of traces) {
        // The load has counted what began before it.
        if (!told.has(id) && !known.has(id) && startSec >= loadedAtSec) count += 1;
        told.set(id, startSec);
      }
      return count;
    },
    forgetBefore: (startSec) => {
      for (const [id, toldStartSec] of told) if (toldStartSec < startSec) told.delete(id);
    },
    clear: () => told.clear(),
  };
}
