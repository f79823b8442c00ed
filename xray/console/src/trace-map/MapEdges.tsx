import { useState } from "react";
import { advanceArrivals } from "../map-model/arrivals.ts";
import type { Arrivals } from "../map-model/arrivals.ts";
import { edgePath } from "../map-model/edge-path.ts";
import type { MapLayout } from "../map-model/layout.ts";
import { edgeLabel } from "../map-model/map-figures.ts";
import type { Shown } from "../map-model/map-figures.ts";
import type { MapEdge } from "../map-model/map-graph.ts";
import { MapEdgeShape } from "./MapEdgeShape.tsx";
import type { EdgeTone } from "./MapEdgeShape.tsx";
import { edgeWidth } from "../map-model/node-size.ts";

/** Room between the ring's line and an edge. */
const RING_ROOM = 4;

/** All edges. They are for the pointer; the keyboard finds them in the table and in the panels of nodes. */
export function MapEdges({
  edges,
  layout,
  radii,
  rangeSec,
  shown,
  selected,
  hovered,
  onSelect,
}: {
  edges: readonly MapEdge[];
  layout: MapLayout;
  radii: ReadonlyMap<string, number>;
  rangeSec: number;
  shown: Shown;
  selected: string;
  /** The key of the node under the pointer: the edges of others fade. */
  hovered: string;
  onSelect: (key: string) => void;
}) {
  const arrivals = useArrivals(edges);
  const isCrowded = layout.style === "crowded";
  const mostCalls = Math.max(0, ...edges.map((edge) => edge.total));
  const radiusOf = (key: string) => (radii.get(key) ?? 0) + RING_ROOM;
  // Edges with faults are drawn last, over the others.
  const inOrder = isCrowded ? edges.toSorted((a, b) => a.counts.fault - b.counts.fault) : edges;
  return inOrder.map((edge) => {
    const [from, to] = [layout.nodes.get(edge.from), layout.nodes.get(edge.to)];
    if (!from || !to) return null;
    const label = isCrowded ? undefined : edgeLabel(edge, rangeSec, shown);
    const shape = edgePath(
      { from: { ...from, radius: radiusOf(edge.from) }, to: { ...to, radius: radiusOf(edge.to) } },
      layout.via.get(edge.key) ?? [],
      label && { width: label.width, end: layout.labelEnds.get(edge.key) ?? "to" },
    );
    const isDim = hovered !== "" && edge.from !== hovered && edge.to !== hovered;
    return (
      <g key={edge.key} className={isDim ? "map-dim" : undefined} onClick={() => onSelect(edge.key)}>
        <MapEdgeShape
          shape={shape}
          width={isCrowded ? (edge.counts.fault > 0 ? 1.5 : 1) : edgeWidth(edge.total, mostCalls)}
          label={label}
          asynchronous={edge.asynchronous}
          tone={toneOf(edge, selected, isCrowded)}
          arrival={arrivals.get(edge.key) ?? 0}
        />
      </g>
    );
  });
}

function useArrivals(edges: readonly MapEdge[]): Arrivals {
  const [seen, setSeen] = useState<{ edges: readonly MapEdge[]; arrivals: Arrivals }>({
    edges,
    arrivals: new Map(),
  });
  if (seen.edges !== edges) setSeen({ edges, arrivals: advanceArrivals(seen.arrivals, seen.edges, edges) });
  return seen.arrivals;
}

function toneOf(edge: MapEdge, selected: string, isCrowded: boolean): EdgeTone {
  if (edge.key === selected) return "selected";
  if (!isCrowded) return "plain";
  return edge.counts.fault > 0 ? "fault" : "quiet";
}
