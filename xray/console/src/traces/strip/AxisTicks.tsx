import type { HeadProps } from "../column.ts";

/** A figure and the room around it. */
const TICK_PX = 48;

/** The figures of the axis that all strips share; only both ends where there is no room for more. */
export function AxisTicks({ axis, axisWidth }: HeadProps) {
  const all = axisWidth >= axis.ticks.length * TICK_PX;
  const ticks = all ? axis.ticks : axis.ticks.filter(({ share }) => share === 0 || share === 1);
  return (
    <svg width="100%" height="16" aria-hidden="true">
      {ticks.map(({ share, label }) => (
        <text
          key={share}
          x={`${share * 100}%`}
          y="12"
          textAnchor={share === 0 ? "start" : share === 1 ? "end" : "middle"}
        >
          {label}
        </text>
      ))}
    </svg>
  );
}
