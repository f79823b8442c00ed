import type { Edge, EdgeStatistics, Service, ServiceId } from "../protocol/api-types.ts";
import type { EdgeFacts, RequestFacts, ServiceFacts, TraceFacts } from "../protocol/trace-facts.ts";
import { createHistogram } from "./histogram.ts";
import type { Histogram } from "./histogram.ts";
import { countRequest, makeStatistics, toStatistics } from "./statistics.ts";

/** Source: Developer Guide, "Service map": the console draws up to 10,000 nodes. What comes after is left out. */
const MAX_NODES = 10_000;

/**
 * The nodes and edges of many traces, summed as they are added: what it holds grows with the number of nodes and edges,
 * not of traces. Used by GetServiceGraph and GetTraceGraph.
 */
export interface ServiceGraph {
  add(facts: TraceFacts): void;
  /** In the order in which nodes were first seen. */
  services(): readonly Service[];
}

interface Figures {
  startSec: number;
  endSec: number;
  statistics: EdgeStatistics;
  responseTimes: Histogram;
}

interface Node extends Figures {
  referenceId: number;
  durations: Histogram;
  id: ServiceId;
  root: boolean;
  client: boolean;
  active: boolean;
  edges: Map<string, Link>;
}

interface Link extends Figures {
  to: Node;
  asynchronous: boolean;
}

export function createServiceGraph(): ServiceGraph {
  const nodes = new Map<string, Node>();
  return {
    add(facts) {
      const touched = facts.services.map((service) => addService(nodes, service));
      for (const edge of facts.edges) {
        const from = touched[edge.from];
        const to = touched[edge.to];
        if (from !== undefined && to !== undefined) addEdge(from, to, edge);
      }
    },
    services: () => Array.from(nodes.values(), toService),
  };
}

function addService(nodes: Map<string, Node>, service: ServiceFacts): Node | undefined {
  const key = `${service.id.Type ?? ""}\n${service.id.Name}`;
  let node = nodes.get(key);
  if (node === undefined) {
    if (nodes.size === MAX_NODES) return undefined;
    const { id, client } = service;
    node = {
      ...makeFigures(),
      referenceId: nodes.size,
      durations: createHistogram(),
      id: { ...id },
      root: false,
      client,
      active: false,
      edges: new Map(),
    };
    nodes.set(key, node);
  }
  if (service.id.AccountId !== undefined) node.id.AccountId ??= service.id.AccountId;
  node.root ||= service.root;
  node.active ||= !service.inferred;
  for (const request of service.requests) {
    addRequest(node, request);
    if (!request.inProgress) node.durations.add(request.durationSec);
  }
  return node;
}

function addEdge(from: Node, to: Node, edge: EdgeFacts): void {
  const key = `${to.referenceId}${edge.asynchronous ? " link" : ""}`;
  let link = from.edges.get(key);
  if (link === undefined) {
    link = { ...makeFigures(), to, asynchronous: edge.asynchronous };
    from.edges.set(key, link);
  }
  for (const request of edge.requests) {
    addRequest(link, request);
    // A client has no requests of its own: it lives as long as its calls.
    if (from.client) extend(from, request);
  }
}

function makeFigures(): Figures {
  return {
    startSec: Infinity,
    endSec: -Infinity,
    statistics: makeStatistics(),
    responseTimes: createHistogram(),
  };
}

/** Requests in progress are drawn but not counted. */
function addRequest(figures: Figures, request: RequestFacts): void {
  extend(figures, request);
  if (request.inProgress) return;
  countRequest(figures.statistics, request);
  figures.responseTimes.add(request.responseTimeSec);
}

function extend(figures: Figures, request: RequestFacts): void {
  figures.startSec = Math.min(figures.startSec, request.startSec);
  figures.endSec = Math.max(figures.endSec, request.startSec + request.durationSec);
}

/** Shape: the answer of GetServiceGraph in the Developer Guide, "Getting data". */
function toService(node: Node): Service {
  const { Name, Names, AccountId, Type } = node.id;
  const service: Service = {
    ReferenceId: node.referenceId,
    Name,
    Names,
    ...(node.root && { Root: true }),
    ...(AccountId !== undefined && { AccountId }),
    ...(Type !== undefined && { Type }),
    State: node.active ? "active" : "unknown",
    ...toTimes(node),
    Edges: Array.from(node.edges.values(), toEdge),
  };
  if (node.client) return service;
  return {
    ...service,
    SummaryStatistics: toStatistics(node.statistics),
    DurationHistogram: node.durations.entries(),
    ResponseTimeHistogram: node.responseTimes.entries(),
  };
}

function toEdge(link: Link): Edge {
  const edge: Edge = {
    ReferenceId: link.to.referenceId,
    ...toTimes(link),
    SummaryStatistics: toStatistics(link.statistics),
    ResponseTimeHistogram: link.asynchronous ? [] : link.responseTimes.entries(),
    Aliases: [],
  };
  if (!link.asynchronous) return edge;
  return { ...edge, EdgeType: "link", ReceivedEventAgeHistogram: link.responseTimes.entries() };
}

function toTimes({ startSec, endSec }: Figures): { StartTime: number; EndTime: number } {
  return startSec === Infinity ? { StartTime: 0, EndTime: 0 } : { StartTime: startSec, EndTime: endSec };
}
