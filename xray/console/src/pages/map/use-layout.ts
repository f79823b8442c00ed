import { useMemo } from "react";
import { layoutMap } from "../../map-model/layout.ts";
import type { LayoutEdge, LayoutNode, MapLayout } from "../../map-model/layout.ts";
import type { MapGraph } from "../../map-model/map-graph.ts";

interface Shape {
  nodes: readonly LayoutNode[];
  edges: readonly LayoutEdge[];
}

/** The layout of a graph, computed again only when its nodes or edges change: new figures move nothing. */
export function useLayout(graph: MapGraph): MapLayout {
  const shape = JSON.stringify({
    nodes: graph.nodes.map(({ key, label }) => ({ key, label })).toSorted((a, b) => compare(a.key, b.key)),
    edges: graph.edges
      .map(({ key, from, to }) => ({ key, from, to }))
      .toSorted((a, b) => compare(a.key, b.key)),
  } satisfies Shape);
  return useMemo(() => {
    const { nodes, edges } = JSON.parse(shape) as Shape;
    return layoutMap(nodes, edges);
  }, [shape]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
