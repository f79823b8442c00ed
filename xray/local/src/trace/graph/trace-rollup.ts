import type { EdgeStatistics } from "../../protocol/api-types.ts";
import type { RequestFacts, TraceFacts } from "../../model/trace-facts.ts";
import { toTopologyKey } from "../../model/trace-topology.ts";
import type { RequestedTopology, TraceTopology } from "../../model/trace-topology.ts";
import { createHistogram } from "./histogram.ts";
import type { Histogram, Lengths } from "./histogram.ts";
import { addStatistics, countRequest, makeStatistics } from "./statistics.ts";

/** Requests are summed by the minute in which they began, so that a series of whole minutes can be made of the sums. */
export const ROLLUP_SEC = 60;

/**
 * Traces summed up: of all traces that have the same nodes and edges, the requests of each. A service graph or a time
 * series made of it is the one that would be made of the traces (trace-rollup.test.ts), for a fraction of the time.
 */
export interface TraceRollup {
  /** How many traces. */
  traces: number;
  topologies: readonly TopologyRollup[];
}

/** Like `TraceFacts`, with sums in place of requests. */
export type TopologyRollup = RequestedTopology<RequestRollup>;

export interface RequestRollup {
  /** The first start and the last end, those in progress included; Infinity and -Infinity when there were none. */
  startSec: number;
  endSec: number;
  /** Only for nodes. */
  durations?: Lengths;
  /** For finished requests. */
  minutes: readonly MinuteRollup[];
}

export interface MinuteRollup {
  /** A multiple of `ROLLUP_SEC`. */
  startSec: number;
  statistics: EdgeStatistics;
  responseTimes: Lengths;
}

/** Both return false, and the sums become useless, when the traces have too many different nodes and edges. */
export interface TraceRollupBuilder {
  /** `sharedTopology` is the facts' own, where they do not have it. */
  add(facts: TraceFacts, sharedTopology?: object): boolean;
  addRollup(rollup: TraceRollup): boolean;
  rollup(): TraceRollup;
}

/** The requests of a topology while they are summed up. */
type OpenRollup = RequestedTopology<Requests>;

interface Requests {
  startSec: number;
  endSec: number;
  durations?: Histogram;
  minutes: Map<number, Minute>;
}

interface Minute {
  statistics: EdgeStatistics;
  responseTimes: Histogram;
}

/**
 * Nodes and edges of all topologies together, each of which takes about 1 kB while sums are made. Traces with more have
 * so little in common that summing them up saves nothing.
 */
const MAX_ENTITIES = 20_000;

export function createTraceRollup(maxEntities = MAX_ENTITIES): TraceRollupBuilder {
  const topologies = new Map<string, OpenRollup>();
  /** Looked up by the object that traces share, because making the key takes longer than adding the requests. */
  const shared = new WeakMap<object, OpenRollup>();
  let traces = 0;
  let entities = 0;
  function rollupOf(source: TraceTopology): OpenRollup | undefined {
    const key = toTopologyKey(source);
    const known = topologies.get(key);
    if (known !== undefined) return known;
    entities += source.services.length + source.edges.length;
    if (entities > maxEntities) return undefined;
    const opened = openRollup(source);
    topologies.set(key, opened);
    return opened;
  }
  function rollupOfTrace(facts: TraceFacts, sharedTopology: object | undefined): OpenRollup | undefined {
    if (sharedTopology === undefined) return rollupOf(facts);
    const known = shared.get(sharedTopology) ?? rollupOf(facts);
    if (known !== undefined) shared.set(sharedTopology, known);
    return known;
  }
  return {
    add(facts, sharedTopology = facts.sharedTopology) {
      const open = rollupOfTrace(facts, sharedTopology);
      if (open === undefined) return false;
      traces += 1;
      const { requests } = facts;
      addEach(open.services, (index) =>
        requests ? requests.services[index] : facts.services[index]?.requests,
      );
      addEach(open.edges, (index) => (requests ? requests.edges[index] : facts.edges[index]?.requests));
      return true;
    },
    addRollup(summed) {
      traces += summed.traces;
      for (const source of summed.topologies) {
        const open = rollupOf(source);
        if (open === undefined) return false;
        for (const [index, { requests }] of open.services.entries())
          addSums(requests, source.services[index]?.requests);
        for (const [index, { requests }] of open.edges.entries())
          addSums(requests, source.edges[index]?.requests);
      }
      return true;
    },
    rollup: () => ({ traces, topologies: Array.from(topologies.values(), toTopologyRollup) }),
  };
}

function openRollup({ services, edges }: TraceTopology): OpenRollup {
  return {
    services: services.map(({ id, root, inferred, client }) => ({
      id,
      root,
      inferred,
      client,
      requests: { ...makeRequests(), durations: createHistogram() },
    })),
    edges: edges.map(({ from, to, asynchronous }) => ({ from, to, asynchronous, requests: makeRequests() })),
  };
}

function makeRequests(): Requests {
  return { startSec: Infinity, endSec: -Infinity, minutes: new Map() };
}

function addEach(
  sums: readonly { requests: Requests }[],
  requestsOf: (index: number) => readonly RequestFacts[] | undefined,
): void {
  for (let index = 0; index < sums.length; index += 1) {
    const sum = sums[index]?.requests;
    const requests = requestsOf(index);
    if (sum && requests) for (const request of requests) addRequest(sum, request);
  }
}

function addRequest(sums: Requests, request: RequestFacts): void {
  sums.startSec = Math.min(sums.startSec, request.startSec);
  sums.endSec = Math.max(sums.endSec, request.startSec + request.durationSec);
  if (request.inProgress) return;
  sums.durations?.add(request.durationSec);
  const minute = minuteOf(sums, Math.floor(request.startSec / ROLLUP_SEC) * ROLLUP_SEC);
  countRequest(minute.statistics, request);
  minute.responseTimes.add(request.responseTimeSec);
}

function addSums(sums: Requests, part: RequestRollup | undefined): void {
  if (part === undefined) return;
  sums.startSec = Math.min(sums.startSec, part.startSec);
  sums.endSec = Math.max(sums.endSec, part.endSec);
  if (part.durations !== undefined) sums.durations?.addAll(part.durations);
  for (const { startSec, statistics, responseTimes } of part.minutes) {
    const minute = minuteOf(sums, startSec);
    addStatistics(minute.statistics, statistics);
    minute.responseTimes.addAll(responseTimes);
  }
}

function minuteOf({ minutes }: Requests, startSec: number): Minute {
  let minute = minutes.get(startSec);
  if (minute === undefined) {
    minute = { statistics: makeStatistics(), responseTimes: createHistogram() };
    minutes.set(startSec, minute);
  }
  return minute;
}

function toTopologyRollup({ services, edges }: OpenRollup): TopologyRollup {
  return {
    services: services.map((service) => ({ ...service, requests: toRequestRollup(service.requests) })),
    edges: edges.map((edge) => ({ ...edge, requests: toRequestRollup(edge.requests) })),
  };
}

function toRequestRollup({ startSec, endSec, durations, minutes }: Requests): RequestRollup {
  return {
    startSec,
    endSec,
    ...(durations !== undefined && { durations: durations.lengths() }),
    minutes: Array.from(minutes, ([minuteSec, { statistics, responseTimes }]) => ({
      startSec: minuteSec,
      statistics,
      responseTimes: responseTimes.lengths(),
    })),
  };
}
