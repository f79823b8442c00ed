import type { Service } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../protocol/trace-facts.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { createServiceGraph } from "../../trace/service-graph.ts";
import type { KeyedFilter } from "../filters.ts";
import { scanTraces } from "../scan-traces.ts";
import { packGraph } from "./packed-graph.ts";
import type { PackedGraph } from "./packed-graph.ts";
import { createSlotTable } from "./slot-table.ts";
import { sumGraphs } from "./sum-graphs.ts";
import { divide, isWhole, partsOf, SHORT_SEC } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

export interface GraphQuery extends TimeSlot {
  /** Which traces; all without it. */
  filter?: KeyedFilter | undefined;
}

export interface GraphCache {
  /** The service graph of all traces that start in the range. Rejects when the caller has hung up. */
  services(query: GraphQuery, signal: AbortSignal): Promise<readonly Service[]>;
}

interface Computation extends TimeSlot {
  filter: KeyedFilter | undefined;
  signal: AbortSignal;
}

/**
 * Service graphs over long ranges, of which only what changed since the last time is computed: a graph that a page shows
 * is asked for again every few seconds, and reading a million traces takes seconds.
 */
export function createGraphCache(store: Pick<TraceStore, "scan" | "subscribe">): GraphCache {
  const kept = createSlotTable();
  /** Slots that are being computed; what changes meanwhile must not be kept. */
  const open = new Set<TimeSlot & { isStale: boolean }>();

  store.subscribe((changed) => {
    const isStale = staleness(changed);
    kept.forget(isStale);
    for (const slot of open) slot.isStale ||= isStale(slot);
  });

  async function graphOf(computation: Computation): Promise<PackedGraph> {
    const key = computation.filter?.key ?? "";
    const known = kept.get(computation, key);
    if (known) return known;
    if (!isWhole(computation)) return compute(computation);
    const { startSec, endSec } = computation;
    const slot = { startSec, endSec, isStale: false };
    open.add(slot);
    try {
      const parts = partsOf(slot);
      const isPartlyKnown = parts.some((part) => kept.get(part, key));
      const graph = isPartlyKnown ? await join(parts, computation) : await compute(computation);
      if (!slot.isStale) kept.keep(slot, key, graph);
      return graph;
    } finally {
      open.delete(slot);
    }
  }

  /** While a range's end is live its last minute is known in parts; a whole minute is then made of them. */
  async function join(parts: readonly TimeSlot[], { filter, signal }: Computation): Promise<PackedGraph> {
    const graphs: PackedGraph[] = [];
    for (const part of parts) graphs.push(await graphOf({ ...part, filter, signal }));
    const traces = graphs.reduce((sum, graph) => sum + graph.traces, 0);
    return packGraph(sumGraphs(graphs), traces);
  }

  async function compute({ startSec, endSec, filter, signal }: Computation): Promise<PackedGraph> {
    const graph = createServiceGraph();
    let traces = 0;
    await scanTraces({ store, signal }, { startSec, endSec }, (facts) => {
      traces += 1;
      if (!filter || filter.matches(facts)) graph.add(facts);
      return true;
    });
    return packGraph(graph.services(), traces);
  }

  /** Retention takes the oldest traces and tells nobody, so the oldest slots are counted until one is complete. */
  function forgetExpired(slots: readonly TimeSlot[]): void {
    for (const slot of slots) {
      const traces = kept.traces(slot);
      if (traces === 0) continue;
      if (traces === countTraces(store, slot)) return;
      kept.forget(({ startSec, endSec }) => startSec < slot.endSec && slot.startSec < endSec);
    }
  }

  return {
    async services({ startSec, endSec, filter }, signal) {
      const slots = divide({ startSec, endSec });
      forgetExpired(slots);
      const graphs: PackedGraph[] = [];
      for (const slot of slots) graphs.push(await graphOf({ ...slot, filter, signal }));
      return sumGraphs(graphs);
    },
  };
}

/**
 * Which slots the changes make wrong: the one in which a new trace starts, and for a trace that was there before all
 * from its start on, because the segment that came may have moved the start, to an earlier moment than it was at.
 */
function staleness(changed: readonly TraceFacts[]): (slot: TimeSlot) => boolean {
  const shortSlots = new Set<number>();
  let fromSec = Infinity;
  for (const { startSec, revision } of changed) {
    if (revision === 1) shortSlots.add(Math.floor(startSec / SHORT_SEC) * SHORT_SEC);
    else fromSec = Math.min(fromSec, startSec);
  }
  const starts = [...shortSlots];
  return (slot) =>
    slot.endSec > fromSec || starts.some((start) => start < slot.endSec && slot.startSec < start + SHORT_SEC);
}

function countTraces(store: Pick<TraceStore, "scan">, { startSec, endSec }: TimeSlot): number {
  let traces = 0;
  for (const _ of store.scan({ startSec, endSec })) traces += 1;
  return traces;
}
