import type { Edge, EdgeStatistics, Service, ServiceId } from "../../protocol/api-types.ts";
import { edgeKey, serviceKey } from "../../model/trace-topology.ts";
import type { RequestedTopology, TopologyNode } from "../../model/trace-topology.ts";
import type { RequestFacts } from "../../model/trace-facts.ts";
import { createHistogram } from "./histogram.ts";
import type { Histogram } from "./histogram.ts";
import { addStatistics, countRequest, makeStatistics, toStatistics } from "./statistics.ts";
import type { RequestRollup, TraceRollup } from "./trace-rollup.ts";

/** Source: Developer Guide, "Service map": the console draws up to 10,000 nodes. Later ones are left out. */
export const MAX_NODES = 10_000;

/**
 * The nodes and edges of many traces, summed as they are added: its size grows with the number of nodes and edges, not
 * of traces. Used by GetServiceGraph and GetTraceGraph.
 */
export interface ServiceGraph {
  add(facts: RequestedTopology<readonly RequestFacts[]>): void;
  /** Has the effect of adding each of the traces. */
  addRollup(summed: TraceRollup): void;
  /** In the order in which nodes first appeared. */
  services(): readonly Service[];
  /** Whether there were more nodes than are drawn. */
  isCut(): boolean;
}

interface Figures {
  startSec: number;
  endSec: number;
  statistics: EdgeStatistics;
  responseTimes: Histogram;
  /** Only for nodes. */
  durations?: Histogram;
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
  let isCut = false;
  return {
    add(facts) {
      isCut = addTrace(nodes, facts, addRequests) || isCut;
    },
    addRollup({ topologies }) {
      for (const topology of topologies) isCut = addTrace(nodes, topology, addSums) || isCut;
    },
    services: () => Array.from(nodes.values(), toService),
    isCut: () => isCut,
  };
}

/** Adds the requests of a node or edge, one by one or summed up. */
type AddTo<Requests> = (figures: Figures, requests: Requests) => void;

/** Returns whether there was no room for one of its nodes. */
function addTrace<Requests>(
  nodes: Map<string, Node>,
  { services, edges }: RequestedTopology<Requests>,
  addTo: AddTo<Requests>,
): boolean {
  const touched = services.map((service) => {
    const node = findNode(nodes, service);
    if (node !== undefined) addTo(node, service.requests);
    return node;
  });
  for (const edge of edges) {
    const from = touched[edge.from];
    const to = touched[edge.to];
    if (from === undefined || to === undefined) continue;
    const link = findLink(from, to, edge.asynchronous);
    addTo(link, edge.requests);
    // A client has no requests: it lives as long as its calls.
    if (from.client) extend(from, link.startSec, link.endSec);
  }
  return touched.includes(undefined);
}

function findNode(nodes: Map<string, Node>, service: TopologyNode): Node | undefined {
  const key = serviceKey(service.id);
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
  return node;
}

function findLink(from: Node, to: Node, asynchronous: boolean): Link {
  const key = edgeKey({ from: from.referenceId, to: to.referenceId, asynchronous });
  let link = from.edges.get(key);
  if (link === undefined) {
    link = { ...makeFigures(), to, asynchronous };
    from.edges.set(key, link);
  }
  return link;
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
function addRequests(figures: Figures, requests: readonly RequestFacts[]): void {
  for (const request of requests) {
    extend(figures, request.startSec, request.startSec + request.durationSec);
    if (request.inProgress) continue;
    countRequest(figures.statistics, request);
    figures.responseTimes.add(request.responseTimeSec);
    figures.durations?.add(request.durationSec);
  }
}

function addSums(figures: Figures, { startSec, endSec, durations, minutes }: RequestRollup): void {
  extend(figures, startSec, endSec);
  if (durations !== undefined) figures.durations?.addAll(durations);
  for (const { statistics, responseTimes } of minutes) {
    addStatistics(figures.statistics, statistics);
    figures.responseTimes.addAll(responseTimes);
  }
}

function extend(figures: Figures, startSec: number, endSec: number): void {
  figures.startSec = Math.min(figures.startSec, startSec);
  figures.endSec = Math.max(figures.endSec, endSec);
}

/** In the form of GetServiceGraph's answer in the Developer Guide, "Getting data". */
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
