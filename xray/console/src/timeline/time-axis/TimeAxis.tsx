import { useState } from "react";
import type { PointerEvent } from "react";
import { formatDuration } from "../../lib/format.ts";
import { FIGURE_ROOM } from "./time-scale.ts";
import type { TimeScale } from "./time-scale.ts";
import { timeTicks } from "./time-ticks.ts";
import type { TimeTick } from "./time-ticks.ts";
import type { TimeWindow } from "./zoom.ts";

const HEIGHT = 28;
/** Pixels for each tick, and for the label of the end on its left. */
const TICK_ROOM = 110;
const END_ROOM = 62;
/** A shorter drag on the axis is a click. */
const CLICK_PX = 4;

export function ticksOf(scale: TimeScale): readonly TimeTick[] {
  return timeTicks(scale.window, Math.max(1, Math.floor(scale.width / TICK_ROOM)));
}

/** The axis of the window. A drag on it zooms, a double click shows the whole trace. */
export function TimeAxis({
  scale,
  endMs,
  onWindow,
  onReset,
}: {
  scale: TimeScale;
  /** The end of the response, marked where it is in the window. */
  endMs: number;
  onWindow: (window: TimeWindow) => void;
  onReset: () => void;
}) {
  const [drag, setDrag] = useState<{ fromX: number; toX: number }>();
  const endX = scale.toX(endMs);
  const isEndShown = endX >= 0 && endX <= scale.width + 0.5;
  function finish(): void {
    if (drag && Math.abs(drag.toX - drag.fromX) >= CLICK_PX) {
      const [fromX, toX] = [Math.min(drag.fromX, drag.toX), Math.max(drag.fromX, drag.toX)];
      onWindow({ fromMs: scale.toMs(fromX), toMs: scale.toMs(toX) });
    }
    setDrag(undefined);
  }
  return (
    <svg
      className="axis"
      width={scale.width + FIGURE_ROOM}
      height={HEIGHT}
      aria-hidden="true"
      onPointerDown={(event) => {
        const x = xOf(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ fromX: x, toX: x });
      }}
      onPointerMove={(event) => {
        const toX = xOf(event);
        setDrag((before) => before && { ...before, toX });
      }}
      onPointerUp={finish}
      onPointerCancel={() => setDrag(undefined)}
      onDoubleClick={onReset}
    >
      <rect width={scale.width + FIGURE_ROOM} height={HEIGHT} fill="transparent" />
      {drag ? (
        <rect
          x={Math.min(drag.fromX, drag.toX)}
          width={Math.abs(drag.toX - drag.fromX)}
          height={HEIGHT}
          className="axis-drag"
        />
      ) : null}
      {ticksOf(scale)
        .filter((tick) => !isEndShown || scale.toX(tick.atMs) < endX - END_ROOM)
        .map((tick, index) => (
          <Tick key={tick.atMs} x={scale.toX(tick.atMs)} label={tick.label} isFirst={index === 0} />
        ))}
      {isEndShown ? (
        <text x={endX} y="18" textAnchor="middle" className="axis-end">
          {formatDuration(endMs / 1000)}
        </text>
      ) : null}
    </svg>
  );
}

function Tick({ x, label, isFirst }: { x: number; label: string; isFirst: boolean }) {
  return (
    <>
      <path d={`M${Math.round(x) + 0.5} 22v6`} className="axis-tick" />
      <text x={x} y="18" textAnchor={isFirst && x < 12 ? "start" : "middle"}>
        {label}
      </text>
    </>
  );
}

function xOf(event: PointerEvent<SVGSVGElement>): number {
  return event.clientX - event.currentTarget.getBoundingClientRect().left;
}
