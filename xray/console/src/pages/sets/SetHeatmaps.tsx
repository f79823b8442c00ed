import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { responseTicks, timeTicks } from "../../histogram/plot-scales.ts";
import type { PlotScales } from "../../histogram/plot-scales.ts";
import { formatCounted, formatDuration } from "../../lib/format.ts";
import { HEAT_HEIGHT, heatAxis, heatFrames, heatPaths } from "../../sets/set-heatmap.ts";
import { useSize } from "../../ui/use-size.ts";

/** How the responses of A and B lie in time: each on its own times, both on one axis of response time. */
export function SetHeatmaps({
  sets,
  tints,
}: {
  sets: readonly [SetFigures, SetFigures];
  tints: readonly [string, string];
}) {
  const [ref, size] = useSize();
  const axis = heatAxis(sets.map(({ heatmap }) => heatmap));
  const frames = heatFrames(size?.width ?? 0);
  const words = sets.map(
    (set, index) =>
      `${index === 0 ? "A" : "B"}, p50 ${formatDuration(set.p50Sec)}, ${formatCounted(set.count, "trace")}`,
  );
  return (
    <section className="sets-heat" aria-label="Response times of both">
      <div className="sets-heat-heads">
        {sets.map((set, index) => (
          <p key={words[index]}>
            <b>{index === 0 ? "A" : "B"}</b> p50 {formatDuration(set.p50Sec)},{" "}
            {formatCounted(set.count, "trace")}
          </p>
        ))}
      </div>
      <div ref={ref} className="sets-heat-plot">
        {size === undefined ? null : (
          <svg
            width={size.width}
            height={HEAT_HEIGHT}
            role="img"
            aria-label={`Heatmaps: ${words.join("; ")}`}
          >
            {sets.map((set, index) => {
              const frame = frames[index] ?? frames[0];
              return (
                <OneHeatmap
                  key={frame.left}
                  set={set}
                  scales={scalesOf(set, frame, axis)}
                  tint={tints[index] ?? ""}
                  withAxis={index === 0}
                />
              );
            })}
          </svg>
        )}
      </div>
    </section>
  );
}

function scalesOf(
  { columns }: SetFigures,
  frame: PlotScales["frame"],
  axis: { minSec: number; maxSec: number },
): PlotScales {
  const startSec = columns?.startSec ?? 0;
  const endSec = startSec + (columns?.columnSec ?? 1) * Math.max(1, columns?.count.length ?? 1);
  // The axis is as long as the slowest of both: nothing lies beyond it.
  return { frame, startSec, endSec, ...axis, slowestSec: axis.maxSec, beyond: 0 };
}

function OneHeatmap({
  set,
  scales,
  tint,
  withAxis,
}: {
  set: SetFigures;
  scales: PlotScales;
  tint: string;
  withAxis: boolean;
}) {
  const { left, right, bottom } = scales.frame;
  const { heatmap, columns } = set;
  return (
    <g>
      {responseTicks(scales).map(({ y, label }) => (
        <g key={label}>
          <path d={`M${left} ${y + 0.5}H${right}`} stroke="var(--line-1)" />
          {withAxis ? (
            <text x={left - 8} y={y + 4} textAnchor="end">
              {label}
            </text>
          ) : null}
        </g>
      ))}
      {heatmap === undefined || columns === undefined
        ? null
        : heatPaths(heatmap, columns, scales).map((path, step) =>
            path === "" ? null : (
              <path key={path} d={path} className={`sets-tint-${tint}`} fillOpacity={0.2 + step * 0.2} />
            ),
          )}
      <path d={`M${left} ${bottom + 0.5}H${right}`} stroke="var(--line-2)" />
      {timeTicks(scales).map(({ x, label, anchor }) => (
        <text key={x} x={x} y={bottom + 16} textAnchor={anchor}>
          {label}
        </text>
      ))}
    </g>
  );
}
