import type { Service } from "../../protocol/api-types.ts";
import { decodeRollup, encodeRollup } from "../../store/rollup/encoded-rollup.ts";
import type { RollupArchive } from "../../store/rollup/rollup-archive.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { createServiceGraph } from "../../trace/graph/service-graph.ts";
import type { ServiceGraph } from "../../trace/graph/service-graph.ts";
import { createTraceRollup } from "../../trace/graph/trace-rollup.ts";
import type { TraceRollup } from "../../trace/graph/trace-rollup.ts";
import type { KeyedFilter } from "../filters.ts";
import { createScheduler } from "../scheduler.ts";
import { scanTraces } from "../scan-traces.ts";
import { ALL_TRACES, followArrivals } from "./follow-arrivals.ts";
import { createSlotTable } from "./slot-table.ts";
import { divide, isMinute, isWhole, overlap, partsOf, secondOf } from "./time-slots.ts";
import type { TimeSlot } from "./time-slots.ts";

export interface GraphQuery extends TimeSlot {
  /** Which traces; all without it. */
  filter?: KeyedFilter | undefined;
}

export interface GraphCache {
  /** The service graph of all traces that start in the range. Rejects when the caller has hung up. */
  services(query: GraphQuery, signal: AbortSignal): Promise<readonly Service[]>;
  /** The traces that start in the range, summed by slots, in order. Rejects as above. */
  sums(query: GraphQuery, signal: AbortSignal): AsyncIterable<SlotRollup>;
  /**
   * Sums up a whole minute of a filter ahead of being asked for. Answers false when there is nothing to do, or no room.
   * Rejects as above.
   */
  prepare(minute: TimeSlot, filter: KeyedFilter, signal: AbortSignal): Promise<boolean>;
  /** No filters but these will be asked for any more. */
  forgetOthers(filters: readonly KeyedFilter[]): void;
}

interface SlotRollup {
  slot: TimeSlot;
  /** Undefined when the traces of the slot have too little in common: they must be read one by one then. */
  summed: TraceRollup | undefined;
}

interface Computation extends TimeSlot {
  filter: KeyedFilter | undefined;
  signal: AbortSignal;
}

/**
 * Sums of traces over long ranges, of which only what changed since the last time is computed: a graph that a page shows
 * is asked for again every few seconds, and reading a million traces takes seconds. Whole minutes are in the archive
 * too, so that this holds after a start.
 */
