import type { Service } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../protocol/trace-facts.ts";
import type { TraceStore } from "../../store/trace-store.ts";
import { createServiceGraph } from "../../trace/service-graph.ts";
import type { KeyedFilter } from "../filters.ts";
import { scanTraces } from "../scan-traces.ts";
import { packGraph } from "./packed-graph.ts";
import type { PackedGraph } from "./packed-graph.ts";
import { sumGraphs } from "./sum-graphs.ts";

/**
 * Graphs are kept for whole minutes: short enough that the minutes at both ends of a range, which are looked at trace
 * by trace, hold few; long enough that adding up six hours of them takes some 30 ms.
 */
const MINUTE_SEC = 60;

/** Six hours for some filters at once. A minute takes 10 to 30 kB. */
const MAX_KEPT = 2_000;

export interface GraphQuery {
  startSec: number;
  endSec: number;
  /** Which traces; all without it. */
  filter?: KeyedFilter | undefined;
}

export interface GraphCache {
  /** The service graph of all traces that start in the range. Rejects when the caller has hung up. */
  services(query: GraphQuery, signal: AbortSignal): Promise<readonly Service[]>;
}

/**
 * Service graphs over long ranges, of which only what changed since the last time is computed: a graph that a page shows
 * is asked for again every few seconds, and reading a million traces takes seconds.
 */
export function createGraphCache(store: Pick<TraceStore, "scan" | "subscribe">): GraphCache {
  /** By minute, then by the filter's key; the minute computed longest ago first. */
  const kept = new Map<number, Map<string, PackedGraph>>();
  let count = 0;
  /** Minutes that are being computed; what changes meanwhile must not be kept. */
  const open = new Set<{ minute: number; isStale: boolean }>();

  store.subscribe((changed) => {
    const { minutes, fromMinute } = staleMinutes(changed);
    const isStale = (minute: number): boolean => minute >= fromMinute || minutes.has(minute);
    for (const minute of kept.keys()) if (isStale(minute)) forget(minute);
    for (const computation of open) computation.isStale ||= isStale(computation.minute);
  });

  function forget(minute: number): void {
    count -= kept.get(minute)?.size ?? 0;
    kept.delete(minute);
  }

  function keep(minute: number, key: string, graph: PackedGraph): void {
    const graphs = kept.get(minute) ?? new Map<string, PackedGraph>();
    if (!graphs.has(key)) count += 1;
    graphs.set(key, graph);
    kept.delete(minute);
    kept.set(minute, graphs);
    for (const oldest of kept.keys()) {
      if (count <= MAX_KEPT) break;
      forget(oldest);
    }
  }

  async function compute(
    startSec: number,
    endSec: number,
    query: GraphQuery,
    signal: AbortSignal,
  ): Promise<PackedGraph> {
    const matches = query.filter?.matches;
    const graph = createServiceGraph();
    let traces = 0;
    await scanTraces({ store, signal }, { startSec, endSec }, (facts) => {
      traces += 1;
      if (!matches || matches(facts)) graph.add(facts);
      return true;
    });
    return packGraph(graph.services(), traces);
  }

  async function minuteGraph(minute: number, query: GraphQuery, signal: AbortSignal): Promise<PackedGraph> {
    const key = query.filter?.key ?? "";
    const known = kept.get(minute)?.get(key);
    if (known) return known;
    const computation = { minute, isStale: false };
    open.add(computation);
    try {
      const graph = await compute(minute * MINUTE_SEC, (minute + 1) * MINUTE_SEC, query, signal);
      if (!computation.isStale) keep(minute, key, graph);
      return graph;
    } finally {
      open.delete(computation);
    }
  }

  /** Retention takes the oldest traces and tells nobody, so the oldest minutes are counted until one is whole. */
  function forgetExpired(firstMinute: number, endMinute: number): void {
    for (let minute = firstMinute; minute < endMinute; minute += 1) {
      const [graph] = kept.get(minute)?.values() ?? [];
      if (graph === undefined || graph.traces === 0) continue;
      if (graph.traces === countTraces(store, minute)) return;
      forget(minute);
    }
  }

  return {
    async services(query, signal) {
      const { startSec, endSec } = query;
      const first = Math.ceil(startSec / MINUTE_SEC);
      const end = Math.floor(endSec / MINUTE_SEC);
      if (first >= end) return sumGraphs([await compute(startSec, endSec, query, signal)]);
      forgetExpired(first, end);
      const graphs: PackedGraph[] = [await compute(end * MINUTE_SEC, endSec, query, signal)];
      for (let minute = end - 1; minute >= first; minute -= 1) {
        graphs.push(await minuteGraph(minute, query, signal));
      }
      graphs.push(await compute(startSec, first * MINUTE_SEC, query, signal));
      return sumGraphs(graphs);
    },
  };
}

/**
 * Minutes whose graphs the changes make wrong: the one in which a new trace starts, and for a trace that was there
 * before all from one minute before its start, because a segment that comes later can move the start.
 */
function staleMinutes(changed: readonly TraceFacts[]): { minutes: Set<number>; fromMinute: number } {
  const minutes = new Set<number>();
  let fromMinute = Infinity;
  for (const { startSec, revision } of changed) {
    const minute = Math.floor(startSec / MINUTE_SEC);
    if (revision === 1) minutes.add(minute);
    else fromMinute = Math.min(fromMinute, minute - 1);
  }
  return { minutes, fromMinute };
}

function countTraces(store: Pick<TraceStore, "scan">, minute: number): number {
  let traces = 0;
  const scan = { startSec: minute * MINUTE_SEC, endSec: (minute + 1) * MINUTE_SEC };
  for (const _ of store.scan(scan)) traces += 1;
  return traces;
}
