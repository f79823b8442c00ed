import type { Failure } from "../../lib/outcome.ts";
import type { Figures, MapGraph } from "../../map-model/map-graph.ts";
import { kindWords } from "../../map-model/node-words.ts";
import { percentileOfEntries } from "xray-local/trace/percentile.ts";

export type TableColumn = "name" | "total" | "average" | "p50" | "p95" | Failure;

export interface TableRow {
  /** The key of the node or edge. */
  key: string;
  name: string;
  words: string;
  total: number;
  /** Seconds; undefined without requests. */
  average: number | undefined;
  p50: number | undefined;
  p95: number | undefined;
  /** Shares of the requests, 0 to 1. */
  fault: number;
  throttle: number;
  error: number;
}

/**
 * The nodes of the map with their figures, without clients, whose figures would only repeat those of their requests.
 */
export function nodeRows(graph: MapGraph): TableRow[] {
  return graph.nodes
    .filter((node) => !node.client)
    .map((node) => toRow(node.key, node.name, kindWords(node), node));
}

export function edgeRows(graph: MapGraph): TableRow[] {
  const names = new Map(graph.nodes.map((node) => [node.key, node.name]));
  return graph.edges.map((edge) =>
    toRow(
      edge.key,
      `${names.get(edge.from) ?? edge.from} → ${names.get(edge.to) ?? edge.to}`,
      edge.asynchronous ? "asynchronous" : "",
      edge,
    ),
  );
}

function toRow(key: string, name: string, words: string, figures: Figures): TableRow {
  const { counts, total, averageSec, histogram } = figures;
  const share = (count: number) => (total > 0 ? count / total : 0);
  return {
    key,
    name,
    words,
    total,
    average: averageSec,
    p50: percentileOfEntries(histogram, 0.5),
    p95: percentileOfEntries(histogram, 0.95),
    fault: share(counts.fault),
    throttle: share(counts.throttle),
    error: share(counts.error),
  };
}

/** Names in ascending order, figures in descending order; rows without a figure last. */
export function sortTable(rows: readonly TableRow[], by: TableColumn, isReversed: boolean): TableRow[] {
  const sign = isReversed ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (by === "name") return sign * a.name.localeCompare(b.name);
    const [first, second] = [a[by], b[by]];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    return sign * (second - first) || a.name.localeCompare(b.name);
  });
}