export function createGraphCache(
  store: Pick<TraceStore, "count" | "scan" | "subscribe">,
  archive?: RollupArchive,
): GraphCache {
  const kept = createSlotTable();
  /** Slots that are being computed; what changes meanwhile must not be kept. */
  const open = new Set<TimeSlot & { isStale: boolean }>();

  followArrivals(store, kept, (isChanged) => {
    for (const slot of open) slot.isStale ||= isChanged(slot);
  });

  async function sumsOf(computation: Computation): Promise<TraceRollup | undefined> {
    if (!isWhole(computation)) return sumsOfPart(computation);
    const { matchesTopology } = computation.filter ?? {};
    const whole = matchesTopology ? await sumsOfAll(computation) : undefined;
    if (matchesTopology && whole) return { ...whole, topologies: whole.topologies.filter(matchesTopology) };
    const key = computation.filter?.key ?? ALL_TRACES;
    const known = kept.get(computation, key);
    if (known) return decodeRollup(known);
    const { startSec, endSec } = computation;
    const slot = { startSec, endSec, isStale: false };
    open.add(slot);
    try {
      const summed = await sumsOfSlot(computation, key);
      if (summed && !slot.isStale) kept.keep(slot, key, encodeRollup(summed));
      return summed;
    } finally {
      open.delete(slot);
    }
  }

  /** Of a part of a second: those of the whole, where no trace lies outside of the part, as in the second that runs. */
  function sumsOfPart(computation: Computation): Promise<TraceRollup | undefined> {
    const second = secondOf(computation.startSec);
    const isAll = store.count(second) === store.count(computation);
    return isAll ? sumsOf({ ...computation, ...second }) : compute(computation);
  }

  /** Which the archive has, so that a filter that is decided by them need not read a trace. */
  function sumsOfAll(computation: Computation): Promise<TraceRollup | undefined> {
    return sumsOf({ ...computation, filter: undefined });
  }

  async function sumsOfSlot(computation: Computation, key: string): Promise<TraceRollup | undefined> {
    const parts = partsOf(computation);
    if (parts.some((part) => kept.get(part, key))) return join(parts, computation);
    if (archive === undefined || computation.filter || !isMinute(computation)) return compute(computation);
    const before = archive.mark(computation.startSec);
    const archived = archive.read(before);
    if (archived) return decodeRollup(archived);
    const summed = await compute(computation);
    const isSame = archive.mark(computation.startSec).mark === before.mark;
    if (summed && isSame) archive.keep(before, encodeRollup(summed));
    return summed;
  }

  /** While a range's end is live its last minute is known in parts; a whole minute is then made of them. */
  async function join(
    parts: readonly TimeSlot[],
    { filter, signal }: Computation,
  ): Promise<TraceRollup | undefined> {
    const whole = createTraceRollup();
    for (const part of parts) {
      const summed = await sumsOf({ ...part, filter, signal });
      if (summed === undefined || !whole.addRollup(summed)) return undefined;
    }
    return whole.summed();
  }

  async function compute({
    startSec,
    endSec,
    filter,
    signal,
  }: Computation): Promise<TraceRollup | undefined> {
    const matching = createTraceRollup();
    let others = 0;
    let isSummable = true;
    await scanTraces({ store, signal }, { startSec, endSec }, (facts) => {
      if (!filter || filter.matches(facts)) isSummable = matching.add(facts);
      else others += 1;
      return isSummable;
    });
    if (!isSummable) return undefined;
    const summed = matching.summed();
    return { ...summed, traces: summed.traces + others };
  }

  async function addEach(graph: ServiceGraph, { filter, signal, ...slot }: Computation): Promise<void> {
    await scanTraces({ store, signal }, slot, (facts) => {
      if (!filter || filter.matches(facts)) graph.add(facts);
      return true;
    });
  }

  /** Retention takes the oldest traces and tells nobody, so the oldest slots are counted until one is complete. */
  function forgetExpired(slots: readonly TimeSlot[]): void {
    for (const slot of slots) {
      const traces = kept.traces(slot);
      if (traces === 0) continue;
      if (traces === store.count(slot)) return;
      kept.forget((other) => overlap(other, slot));
    }
  }

  async function* sums(
    { startSec, endSec, filter }: GraphQuery,
    signal: AbortSignal,
  ): AsyncGenerator<SlotRollup> {
    const slots = divide({ startSec, endSec });
    forgetExpired(slots);
    const scheduler = createScheduler(signal);
    // First, because soon more will have come than the range takes.
    const last = slots.pop();
    const live = last && { slot: last, summed: await sumsOf({ ...last, filter, signal }) };
    for (const slot of slots) {
      yield { slot, summed: await sumsOf({ ...slot, filter, signal }) };
      await scheduler.pace();
    }
    if (live) yield live;
  }

  return {
    sums,
    async prepare({ startSec, endSec }, filter, signal) {
      const minute = { startSec, endSec };
      if (filter.matchesTopology || kept.get(minute, filter.key) || !kept.hasRoom()) return false;
      await sumsOf({ ...minute, filter, signal });
      return true;
    },
    forgetOthers(filters) {
      kept.forgetOthers(new Set([ALL_TRACES, ...filters.map(({ key }) => key)]));
    },
    async services(query, signal) {
      const graph = createServiceGraph();
      for await (const { slot, summed } of sums(query, signal)) {
        if (summed) graph.addRollup(summed);
        else await addEach(graph, { ...slot, filter: query.filter, signal });
      }
      return graph.services();
    },
  };
}
