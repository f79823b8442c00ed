import { Icon } from "../ui/Icon.tsx";
import type { MapNode } from "../map-model/map-graph.ts";

/** The icon of a node, around 0,0 of an SVG. */
export function NodeIcon({ node, size }: { node: MapNode; size: number }) {
  return (
    <g transform={`translate(${-size / 2} ${-size / 2})`} className="map-icon">
      <Icon name={node.client ? "person" : node.place} size={size} />
    </g>
  );
}
