import { Graph, layout as layoutWithDagre } from "@dagrejs/dagre";
import type { LabelEnd, Point } from "./edge-path.ts";

/** `full`: rings with labels below; `crowded`: over 40 nodes, names to the right; `small`: beside a trace. */
export type MapStyle = "full" | "crowded" | "small";

/** Maps with more nodes are crowded: they show names and failures only. */
const MOST_FULL_NODES = 40;

export interface MapLayout {
  style: MapStyle;
  width: number;
  height: number;
  /** Centres of the rings. */
  nodes: ReadonlyMap<string, Point>;
  /** Points through which an edge passes on its way around nodes in the columns between its ends. */
  via: ReadonlyMap<string, readonly Point[]>;
  labelEnds: ReadonlyMap<string, LabelEnd>;
}

export interface LayoutNode {
  key: string;
  /** The name as it is drawn. */
  label: string;
}

export interface LayoutEdge {
  key: string;
  from: string;
  to: string;
}

interface Measures {
  boxHeight: number;
  /** From the top of the box to the centre of the ring. */
  ringTop: number;
  leastWidth: number;
  /** Width of one character of the label. */
  character: number;
  rankGap: number;
  nodeGap: number;
}

/** Boxes have room for the largest ring and three lines of label, so that new figures move nothing. */
const MEASURES: Readonly<Record<MapStyle, Measures>> = {
  full: { boxHeight: 128, ringTop: 42, leastWidth: 90, character: 7, rankGap: 116, nodeGap: 6 },
  crowded: { boxHeight: 14, ringTop: 7, leastWidth: 60, character: 6, rankGap: 80, nodeGap: 1 },
  small: { boxHeight: 78, ringTop: 26, leastWidth: 62, character: 6, rankGap: 40, nodeGap: 10 },
};
/** Longer names are cut on a crowded map. */
const MOST_CROWDED_CHARACTERS = 22;

export function mapStyle(nodeCount: number): MapStyle {
  return nodeCount > MOST_FULL_NODES ? "crowded" : "full";
}

/**
 * Places nodes in columns from left to right, callers before callees. The places depend on nodes, names and edges but
 * not on figures: a map stays calm while traces arrive.
 *
 *     client → web → api → db     ->   four columns, one row
 *                      ↘ queue         db above queue in the fourth
 */
export function layoutMap(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  style: MapStyle = mapStyle(nodes.length),
): MapLayout {
  const measures = MEASURES[style];
  const graph = new Graph({ directed: true, multigraph: false });
  graph.setGraph({ rankdir: "LR", ranksep: measures.rankGap, nodesep: measures.nodeGap, edgesep: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  const widths = boxWidths(nodes, style);
  for (const node of nodes) {
    graph.setNode(node.key, { width: widths.get(node.key) ?? 0, height: measures.boxHeight });
  }
  for (const edge of edges) if (edge.from !== edge.to) graph.setEdge(edge.from, edge.to);
  layoutWithDagre(graph);

  const centres = new Map<string, Point>();
  for (const node of nodes) {
    const { x = 0, y = 0, width = 0 } = graph.node(node.key) as { x?: number; y?: number; width?: number };
    const ringX = style === "crowded" ? x - width / 2 + 15 : x;
    centres.set(node.key, { x: ringX, y: y - measures.boxHeight / 2 + measures.ringTop });
  }
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return {
    style,
    width,
    height,
    nodes: centres,
    via: style === "crowded" ? new Map() : viaPoints(graph, edges, centres, measures),
    labelEnds: labelEnds(edges),
  };
}

function boxWidths(nodes: readonly LayoutNode[], style: MapStyle): ReadonlyMap<string, number> {
  const { leastWidth, character } = MEASURES[style];
  const widthOf = (name: string) => Math.max(leastWidth, name.length * character + 8);
  if (style !== "crowded") return new Map(nodes.map((node) => [node.key, widthOf(node.label)]));
  // All columns have one width, so that names are aligned.
  const longest = Math.max(0, ...nodes.map((node) => Math.min(node.label.length, MOST_CROWDED_CHARACTERS)));
  return new Map(nodes.map((node) => [node.key, 36 + Math.max(leastWidth, longest * character)]));
}

/** Where dagre led an edge through the columns between its ends: there is room for it between the boxes. */
function viaPoints(
  graph: Graph,
  edges: readonly LayoutEdge[],
  centres: ReadonlyMap<string, Point>,
  measures: Measures,
): ReadonlyMap<string, readonly Point[]> {
  const columns = new Set([...centres.values()].map((point) => Math.round(point.x)));
  const isInColumn = (point: Point) => columns.has(Math.round(point.x));
  const lift = measures.ringTop - measures.boxHeight / 2;
  const via = new Map<string, readonly Point[]>();
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    const { points = [] } = graph.edge(edge.from, edge.to) as { points?: Point[] };
    const inner = points.slice(1, -1).filter(isInColumn);
    via.set(
      edge.key,
      inner.map((point) => ({ x: point.x, y: point.y + lift })),
    );
  }
  return via;
}

/**
 * A label goes where its edge runs alone: to the far end where edges fan out, to the near end where they meet, to the
 * middle where they do both.
 */
function labelEnds(edges: readonly LayoutEdge[]): ReadonlyMap<string, LabelEnd> {
  const leaving = countBy(edges, (edge) => edge.from);
  const reaching = countBy(edges, (edge) => edge.to);
  const isAlone = (counts: ReadonlyMap<string, number>, key: string) => counts.get(key) === 1;
  return new Map(
    edges.map((edge) => {
      if (isAlone(reaching, edge.to)) return [edge.key, "to"];
      return [edge.key, isAlone(leaving, edge.from) ? "from" : "middle"];
    }),
  );
}

function countBy(
  edges: readonly LayoutEdge[],
  keyOf: (edge: LayoutEdge) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const edge of edges) counts.set(keyOf(edge), (counts.get(keyOf(edge)) ?? 0) + 1);
  return counts;
}
