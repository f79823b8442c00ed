import { useId, useMemo, useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent, RefObject } from "react";
import { formatCounted, formatDuration } from "../lib/format.ts";
import type { Brush } from "../links.ts";
import { dragBox, firstBox, gripAt, isInBrush, LEAST_BRUSH_PX, nudgeBox, toBox, toBrush } from "./brush.ts";
import type { Box, Grip } from "./brush.ts";
import { cellAt, heatCounts } from "./heat.ts";
import type { Heat } from "./heat.ts";
import { HeatMarks } from "./HeatMarks.tsx";
import { nearestPoint } from "./marks.ts";
import type { PlotPoint, PlotRow } from "./marks.ts";
import { PlotAxes } from "./PlotAxes.tsx";
import { PlotBins } from "./PlotBins.tsx";
import { PlotMarks } from "./PlotMarks.tsx";
import { toResponse, toTime, toX, toY } from "./plot-scales.ts";
import type { PlotScales } from "./plot-scales.ts";
import "./plot.css";

export interface PlotProps {
  label: string;
  /** Those that are drawn one by one; with `heat` those of them that a row can light. */
  rows: readonly PlotRow[];
  /** A crowd, in place of marks. */
  heat: Heat | undefined;
  scales: PlotScales;
  percentiles: readonly { label: string; sec: number }[];
  /** Whether to draw the line of the current time. */
  now: boolean;
  brush: Brush | undefined;
  onBrush: (brush: Brush | undefined) => void;
  /** Enter adds the brush to the filter. */
  onWriteBrush: () => void;
  hovered: string | undefined;
  onHover: (id: string | undefined) => void;
  onOpen: (id: string) => void;
}

/** The pointer finds a mark within this distance. */
const HOVER_PX = 8;

/** Every trace by time and response, with the histogram of responses on the same axis. */
export function Plot(props: PlotProps) {
  const { rows, heat, scales, brush, hovered } = props;
  const { frame } = scales;
  const points = useMemo(
    () => (heat === undefined ? toPoints(rows, scales, brush) : []),
    [rows, heat, scales, brush],
  );
  const counts = useMemo(() => (heat === undefined ? rows : heatCounts(heat)), [rows, heat]);
  const keys = useRef<HTMLButtonElement>(null);
  const drag = useBrushDrag(props, points, keys);
  const box = drag.box ?? (brush === undefined ? undefined : toBox(scales, brush));
  const lit = hovered === undefined ? undefined : rows.find(({ id }) => id === hovered);
  const helpId = useId();
  return (
    <div className="plot">
      <button
        type="button"
        id="plot"
        ref={keys}
        className="plot-keys"
        aria-label={`Select a region. ${props.label}`}
        aria-describedby={helpId}
        onClick={drag.begin}
        onKeyDown={drag.onKeyDown}
      />
      <svg
        width={frame.width}
        height={frame.height}
        className={`plot-svg plot-grip-${drag.grip}`}
        aria-hidden="true"
        onPointerDown={drag.onPointerDown}
        onPointerMove={drag.onPointerMove}
        onPointerUp={drag.onPointerUp}
        onPointerCancel={drag.onPointerCancel}
        onPointerLeave={() => props.onHover(undefined)}
      >
        <PlotAxes scales={scales} />
        {box === undefined ? null : <BrushBox box={box} />}
        {heat === undefined ? <PlotMarks points={points} /> : <HeatMarks heat={heat} scales={scales} />}
        {lit === undefined ? null : (
          <circle
            cx={toX(scales, lit.startSec)}
            cy={toY(scales, lit.responseSec)}
            r="6"
            className="plot-lit"
          />
        )}
        {scales.beyond === 0 ? null : <BeyondAxis scales={scales} />}
        {frame.binsWidth === 0 ? null : (
          <PlotBins rows={counts} scales={scales} percentiles={props.percentiles} />
        )}
        {props.now ? <NowLine scales={scales} /> : null}
      </svg>
      <span id={helpId} className="visually-hidden">
        B begins a selection. Arrows move its right or upper edge, with Shift the left or lower one. Enter
        writes it into the filter, Escape clears it.
      </span>
    </div>
  );
}

function toPoints(
  rows: readonly PlotRow[],
  scales: PlotScales,
  brush: Brush | undefined,
): readonly PlotPoint[] {
  const inRange = rows.filter((row) => row.startSec >= scales.startSec && row.startSec <= scales.endSec);
  return inRange.map((row) => ({
    id: row.id,
    outcome: row.outcome,
    x: toX(scales, row.startSec),
    y: toY(scales, row.responseSec),
    dim: brush !== undefined && !isInBrush(brush, row),
  }));
}

