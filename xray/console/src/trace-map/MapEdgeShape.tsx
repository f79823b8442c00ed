import { memo } from "react";
import type { EdgeShape } from "../map-model/edge-path.ts";
import type { EdgeLabel } from "../map-model/map-figures.ts";

/** Half the height of the arrowhead, and its length. */
const ARROW_HALF = 4.5;
const ARROW_LENGTH = 8;

/** On a crowded map, edges with faults stand out and others have no arrow. */
export type EdgeTone = "plain" | "fault" | "quiet" | "selected";

/** The line of an edge with its arrow and, where there is room, its figures on a background that hides the line. */
export const MapEdgeShape = memo(function MapEdgeShape({
  shape,
  width,
  label,
  asynchronous,
  tone,
  arrival,
}: {
  shape: EdgeShape;
  width: number;
  label: EdgeLabel | undefined;
  asynchronous: boolean;
  tone: EdgeTone;
  /** Grows with each arrival to show; 0 for none yet. */
  arrival: number;
}) {
  const { tip } = shape;
  return (
    <g className={`map-edge map-edge-${tone}`}>
      <path d={shape.path} className="map-edge-hit" />
      <path
        d={shape.path}
        className="map-edge-line"
        strokeWidth={width}
        strokeDasharray={asynchronous ? "2 4" : undefined}
      />
      {tone === "quiet" ? null : (
        <path
          d={`M${tip.x - ARROW_LENGTH} ${tip.y - ARROW_HALF}L${tip.x} ${tip.y}L${tip.x - ARROW_LENGTH} ${tip.y + ARROW_HALF}Z`}
          className="map-edge-arrow"
        />
      )}
      {arrival > 0 ? (
        <circle key={arrival} r="3" className="map-dot" style={{ offsetPath: `path("${shape.path}")` }} />
      ) : null}
      {label && shape.label ? <Label label={label} x={shape.label.x} y={shape.label.y} /> : null}
    </g>
  );
});

function Label({ label, x, y }: { label: EdgeLabel; x: number; y: number }) {
  const hasTwoLines = label.time !== "" && (label.rate !== "" || label.failure !== undefined);
  return (
    <g transform={`translate(${x} ${y})`} className="map-edge-label">
      <rect
        x={-label.width / 2 - 6}
        y={hasTwoLines ? -15 : -8}
        width={label.width + 12}
        height={hasTwoLines ? 30 : 16}
      />
      {label.time === "" ? null : (
        <text y={hasTwoLines ? -2.5 : 4} textAnchor="middle" className="map-edge-time">
          {label.time}
        </text>
      )}
      <text y={hasTwoLines ? 11 : 4} textAnchor="middle">
        {label.rate}
        {label.failure ? (
          <tspan dx={label.rate === "" ? 0 : 4} className={`map-tspan-${label.failure.outcome}`}>
            {label.failure.text}
          </tspan>
        ) : null}
      </text>
    </g>
  );
}
