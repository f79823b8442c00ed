import type { Edge, EdgeStatistics, HistogramEntry, Service } from "../../protocol/api-types.ts";

/**
 * A service graph made small, because hundreds are kept: histograms are what it consists of, and as objects they take
 * seven times the room of two typed arrays.
 */
export interface PackedGraph {
  /** How many traces it sums up. */
  traces: number;
  nodes: readonly PackedNode[];
}

export interface PackedFigures {
  startSec: number;
  endSec: number;
  /** Absent on `client` nodes. */
  statistics?: EdgeStatistics;
  responseTimes: PackedHistogram;
}

export interface PackedNode extends PackedFigures {
  /** What tells nodes apart in any graph: type and name. */
  key: string;
  id: Pick<Service, "Name" | "Names" | "AccountId" | "Type">;
  root: boolean;
  active: boolean;
  durations: PackedHistogram;
  edges: readonly PackedEdge[];
}

export interface PackedEdge extends PackedFigures {
  /** Key of the node that it leads to. */
  to: string;
  asynchronous: boolean;
}

export interface PackedHistogram {
  /** Milliseconds, and how many requests took so long. */
  ms: Uint32Array;
  counts: Uint32Array;
}

/** Packs what a graph answered of `traces` traces. */
export function packGraph(services: readonly Service[], traces: number): PackedGraph {
  const keys = new Map(services.map((service) => [service.ReferenceId, keyOf(service)]));
  return { traces, nodes: services.map((service) => packNode(service, keys)) };
}

function packNode(service: Service, keys: ReadonlyMap<number, string>): PackedNode {
  const { Name, Names, AccountId, Type } = service;
  return {
    key: keyOf(service),
    id: { Name, Names, ...(AccountId !== undefined && { AccountId }), ...(Type !== undefined && { Type }) },
    root: service.Root === true,
    active: service.State === "active",
    ...packFigures(service, service.ResponseTimeHistogram),
    durations: packHistogram(service.DurationHistogram),
    edges: service.Edges.map((edge) => packEdge(edge, keys)),
  };
}

function packEdge(edge: Edge, keys: ReadonlyMap<number, string>): PackedEdge {
  const asynchronous = edge.EdgeType === "link";
  return {
    to: keys.get(edge.ReferenceId) ?? "",
    asynchronous,
    ...packFigures(edge, asynchronous ? edge.ReceivedEventAgeHistogram : edge.ResponseTimeHistogram),
  };
}

function packFigures(
  { StartTime, EndTime, SummaryStatistics }: Pick<Service, "StartTime" | "EndTime" | "SummaryStatistics">,
  responseTimes: readonly HistogramEntry[] | undefined,
): PackedFigures {
  return {
    startSec: StartTime,
    endSec: EndTime,
    ...(SummaryStatistics && { statistics: SummaryStatistics }),
    responseTimes: packHistogram(responseTimes),
  };
}

function packHistogram(entries: readonly HistogramEntry[] = []): PackedHistogram {
  return {
    ms: Uint32Array.from(entries, ({ Value }) => Math.round(Value * 1000)),
    counts: Uint32Array.from(entries, ({ Count }) => Count),
  };
}

function keyOf({ Name, Type = "" }: Pick<Service, "Name" | "Type">): string {
  return `${Type}\n${Name}`;
}