function BrushBox({ box }: { box: Box }) {
  const middle = (box.top + box.bottom) / 2;
  return (
    <g>
      <rect
        x={box.left}
        y={box.top}
        width={box.right - box.left}
        height={box.bottom - box.top}
        fill="var(--accent-wash)"
        stroke="var(--accent-ink)"
      />
      <rect x={box.left - 1.5} y={middle - 8} width="3" height="16" rx="1.5" fill="var(--accent-ink)" />
      <rect x={box.right - 1.5} y={middle - 8} width="3" height="16" rx="1.5" fill="var(--accent-ink)" />
    </g>
  );
}

/** What is slower than the axis stands at its upper end; how far that is from it is told. */
function BeyondAxis({ scales }: { scales: PlotScales }) {
  const { left, top } = scales.frame;
  return (
    <text x={left + 6} y={top + 9} className="plot-beyond">
      {`${formatCounted(scales.beyond, "slower one", "slower ones")}, up to ${formatDuration(scales.slowestSec)}`}
    </text>
  );
}

function NowLine({ scales }: { scales: PlotScales }) {
  const { right, top, bottom, binsWidth } = scales.frame;
  return (
    <g>
      <path d={`M${right - 0.5} ${top}V${bottom}`} stroke="var(--accent-ink)" />
      {binsWidth === 0 ? null : (
        <text x={right + 8} y={top + 9} className="plot-now">
          now
        </text>
      )}
    </g>
  );
}

interface Drag {
  grip: Grip;
  from: { x: number; y: number };
  start: Box | undefined;
}

/** The brush under the pointer and the keyboard. While it is dragged it lives here; then it goes into the address. */
function useBrushDrag(
  props: PlotProps,
  points: readonly PlotPoint[],
  keys: RefObject<HTMLButtonElement | null>,
) {
  const { scales, brush, onBrush } = props;
  const [box, setBox] = useState<Box>();
  const [boxOf, setBoxOf] = useState(brush);
  if (boxOf !== brush) {
    setBoxOf(brush);
    setBox(undefined);
  }
  const [grip, setGrip] = useState<Grip>("new");
  const drag = useRef<Drag>(undefined);
  const present = brush === undefined ? undefined : toBox(scales, brush);
  /** Keys may come before the page is drawn with what was dragged. */
  const shown = box ?? present;

  function placeOf(event: PointerEvent<SVGSVGElement>): { x: number; y: number } {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  }
  function end(): void {
    drag.current = undefined;
    setBox(undefined);
  }
  return {
    box,
    grip,
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      const from = placeOf(event);
      if (event.button !== 0 || from.x > scales.frame.right + 2) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      // Enter and arrows go on where the pointer left off.
      keys.current?.focus({ preventScroll: true });
      event.preventDefault();
      drag.current = { grip: gripAt(present, from.x, from.y), from, start: present };
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const to = placeOf(event);
      if (drag.current === undefined) {
        setGrip(gripAt(present, to.x, to.y));
        props.onHover(nearestPoint(points, to.x, to.y, HOVER_PX)?.id);
        return;
      }
      setBox(dragBox(scales, drag.current.start, drag.current.grip, drag.current.from, to));
    },
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => {
      const current = drag.current;
      if (current === undefined) return;
      const to = placeOf(event);
      const moved = Math.hypot(to.x - current.from.x, to.y - current.from.y) >= LEAST_BRUSH_PX;
      if (!moved) {
        end();
        clickAt(to, current.grip);
        return;
      }
      const dragged = dragBox(scales, current.start, current.grip, current.from, to);
      drag.current = undefined;
      // It stays on screen until the page is drawn with the address that has it.
      setBox(dragged);
      onBrush(toBrush(scales, dragged));
    },
    onPointerCancel: end,
    begin: () => {
      if (shown === undefined) onBrush(toBrush(scales, firstBox(scales)));
    },
    onKeyDown: (event: KeyboardEvent) => {
      const changed = keyed(event);
      if (changed) event.preventDefault();
    },
  };

  /** On a mark it opens the trace, on a cell it selects its traces, outside the brush it clears the brush. */
  function clickAt(place: { x: number; y: number }, at: Grip): void {
    const point = nearestPoint(points, place.x, place.y, HOVER_PX);
    const { heat } = props;
    const cell =
      heat === undefined || at !== "new"
        ? undefined
        : cellAt(heat, scales, toTime(scales, place.x), toResponse(scales, place.y));
    if (point !== undefined) props.onOpen(point.id);
    else if (cell !== undefined) onBrush(cell);
    else if (at === "new" && brush !== undefined) onBrush(undefined);
  }

  function keyed(event: KeyboardEvent): boolean {
    if (shown === undefined) return false;
    if (event.key === "Escape") onBrush(undefined);
    else if (event.key === "Enter") props.onWriteBrush();
    else {
      const next = nudgeBox(scales, shown, event.key, event.shiftKey);
      if (next === undefined) return false;
      onBrush(toBrush(scales, next));
    }
    return true;
  }
}
