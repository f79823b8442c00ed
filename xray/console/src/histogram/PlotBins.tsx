import { memo, useMemo } from "react";
import type { Outcome } from "../lib/outcome.ts";
import { histogramBins } from "./bins.ts";
import { toY } from "./plot-scales.ts";
import type { PlotScales } from "./plot-scales.ts";

/** The words of two percentiles that are nearer would overlap: the lower one keeps its line and has no word. */
const WORD_HEIGHT = 11;

export const PlotBins = memo(function PlotBins({
  rows,
  scales,
  percentiles,
}: {
  rows: readonly { responseSec: number; outcome: Outcome; count?: number }[];
  scales: PlotScales;
  percentiles: readonly { label: string; sec: number }[];
}) {
  const { binsLeft, binsWidth, top, bottom } = scales.frame;
  const bins = useMemo(() => histogramBins(rows, scales), [rows, scales]);
  if (rows.length === 0) return null;
  const lines = percentiles.map(({ label, sec }) => ({ label, y: toY(scales, sec) }));
  return (
    <g>
      {bins.map((bin) =>
        bin.parts.map(({ outcome, x, width }) => (
          <rect
            key={`${bin.y} ${outcome}`}
            x={binsLeft + x}
            y={bin.y}
            width={width}
            height={bin.height}
            fill={outcome === "ok" ? "var(--dot)" : `var(--${outcome})`}
            fillOpacity={outcome === "ok" ? 0.55 : 1}
          />
        )),
      )}
      <path d={`M${binsLeft - 0.5} ${top}V${bottom}`} stroke="var(--line-2)" />
      {lines.map(({ label, y }, index) => (
        <g key={label}>
          <path d={`M${binsLeft} ${y}H${binsLeft + binsWidth}`} stroke="var(--ink-2)" strokeDasharray="2 2" />
          {lines.slice(index + 1).some((other) => Math.abs(other.y - y) < WORD_HEIGHT) ? null : (
            <text x={binsLeft + binsWidth + 4} y={y + 4} className="plot-percentile">
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
});
