import type { ReactNode } from "react";
import { timeTicks, toX } from "../../histogram/plot-scales.ts";
import type { PlotScales } from "../../histogram/plot-scales.ts";
import type { Brush } from "../../links.ts";
import type { Needle } from "./service-model.ts";
import { boxOf } from "./use-plot-brush.ts";
import type { BrushHandlers } from "./use-plot-brush.ts";

/** The drawing of one plot: its axis, what it shows, and over it brush and versions. */
export function PlotFrameView({
  scales,
  ticks,
  needles,
  brush,
  isOfTime,
  hasTimes = false,
  handlers,
  children,
}: {
  scales: PlotScales;
  ticks: readonly { y: number; label: string }[];
  needles: readonly Needle[];
  brush: Brush | undefined;
  /** It shows no responses: the brush is as high as it is. */
  isOfTime: boolean;
  /** The times stand below it. */
  hasTimes?: boolean;
  handlers: BrushHandlers;
  children: ReactNode;
}) {
  const { left, right, top, bottom, width, height } = scales.frame;
  const box = brush === undefined ? undefined : boxOf(scales, brush, isOfTime);
  return (
    <svg width={width} height={height} className="service-plot" aria-hidden="true" {...handlers}>
      <rect className="service-plot-ground" x={left} y={0} width={right - left} height={height} />
      {ticks.map(({ y, label }) => (
        <g key={y}>
          <path d={`M${left} ${y + 0.5}H${right}`} stroke="var(--line-1)" />
          <text x={left - 8} y={y + 4} textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      {children}
      {hasTimes
        ? timeTicks(scales).map(({ x, label, anchor }) => (
            <g key={x}>
              <path d={`M${x} ${bottom}v4`} stroke="var(--line-2)" />
              <text x={x} y={bottom + 17} textAnchor={x < left + 18 ? "start" : anchor}>
                {label}
              </text>
            </g>
          ))
        : null}
      {needles.map(({ atSec, version }) => (
        <path
          key={version}
          className="service-needle"
          d={`M${Math.round(toX(scales, atSec)) + 0.5} 0V${hasTimes ? bottom : height}`}
        />
      ))}
      {box === undefined ? null : (
        <rect
          className="service-brush"
          x={box.left}
          y={Math.min(box.top, isOfTime ? 0 : top)}
          width={Math.max(1, box.right - box.left)}
          height={isOfTime ? (hasTimes ? bottom : height) : box.bottom - box.top}
        />
      )}
    </svg>
  );
}
