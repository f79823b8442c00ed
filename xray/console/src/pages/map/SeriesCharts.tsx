import { formatCounted, formatDuration, formatMinute } from "../../lib/format.ts";
import type { Series, SeriesPoint } from "./use-series.ts";

const BARS = 44;
const LINES = 56;
const AXIS = 16;

/** Requests in each period as bars, with faults in front; below them p95 and p50. */
export function SeriesCharts({ series, width, nowSec }: { series: Series; width: number; nowSec: number }) {
  const { points, periodSec } = series;
  const last = points.findLast((point) => point.p95 !== undefined);
  return (
    <>
      <h3>
        Requests and faults<i>per {periodWords(periodSec)}</i>
      </h3>
      <RequestBars points={points} width={width} />
      <h3 className="series-second">
        p95 and p50
        <i>{last ? `${formatDuration(last.p95 ?? 0)}, ${formatDuration(last.p50 ?? 0)}` : "no requests"}</i>
      </h3>
      <ResponseLines points={points} periodSec={periodSec} width={width} nowSec={nowSec} />
    </>
  );
}

function RequestBars({ points, width }: { points: readonly SeriesPoint[]; width: number }) {
  const most = Math.max(1, ...points.map((point) => point.total));
  const pitch = width / Math.max(1, points.length);
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * (BARS - 2)));
  return (
    <svg className="series" width={width} height={BARS} role="img" aria-label={barsWords(points)}>
      {points.map((point, index) => {
        const x = index * pitch;
        const barWidth = Math.max(1, pitch - 1);
        const [all, faults] = [heightOf(point.total), heightOf(point.faults)];
        return (
          <g key={point.atSec}>
            <rect x={x} y={BARS - all} width={barWidth} height={all} className="series-bar" />
            <rect x={x} y={BARS - faults} width={barWidth} height={faults} className="series-fault" />
          </g>
        );
      })}
      <path d={`M0 ${BARS - 0.5}H${width}`} className="histogram-axis" />
    </svg>
  );
}

function ResponseLines({
  points,
  periodSec,
  width,
  nowSec,
}: {
  points: readonly SeriesPoint[];
  periodSec: number;
  width: number;
  nowSec: number;
}) {
  const most = Math.max(1e-6, ...points.map((point) => point.p95 ?? 0));
  const pitch = width / Math.max(1, points.length);
  const pathOf = (valueOf: (point: SeriesPoint) => number | undefined) =>
    linePath(
      points,
      valueOf,
      (index) => (index + 0.5) * pitch,
      (value) => LINES - 2 - (value / most) * (LINES - 6),
    );
  const [first, last] = [points[0], points.at(-1)];
  return (
    <svg className="series" width={width} height={LINES + AXIS} aria-hidden="true">
      <path d={pathOf((point) => point.p50)} className="series-p50" />
      <path d={pathOf((point) => point.p95)} className="series-p95" />
      <path d={`M0 ${LINES - 0.5}H${width}`} className="histogram-axis" />
      {first && last ? (
        <>
          <text y={LINES + 13}>{formatMinute(first.atSec, nowSec)}</text>
          <text x={width} y={LINES + 13} textAnchor="end">
            {formatMinute(last.atSec + periodSec, nowSec)}
          </text>
        </>
      ) : null}
    </svg>
  );
}

/** A line that is interrupted where there is no value. A single value is a dot. */
function linePath(
  points: readonly SeriesPoint[],
  valueOf: (point: SeriesPoint) => number | undefined,
  xOf: (index: number) => number,
  yOf: (value: number) => number,
): string {
  let path = "";
  let isDown = false;
  for (const [index, point] of points.entries()) {
    const value = valueOf(point);
    if (value === undefined) {
      isDown = false;
      continue;
    }
    path += `${isDown ? "L" : "M"}${xOf(index).toFixed(1)} ${yOf(value).toFixed(1)}${isDown ? "" : "h.01"}`;
    isDown = true;
  }
  return path;
}

function barsWords(points: readonly SeriesPoint[]): string {
  const total = points.reduce((sum, point) => sum + point.total, 0);
  const faults = points.reduce((sum, point) => sum + point.faults, 0);
  return `${formatCounted(total, "request")}, ${formatCounted(faults, "fault")} over the range`;
}

function periodWords(periodSec: number): string {
  if (periodSec < 60) return `${periodSec} s`;
  return periodSec < 3600 ? `${periodSec / 60} min` : `${periodSec / 3600} h`;
}
