import type { Edge, EdgeStatistics, HistogramEntry, Service } from "../../protocol/api-types.ts";
import type { PackedEdge, PackedFigures, PackedGraph, PackedHistogram, PackedNode } from "./packed-graph.ts";

/** As in trace/histogram.ts: beyond so many different lengths they are told to two digits. */
const MAX_EXACT_VALUES = 200;

/** As in trace/service-graph.ts. */
const MAX_NODES = 10_000;

interface Sums {
  startSec: number;
  endSec: number;
  /** Absent as long as nothing with statistics was added: such a node is a `client`. */
  statistics?: EdgeStatistics;
  responseTimes: Map<number, number>;
}

interface NodeSums extends Sums {
  referenceId: number;
  id: PackedNode["id"];
  root: boolean;
  active: boolean;
  durations: Map<number, number>;
  edges: Map<string, EdgeSums>;
}

interface EdgeSums extends Sums {
  to: NodeSums;
  asynchronous: boolean;
}

/**
 * The graph of all traces of several graphs, as GetServiceGraph answers it. Order does not matter: the counts are those
 * of one graph to which all traces were added.
 */
export function sumGraphs(graphs: Iterable<PackedGraph>): readonly Service[] {
  const nodes = new Map<string, NodeSums>();
  for (const graph of graphs) {
    for (const node of graph.nodes) addNode(nodes, node);
    for (const node of graph.nodes) addEdges(nodes, node);
  }
  return Array.from(nodes.values(), toService);
}

function addNode(nodes: Map<string, NodeSums>, node: PackedNode): void {
  let sums = nodes.get(node.key);
  if (sums === undefined) {
    if (nodes.size >= MAX_NODES) return;
    const { id } = node;
    sums = {
      ...makeSums(),
      referenceId: nodes.size,
      id: { ...id },
      root: false,
      active: false,
      durations: new Map(),
      edges: new Map(),
    };
    nodes.set(node.key, sums);
  }
  if (node.id.AccountId !== undefined) sums.id.AccountId ??= node.id.AccountId;
  sums.root ||= node.root;
  sums.active ||= node.active;
  addFigures(sums, node);
  addHistogram(sums.durations, node.durations);
}

function addEdges(nodes: ReadonlyMap<string, NodeSums>, node: PackedNode): void {
  const from = nodes.get(node.key);
  if (from === undefined) return;
  for (const edge of node.edges) {
    const to = nodes.get(edge.to);
    if (to !== undefined) addFigures(findEdge(from, to, edge), edge);
  }
}

function findEdge(from: NodeSums, to: NodeSums, { asynchronous }: PackedEdge): EdgeSums {
  const key = `${to.referenceId}${asynchronous ? " link" : ""}`;
  let sums = from.edges.get(key);
  if (sums === undefined) {
    sums = { ...makeSums(), to, asynchronous };
    from.edges.set(key, sums);
  }
  return sums;
}

function makeSums(): Sums {
  return { startSec: Infinity, endSec: 0, responseTimes: new Map() };
}

function addFigures(sums: Sums, { startSec, endSec, statistics, responseTimes }: PackedFigures): void {
  // A node of which no request is known has 0 for both.
  if (endSec > 0) {
    sums.startSec = Math.min(sums.startSec, startSec);
    sums.endSec = Math.max(sums.endSec, endSec);
  }
  addHistogram(sums.responseTimes, responseTimes);
  if (statistics === undefined) return;
  sums.statistics = sums.statistics ? addStatistics(sums.statistics, statistics) : statistics;
}

function addStatistics(left: EdgeStatistics, right: EdgeStatistics): EdgeStatistics {
  const { ErrorStatistics: errors, FaultStatistics: faults } = left;
  return {
    OkCount: left.OkCount + right.OkCount,
    ErrorStatistics: {
      ThrottleCount: errors.ThrottleCount + right.ErrorStatistics.ThrottleCount,
      OtherCount: errors.OtherCount + right.ErrorStatistics.OtherCount,
      TotalCount: errors.TotalCount + right.ErrorStatistics.TotalCount,
    },
    FaultStatistics: {
      OtherCount: faults.OtherCount + right.FaultStatistics.OtherCount,
      TotalCount: faults.TotalCount + right.FaultStatistics.TotalCount,
    },
    TotalCount: left.TotalCount + right.TotalCount,
    TotalResponseTime: left.TotalResponseTime + right.TotalResponseTime,
  };
}

function addHistogram(sums: Map<number, number>, { ms, counts }: PackedHistogram): void {
  for (let i = 0; i < ms.length; i += 1) {
    const value = ms[i] ?? 0;
    sums.set(value, (sums.get(value) ?? 0) + (counts[i] ?? 0));
  }
}

function toService(node: NodeSums): Service {
  const { id, root, active, edges, statistics, durations, responseTimes } = node;
  const { Name, Names, ...rest } = id;
  return {
    ReferenceId: node.referenceId,
    Name,
    Names,
    ...(root && { Root: true }),
    ...rest,
    State: active ? "active" : "unknown",
    ...toTimes(node),
    Edges: Array.from(edges.values(), toEdge),
    ...(statistics && {
      SummaryStatistics: toStatistics(statistics),
      DurationHistogram: toHistogram(durations),
      ResponseTimeHistogram: toHistogram(responseTimes),
    }),
  };
}

function toEdge(edge: EdgeSums): Edge {
  const { to, asynchronous, statistics, responseTimes } = edge;
  const histogram = toHistogram(responseTimes);
  return {
    ReferenceId: to.referenceId,
    ...toTimes(edge),
    SummaryStatistics: toStatistics(statistics ?? NOTHING),
    ResponseTimeHistogram: asynchronous ? [] : histogram,
    Aliases: [],
    ...(asynchronous && { EdgeType: "link", ReceivedEventAgeHistogram: histogram }),
  };
}

const NOTHING: EdgeStatistics = {
  OkCount: 0,
  ErrorStatistics: { ThrottleCount: 0, OtherCount: 0, TotalCount: 0 },
  FaultStatistics: { OtherCount: 0, TotalCount: 0 },
  TotalCount: 0,
  TotalResponseTime: 0,
};

function toTimes({ startSec, endSec }: Sums): { StartTime: number; EndTime: number } {
  return endSec === 0 ? { StartTime: 0, EndTime: 0 } : { StartTime: startSec, EndTime: endSec };
}

/** Without the noise of adding floating point numbers: microseconds are kept. */
function toStatistics(statistics: EdgeStatistics): EdgeStatistics {
  return { ...statistics, TotalResponseTime: Math.round(statistics.TotalResponseTime * 1e6) / 1e6 };
}

function toHistogram(counts: ReadonlyMap<number, number>): HistogramEntry[] {
  const told = counts.size > MAX_EXACT_VALUES ? toTwoDigits(counts) : counts;
  return Array.from(told, ([ms, Count]) => ({ Value: ms / 1000, Count })).sort((a, b) => a.Value - b.Value);
}

function toTwoDigits(counts: ReadonlyMap<number, number>): Map<number, number> {
  const coarse = new Map<number, number>();
  for (const [ms, count] of counts) {
    const unit = 10 ** Math.max(0, Math.floor(Math.log10(ms || 1)) - 1);
    const value = Math.round(ms / unit) * unit;
    coarse.set(value, (coarse.get(value) ?? 0) + count);
  }
  return coarse;
}
