import type { CriticalLine } from "../trace-model/critical-path/critical-lines.ts";
import { CriticalPath } from "./CriticalPath.tsx";
import { ticksOf } from "./time-axis/TimeAxis.tsx";
import { FIGURE_ROOM } from "./time-axis/time-scale.ts";
import type { TimeScale } from "./time-axis/time-scale.ts";

/** Grid lines and the critical path, behind the rows in view. */
export function TimelineLayer({
  scale,
  lines,
  endMs,
  rowHeight,
  first,
  last,
}: {
  scale: TimeScale;
  lines: readonly CriticalLine[];
  endMs: number;
  /** Pixels. */
  rowHeight: number;
  first: number;
  last: number;
}) {
  const height = (last - first + 1) * rowHeight;
  const grid = ticksOf(scale)
    .map((tick) => `M${Math.round(scale.toX(tick.atMs)) + 0.5} 0v${height}`)
    .join("");
  const endX = Math.round(scale.toX(endMs)) + 0.5;
  return (
    <svg
      className="timeline-layer"
      style={{ top: first * rowHeight }}
      width={scale.width + FIGURE_ROOM}
      height={height}
      aria-hidden="true"
    >
      <defs>
        <linearGradient id="bar-open">
          <stop offset="0" className="bar-open-from" />
          <stop offset="1" className="bar-open-to" />
        </linearGradient>
      </defs>
      <path d={grid} className="timeline-grid" />
      {endX >= 0 && endX <= scale.width + 1 ? (
        <path d={`M${endX} 0v${height}`} className="timeline-end" />
      ) : null}
      <CriticalPath lines={lines} scale={scale} rowHeight={rowHeight} first={first} last={last} />
    </svg>
  );
}
