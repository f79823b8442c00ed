import type { Service } from "../../protocol/api-types.ts";
import type { RollupStore } from "../../rollup/rollup-store.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { createServiceGraph } from "../../trace/graph/service-graph.ts";
import type { TraceRollup } from "../../trace/graph/trace-rollup.ts";
import type { KeyedFilter } from "../filters/trace-filters.ts";
import { createScheduler } from "../scheduler.ts";
import { scanTraces } from "../scan-traces.ts";
import { occupiedSlots } from "./occupied-slots.ts";
import { createSlotRollups } from "./slot-rollups.ts";
import type { SlotRollups } from "./slot-rollups.ts";
import type { TimeSlot } from "./time-slots.ts";

export interface GraphQuery extends TimeSlot {
  /** Selects traces; without it, all. */
  filter?: KeyedFilter | undefined;
}

/** A service graph, and what it leaves out because there is too much. */
interface BoundedGraph {
  services: readonly Service[];
  /** How many traces were not examined. */
  tracesLeftOut: number;
  /** Whether there are more services than are drawn; the ones found first are. */
  hasMoreServices: boolean;
}

export interface GraphCache extends Pick<SlotRollups, "prepare" | "forgetOthers"> {
  /** The graph of all traces that start in the range. Rejects when the caller has hung up. */
  graph(query: GraphQuery, signal: AbortSignal): Promise<BoundedGraph>;
  /** Only its services. */
  services(query: GraphQuery, signal: AbortSignal): Promise<readonly Service[]>;
  /** The traces that start in the range, rolled up by slots, the newest first. Rejects when the caller has hung up. */
  rollups(query: GraphQuery, signal: AbortSignal): AsyncIterable<SlotRollup>;
}

interface SlotRollup {
  slot: TimeSlot;
  /** Undefined when the traces of the slot have too little in common: they must then be read one by one. */
  rollup: TraceRollup | undefined;
}

/**
 * The most traces that are read one by one for a graph, where they have too little in common: this takes about a
 * second. For 300,000 traces of as many services it would be ten, and nobody could read the graph.
 */
const MAX_READ_TRACES = 30_000;

/**
 * Rollups of traces over long ranges. Computes only what has changed since the last time: a page requests its graph
 * again every few seconds, and reading a million traces takes seconds. Whole minutes are in the archive too, so that
 * this also holds after a start. The work grows with the minutes in which traces start, not with the length of the
 * range.
 */
export function createGraphCache(
  store: Pick<TraceStore, "count" | "firstStartSec" | "lastStartSec" | "scan" | "subscribe">,
  archive?: RollupStore,
  maxReadTraces = MAX_READ_TRACES,
): GraphCache {
  const slots = createSlotRollups(store, archive);

  async function* rollups(range: GraphQuery, signal: AbortSignal): AsyncGenerator<SlotRollup> {
    const { filter } = range;
    const scheduler = createScheduler(signal);
    for (const slot of occupiedSlots(store, range)) {
      yield { slot, rollup: await slots.read({ slot, filter, signal }) };
      await scheduler.yield();
    }
  }

  async function drawGraph(query: GraphQuery, signal: AbortSignal): Promise<BoundedGraph> {
    const { filter } = query;
    const graph = createServiceGraph();
    let room = maxReadTraces;
    let tracesLeftOut = 0;
    for await (const { slot, rollup } of rollups(query, signal)) {
      if (rollup) graph.addRollup(rollup);
      else {
        const before = room;
        if (room > 0) {
          await scanTraces({ store, signal }, slot, (facts) => {
            if (!filter || filter.matches(facts)) graph.add(facts);
            room -= 1;
            return room > 0 && !graph.isCut();
          });
        }
        tracesLeftOut += Math.max(0, store.count(slot) - (before - room));
      }
      if (graph.isCut()) {
        // Older traces would only add to figures of some of its nodes, and nobody can read so many nodes.
        tracesLeftOut += store.count({ startSec: query.startSec, endSec: slot.startSec });
        break;
      }
    }
    return { services: graph.services(), tracesLeftOut, hasMoreServices: graph.isCut() };
  }

  return {
    rollups,
    prepare: (query) => slots.prepare(query),
    forgetOthers: (filters) => slots.forgetOthers(filters),
    graph: drawGraph,
    services: async (query, signal) => (await drawGraph(query, signal)).services,
  };
}
