import { FAILURES } from "../lib/outcome.ts";
import type { NodeFigures } from "../map-model/map-figures.ts";
import type { MapNode } from "../map-model/map-graph.ts";
import { NodeIcon } from "./NodeIcon.tsx";
import { NodeRing } from "./NodeRing.tsx";

const FAILURE_WIDTH = 6;
/** From this radius on the average inside is larger. */
const LARGE_RADIUS = 30;

/** A node of a map with room: the average inside its ring; name, kind, rate and numbers of failures below. */
export function FullNode({
  node,
  radius,
  figures,
  isSelected,
}: {
  node: MapNode;
  radius: number;
  figures: NodeFigures;
  isSelected: boolean;
}) {
  const isLarge = radius >= LARGE_RADIUS;
  const nameY = radius + (node.client ? 22 : 24);
  return (
    <>
      {isSelected ? <circle r={radius + 9} className="map-selected" /> : null}
      <NodeRing
        counts={node.counts}
        radius={radius}
        isClient={node.client}
        isInferred={node.inferred}
        failureWidth={FAILURE_WIDTH}
      />
      {figures.value === "" ? (
        <NodeIcon node={node} size={16} />
      ) : (
        <>
          <text
            y={isLarge ? 4 : 3}
            textAnchor="middle"
            className={isLarge ? "map-value map-value-large" : "map-value"}
          >
            {figures.value}
          </text>
          <text y={isLarge ? 15 : 14} textAnchor="middle" className="map-unit">
            {figures.unit}
          </text>
        </>
      )}
      <text y={nameY} textAnchor="middle" className="map-name">
        {node.label}
      </text>
      <text y={nameY + 14} textAnchor="middle" className="map-words">
        {figures.words}
      </text>
      {node.client ? null : <FailureCounts node={node} y={nameY + 28} />}
    </>
  );
}

const MARKS = {
  fault: <path d="M2.5 2.5l7 7m0-7l-7 7" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  throttle: <path d="M3.75 2v8M8.25 2v8" stroke="currentColor" strokeWidth="2.2" />,
  error: <path d="M6 1.5l5 9H1z" fill="currentColor" />,
};
const CHARACTER_PX = 6.6;
const MARK_PX = 13;
const GAP_PX = 9;

/** `× 32  ‖ 20  ▲ 61`, centred below a node. */
function FailureCounts({ node, y }: { node: MapNode; y: number }) {
  const present = FAILURES.filter((outcome) => node.counts[outcome] > 0);
  const texts = present.map((outcome) => node.counts[outcome].toLocaleString("en-US"));
  const widths = texts.map((text) => MARK_PX + text.length * CHARACTER_PX);
  const total = widths.reduce((sum, width) => sum + width, 0) + GAP_PX * Math.max(0, widths.length - 1);
  const starts = widths.map(
    (_, index) => widths.slice(0, index).reduce((sum, width) => sum + width + GAP_PX, 0) - total / 2,
  );
  return present.map((outcome, index) => (
    <g
      key={outcome}
      transform={`translate(${starts[index] ?? 0} ${y})`}
      className={`map-count map-count-${outcome}`}
    >
      <svg y={-9} width="10" height="10" viewBox="0 0 12 12">
        {MARKS[outcome]}
      </svg>
      <text x={MARK_PX}>{texts[index]}</text>
    </g>
  ));
}
