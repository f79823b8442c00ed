import { memo } from "react";
import { responseTicks, timeTicks } from "./plot-scales.ts";
import type { PlotScales } from "./plot-scales.ts";

export const PlotAxes = memo(function PlotAxes({ scales }: { scales: PlotScales }) {
  const { left, right, bottom } = scales.frame;
  return (
    <g>
      {responseTicks(scales).map(({ y, label }) => (
        <g key={label}>
          <path d={`M${left} ${y}H${right}`} stroke="var(--line-1)" />
          <text x={left - 8} y={y + 4} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {timeTicks(scales).map(({ x, label, anchor }) => (
        <g key={x}>
          <path d={`M${x} ${bottom}v4`} stroke="var(--line-2)" />
          <text x={x} y={bottom + 18} textAnchor={anchor}>
            {label}
          </text>
        </g>
      ))}
      <path d={`M${left} ${bottom + 0.5}H${right}`} stroke="var(--line-2)" />
    </g>
  );
});
