import { formatDuration } from "../../../lib/format.ts";
import type { FlameLeader } from "../../../trace-model/flame-leaders.ts";

const ROW_HEIGHT = 20;
const ARM = 14;

/** Pixels that so many names need below the flame. */
export function leadersHeight(leaders: readonly FlameLeader[]): number {
  return leaders.reduce((rows, { row }) => Math.max(rows, row + 1), 0) * ROW_HEIGHT;
}

/** Names of narrow frames with lines to them. The frames themselves tell it to those who do not see it. */
export function FlameLeaders({
  leaders,
  levels,
  levelHeight,
  width,
}: {
  leaders: readonly FlameLeader[];
  levels: number;
  /** Pixels, as the next. */
  levelHeight: number;
  width: number;
}) {
  const top = levels * levelHeight;
  return (
    <svg className="flame-leaders" width={width} height={top + leadersHeight(leaders)} aria-hidden="true">
      {leaders.map(({ frame, level, x, row, side }) => {
        const y = top + row * ROW_HEIGHT + 8;
        const arm = side === "right" ? ARM : -ARM;
        return (
          <g key={frame.id}>
            <path d={`M${x} ${(level + 1) * levelHeight - 4}V${y}h${arm}`} />
            <text x={x + arm * 1.4} y={y + 4} textAnchor={side === "right" ? "start" : "end"}>
              {[frame.name, frame.detail, frame.count > 1 ? `×${frame.count}` : ""].filter(Boolean).join(" ")}
              {`, ${formatDuration(frame.sumMs / 1000)}`}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
