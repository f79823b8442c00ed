import type { Told, TraceListModel } from "./trace-list-model.ts";

/** Counts traces that neither a load nor an event told of before, so that the figure of scanned traces grows by them only. */
export interface NewTraceCounter {
  count: (traces: readonly Told[], model: Pick<TraceListModel, "known" | "loadedAtSec">) => number;
  /** Lets go of traces that began before a moment, in epoch seconds: the range cannot hold them any more. */
  forgetBefore: (startSec: number) => void;
  clear: () => void;
}

export function createNewTraceCounter(): NewTraceCounter {
  const told = new Map<string, number>();
  return {
    count: (traces, { known, loadedAtSec }) => {
      let count = 0;
      for (const { id, startSec } of traces) {
        // What began before the load was counted by it.
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
