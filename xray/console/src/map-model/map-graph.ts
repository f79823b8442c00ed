import { FAILURES } from "../lib/outcome.ts";
import type { Failure } from "../lib/outcome.ts";
import { edgeKey, serviceKey, toServiceId } from "xray-local/model/trace-topology.ts";
import type { TopologyEdge, TopologyNode } from "xray-local/model/trace-topology.ts";
import type { Edge, EdgeStatistics, HistogramEntry, Service } from "xray-local/protocol/api-types.ts";
import { cutMiddle } from "../lib/cut-middle.ts";
import { shortResourceName } from "../trace-model/resource-name.ts";
import { placeOfType } from "../trace-model/place.ts";
import type { Place } from "../trace-model/step.ts";

/** How many requests had each outcome; the sum is all requests. */
export interface OutcomeCounts {
  ok: number;
  error: number;
  throttle: number;
  fault: number;
}

export interface Figures {
  counts: OutcomeCounts;
  total: number;
  /** Seconds; undefined when nothing was counted. */
  averageSec: number | undefined;
  /** Pairs of a response time in seconds and how many requests had it, unsorted. */
  histogram: readonly HistogramEntry[];
}

export interface MapNode extends TopologyNode, Figures {
  /** `serviceKey` of its id. */
  key: string;
  name: string;
  /** The name as it is drawn. */
  label: string;
  place: Place;
}

export interface MapEdge extends TopologyEdge<string>, Figures {
  /** `edgeKey` of the keys of its nodes. */
  key: string;
}

export interface MapGraph {
  nodes: readonly MapNode[];
  edges: readonly MapEdge[];
}

/** The nodes and edges of an answer of GetServiceGraph or GetTraceGraph, with their figures. */
export function toMapGraph(services: readonly Service[]): MapGraph {
  const keys = new Map(services.map((service) => [service.ReferenceId, serviceKey(service)]));
  const edges = services.flatMap((service) =>
    service.Edges.flatMap((edge) => {
      const to = keys.get(edge.ReferenceId);
      return to === undefined ? [] : [toEdge(edge, serviceKey(service), to)];
    }),
  );
  return { nodes: withCallers(services.map(toNode), edges), edges };
}

function toNode(service: Service): MapNode {
  const { Name, Type } = service;
  const client = Type === "client";
  return {
    key: serviceKey(service),
    id: toServiceId(service),
    name: client ? "client" : Name,
    label: client ? "client" : labelOf(service),
    place: placeOfType(Type),
    client,
    inferred: !client && service.State !== "active",
    root: service.Root === true,
    ...toFigures(service.SummaryStatistics, service.ResponseTimeHistogram ?? []),
  };
}

/** Longer ones would lie over what is beside them. */
const MOST_CHARACTERS = 34;

function labelOf({ Name, Type }: Service): string {
  return cutMiddle(shortResourceName(Name, Type?.startsWith("AWS::SQS") === true), MOST_CHARACTERS);
}

function toEdge(edge: Edge, from: string, to: string): MapEdge {
  const asynchronous = edge.EdgeType === "link";
  const histogram = (asynchronous ? edge.ReceivedEventAgeHistogram : edge.ResponseTimeHistogram) ?? [];
  const ends = { from, to, asynchronous };
  return { key: edgeKey(ends), ...ends, ...toFigures(edge.SummaryStatistics, histogram) };
}

/** A client has no figures of its own: it shows those of the requests that it made. */
function withCallers(nodes: readonly MapNode[], edges: readonly MapEdge[]): MapNode[] {
  return nodes.map((node) => {
    const own = edges.find((edge) => edge.from === node.key);
    if (!node.client || !own) return node;
    const { counts, total, averageSec, histogram } = own;
    return Object.assign({}, node, { counts, total, averageSec, histogram });
  });
}

function toFigures(statistics: EdgeStatistics | undefined, histogram: readonly HistogramEntry[]): Figures {
  const total = statistics?.TotalCount ?? 0;
  return {
    counts: {
      ok: statistics?.OkCount ?? 0,
      error: statistics?.ErrorStatistics.OtherCount ?? 0,
      throttle: statistics?.ErrorStatistics.ThrottleCount ?? 0,
      fault: statistics?.FaultStatistics.TotalCount ?? 0,
    },
    total,
    averageSec: statistics && total > 0 ? statistics.TotalResponseTime / total : undefined,
    histogram,
  };
}

/** The most serious failure of some requests, with its share; undefined where none failed. */
export function worstFailure(
  figures: Pick<Figures, "counts" | "total">,
): { outcome: Failure; count: number; share: number } | undefined {
  for (const outcome of FAILURES) {
    const count = figures.counts[outcome];
    if (count > 0 && figures.total > 0) return { outcome, count, share: count / figures.total };
  }
  return undefined;
}
