import { memo, useMemo } from "react";
import { heatPaths } from "./heat.ts";
import type { Heat } from "./heat.ts";
import type { PlotScales } from "./plot-scales.ts";

/** What a step adds. */
const OK_OPACITY = 0.17;
const FAILURE_OPACITY = 0.2;

/** A crowd as cells: the more traces the darker, coloured by the share that failed. */
export const HeatMarks = memo(function HeatMarks({ heat, scales }: { heat: Heat; scales: PlotScales }) {
  const paths = useMemo(() => heatPaths(heat, scales), [heat, scales]);
  return (
    <g>
      {paths.map(({ outcome, step, path }) => (
        <path
          key={`${outcome} ${step}`}
          d={path}
          fill={outcome === "ok" ? "var(--dot)" : `var(--${outcome})`}
          fillOpacity={step * (outcome === "ok" ? OK_OPACITY : FAILURE_OPACITY)}
        />
      ))}
    </g>
  );
});
