import { cutMiddle } from "../lib/cut-middle.ts";
import { formatShare } from "../lib/format.ts";
import type { MapNode } from "../map-model/map-graph.ts";
import { worstFailure } from "../map-model/map-graph.ts";
import { NodeIcon } from "./NodeIcon.tsx";
import { NodeRing } from "./NodeRing.tsx";

const FAILURE_WIDTH = 4;
/** Smaller rings hold no icon. */
const ICON_RADIUS = 11;
const MOST_CHARACTERS = 22;

/** A node of a crowded map: its name at the right of the ring, and failures, bold and in per cent. */
export function CrowdedNode({
  node,
  radius,
  isSelected,
}: {
  node: MapNode;
  radius: number;
  isSelected: boolean;
}) {
  const worst = worstFailure(node);
  const name = cutMiddle(node.label, MOST_CHARACTERS);
  return (
    <>
      {isSelected ? <circle r={radius + 5} className="map-selected" /> : null}
      <NodeRing
        counts={node.counts}
        radius={radius}
        isClient={node.client}
        isInferred={false}
        failureWidth={Math.min(FAILURE_WIDTH, radius * 0.6)}
        okWidth={1.5}
      />
      {radius >= ICON_RADIUS || node.client ? <NodeIcon node={node} size={node.client ? 10 : 12} /> : null}
      <text x={radius + 6} y={4} className={worst ? "map-crowded-name map-crowded-hot" : "map-crowded-name"}>
        {name}
        {worst ? <tspan className={`map-tspan-${worst.outcome}`}> {formatShare(worst.share)}</tspan> : null}
      </text>
    </>
  );
}
