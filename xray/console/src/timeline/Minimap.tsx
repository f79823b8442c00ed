import { memo, useRef } from "react";
import type { PointerEvent } from "react";
import { minimapLines } from "./minimap-lines.ts";
import type { TimelineRow } from "./timeline-rows.ts";
import type { TimeWindow } from "./time-axis/zoom.ts";
import { clampWindow } from "./time-axis/zoom.ts";

const HEIGHT = 36;
/** A shorter drag is a click. */
const CLICK_PX = 4;

/** The whole trace in small: each row as a line, and the window with a handle at each end. */
export function Minimap({
  rows,
  whole,
  window,
  width,
  onWindow,
}: {
  rows: readonly TimelineRow[];
  whole: TimeWindow;
  window: TimeWindow;
  width: number;
  onWindow: (window: TimeWindow) => void;
}) {
  const perMs = width / Math.max(1e-9, whole.toMs - whole.fromMs);
  const drag = useRef<{ grip: "from" | "to" | "new" | "move"; atX: number; start: TimeWindow } | undefined>(
    undefined,
  );
  const [fromX, toX] = [(window.fromMs - whole.fromMs) * perMs, (window.toMs - whole.fromMs) * perMs];
  const isPart = window.fromMs > whole.fromMs || window.toMs < whole.toMs;

  function begin(event: PointerEvent<SVGSVGElement>): void {
    const x = xOf(event);
    const grip =
      Math.abs(x - fromX) < 7
        ? "from"
        : Math.abs(x - toX) < 7
          ? "to"
          : isPart && x > fromX && x < toX
            ? "move"
            : "new";
    drag.current = { grip, atX: x, start: window };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function move(event: PointerEvent<SVGSVGElement>): void {
    if (!drag.current) return;
    const { grip, atX, start } = drag.current;
    const x = xOf(event);
    const byMs = (x - atX) / perMs;
    if (grip === "new" && Math.abs(x - atX) < CLICK_PX) return;
    if (grip === "move")
      onWindow(clampWindow({ fromMs: start.fromMs + byMs, toMs: start.toMs + byMs }, whole));
    else
      onWindow(
        clampWindow(
          ordered(endsOf(grip, start, whole.fromMs + atX / perMs, whole.fromMs + x / perMs)),
          whole,
        ),
      );
  }
  return (
    <svg
      className="minimap"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={() => (drag.current = undefined)}
      onPointerCancel={() => (drag.current = undefined)}
      onDoubleClick={() => onWindow(whole)}
    >
      <rect width={width} height={HEIGHT} fill="transparent" />
      <Lines rows={rows} fromMs={whole.fromMs} perMs={perMs} />
      {isPart ? (
        <path
          d={`M0 0h${fromX}v${HEIGHT}h${-fromX}zM${toX} 0h${Math.max(0, width - toX)}v${HEIGHT}H${toX}z`}
          className="minimap-shade"
        />
      ) : null}
      <path d={`M${fromX - 0.5} 0v${HEIGHT}M${toX + 0.5} 0v${HEIGHT}`} className="minimap-edge" />
      <rect x={fromX - 2.5} y="11" width="4" height="14" rx="2" className="minimap-handle" />
      <rect x={toX - 1.5} y="11" width="4" height="14" rx="2" className="minimap-handle" />
    </svg>
  );
}

function xOf(event: PointerEvent<SVGSVGElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}

function endsOf(grip: "from" | "to" | "new", start: TimeWindow, downMs: number, atMs: number): TimeWindow {
  if (grip === "from") return { fromMs: atMs, toMs: start.toMs };
  return grip === "to" ? { fromMs: start.fromMs, toMs: atMs } : { fromMs: downMs, toMs: atMs };
}

function ordered({ fromMs, toMs }: TimeWindow): TimeWindow {
  return fromMs <= toMs ? { fromMs, toMs } : { fromMs: toMs, toMs: fromMs };
}

const Lines = memo(function Lines({
  rows,
  fromMs,
  perMs,
}: {
  rows: readonly TimelineRow[];
  fromMs: number;
  perMs: number;
}) {
  const { lines, thickness } = minimapLines(rows, fromMs, perMs, HEIGHT);
  return lines.map(({ look, opacity, path }) => (
    <path
      key={`${look} ${opacity}`}
      d={path}
      stroke={`var(--${look})`}
      strokeOpacity={opacity}
      strokeWidth={thickness}
    />
  ));
});
