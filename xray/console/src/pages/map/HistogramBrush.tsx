import { useMemo, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import type { HistogramEntry } from "xray-local/protocol/api-types.ts";
import { formatDuration } from "../../lib/format.ts";
import { percentileOfEntries } from "xray-local/trace/percentile.ts";
import { decadeTicks, responseHistogram } from "../../map-model/response-histogram.ts";
import type { ResponseHistogram } from "../../map-model/response-histogram.ts";

/** Seconds, from inclusive to exclusive. */
export interface TimeBrush {
  fromSec: number;
  toSec: number;
}

const BINS = 40;
const HEIGHT = 96;
const AXIS = 20;
const MARKS = [
  { share: 0.5, label: "p50" },
  { share: 0.95, label: "p95" },
  { share: 0.99, label: "p99" },
];
/** A press this near to an edge of the brush moves the edge. */
const GRIP_PX = 7;
/** Closer marks would overlap. */
const MARK_ROOM_PX = 26;

/**
 * Response times on a logarithmic axis, with p50, p95 and p99. A drag selects a range, edges can be dragged, Escape
 * clears it; on the keyboard the arrows move the brush by a bin, and with Shift they widen it.
 */
export function HistogramBrush({
  entries,
  width,
  name,
  brush,
  onBrush,
}: {
  entries: readonly HistogramEntry[];
  width: number;
  name: string;
  brush: TimeBrush | undefined;
  onBrush: (brush: TimeBrush | undefined) => void;
}) {
  const histogram = useMemo(() => responseHistogram(entries, BINS), [entries]);
  const drag = useRef<{ anchor: number } | undefined>(undefined);
  const [isDragging, setDragging] = useState(false);
  if (!histogram) return <p className="map-nothing">No response times in this range.</p>;
  const scale = logScale(histogram, width);

  function begin(event: PointerEvent<SVGSVGElement>): void {
    const x = xOf(event);
    const [left, right] = brush ? [scale.toX(brush.fromSec), scale.toX(brush.toSec)] : [-Infinity, Infinity];
    const anchor =
      brush && Math.abs(x - left) < GRIP_PX ? right : brush && Math.abs(x - right) < GRIP_PX ? left : x;
    drag.current = { anchor };
    setDragging(true);
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function move(event: PointerEvent<SVGSVGElement>): void {
    if (!drag.current) return;
    const [a, b] = [drag.current.anchor, xOf(event)];
    if (Math.abs(a - b) < 3) return;
    onBrush(snap(scale, Math.min(a, b), Math.max(a, b)));
  }
  function end(event: PointerEvent<SVGSVGElement>): void {
    if (drag.current && Math.abs(drag.current.anchor - xOf(event)) < 3) onBrush(undefined);
    drag.current = undefined;
    setDragging(false);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.key === "Escape" && brush) onBrush(undefined);
    else if (by !== 0) onBrush(moveBrush(scale, brush, by, event.shiftKey));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <svg
      className={isDragging ? "histogram histogram-dragging" : "histogram"}
      width={width}
      height={HEIGHT + AXIS}
      role="slider"
      tabIndex={0}
      aria-label={`Response times of ${name}. Arrows brush, Escape clears.`}
      aria-valuemin={0}
      aria-valuemax={BINS}
      aria-valuenow={brush ? Math.round(scale.toX(brush.fromSec) / scale.binWidth) : 0}
      aria-valuetext={brush ? `${formatDuration(brush.fromSec)} to ${formatDuration(brush.toSec)}` : "all"}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
    >
      <rect width={width} height={HEIGHT} fill="transparent" />
      {histogram.bins.map((bin, index) => {
        const height = bin.count === 0 ? 0 : Math.max(1, (bin.count / histogram.most) * (HEIGHT - 4));
        const isIn =
          brush !== undefined && bin.fromSec >= brush.fromSec * 0.999 && bin.toSec <= brush.toSec * 1.001;
        return (
          <rect
            key={bin.fromSec}
            x={index * scale.binWidth}
            y={HEIGHT - height}
            width={Math.max(1, scale.binWidth - 1)}
            height={height}
            className={isIn ? "histogram-in" : "histogram-bar"}
          />
        );
      })}
      {brush ? <Brush left={scale.toX(brush.fromSec)} right={scale.toX(brush.toSec)} /> : null}
      <path d={`M0 ${HEIGHT + 0.5}H${width}`} className="histogram-axis" />
      {decadeTicks(histogram.fromSec, histogram.toSec).map((sec) => (
        <Tick key={sec} x={scale.toX(sec)} label={decadeLabel(sec)} width={width} />
      ))}
      {marksOf(entries, scale).map((mark) => (
        <g key={mark.label}>
          <path d={`M${mark.x} 0V${HEIGHT}`} className="histogram-mark" />
          <text
            x={mark.x > width - 26 ? mark.x - 4 : mark.x + 4}
            y="9"
            textAnchor={mark.x > width - 26 ? "end" : "start"}
            className="histogram-mark-label"
          >
            {mark.label}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** `10 ms`, not `10.0 ms`: ticks are powers of ten. */
function decadeLabel(sec: number): string {
  const ms = sec * 1000;
  if (ms < 0.99) return `${Number((ms * 1000).toPrecision(2))} µs`;
  return ms < 999 ? `${Number(ms.toPrecision(2))} ms` : `${Number((ms / 1000).toPrecision(2))} s`;
}

function Brush({ left, right }: { left: number; right: number }) {
  return (
    <>
      <rect x={left} width={right - left} height={HEIGHT} className="histogram-brush" />
      <path d={`M${left} 0v${HEIGHT}M${right} 0v${HEIGHT}`} className="histogram-edge" />
      <rect x={left - 1.5} y="40" width="3" height="16" rx="1.5" className="histogram-handle" />
      <rect x={right - 1.5} y="40" width="3" height="16" rx="1.5" className="histogram-handle" />
    </>
  );
}

function Tick({ x, label, width }: { x: number; label: string; width: number }) {
  const anchor = x < 16 ? "start" : x > width - 20 ? "end" : "middle";
  return (
    <>
      <path d={`M${Math.round(x) + 0.5} ${HEIGHT}v4`} className="histogram-axis" />
      <text x={x} y={HEIGHT + 16} textAnchor={anchor}>
        {label}
      </text>
    </>
  );
}

interface LogScale {
  toX: (sec: number) => number;
  /** The edge of the bin nearest to a pixel. */
  edgeAt: (x: number) => number;
  binWidth: number;
}

function logScale(histogram: ResponseHistogram, width: number): LogScale {
  const { fromSec, toSec } = histogram;
  const perLog = width / Math.log(toSec / fromSec);
  const binWidth = width / BINS;
  const toX = (sec: number) =>
    Math.min(width, Math.max(0, Math.log(Math.max(sec, fromSec) / fromSec) * perLog));
  const edgeAt = (x: number) => {
    const bin = Math.min(BINS, Math.max(0, Math.round(x / binWidth)));
    return fromSec * Math.exp((bin * binWidth) / perLog);
  };
  return { toX, edgeAt, binWidth };
}

/** Rounded to whole bins, at least one. */
function snap(scale: LogScale, left: number, right: number): TimeBrush {
  const fromSec = scale.edgeAt(left);
  const toSec = scale.edgeAt(Math.max(right, left + scale.binWidth));
  return { fromSec, toSec: toSec > fromSec ? toSec : scale.edgeAt(left + scale.binWidth) };
}

function moveBrush(
  scale: LogScale,
  brush: TimeBrush | undefined,
  by: number,
  isWidening: boolean,
): TimeBrush {
  if (!brush) return snap(scale, by > 0 ? 0 : Infinity, by > 0 ? scale.binWidth * 4 : Infinity);
  const [left, right] = [scale.toX(brush.fromSec), scale.toX(brush.toSec)];
  const step = by * scale.binWidth;
  return isWidening ? snap(scale, left, right + step) : snap(scale, left + step, right + step);
}

function marksOf(
  entries: readonly HistogramEntry[],
  scale: LogScale,
): readonly { label: string; x: number }[] {
  const marks: { label: string; x: number }[] = [];
  for (const { share, label } of MARKS) {
    const value = percentileOfEntries(entries, share);
    if (value === undefined) continue;
    const x = Math.round(scale.toX(value)) + 0.5;
    const last = marks.at(-1);
    if (!last || x - last.x >= MARK_ROOM_PX) marks.push({ label, x });
  }
  return marks;
}

function xOf(event: PointerEvent<SVGSVGElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}
