import { useRef, useState } from "react";
import type { KeyboardEvent, PointerEvent } from "react";
import {
  dragBox,
  firstBox,
  gripAt,
  LEAST_BRUSH_PX,
  nudgeBox,
  toBox,
  toBrush,
} from "../../histogram/brush.ts";
import type { Box, Grip } from "../../histogram/brush.ts";
import type { PlotScales } from "../../histogram/plot-scales.ts";
import type { Brush } from "../../links.ts";
import { ANY_RESPONSE_SEC } from "../services/worse-list.ts";

interface Drag {
  grip: Grip;
  from: { x: number; y: number };
  start: Box | undefined;
  scales: PlotScales;
  isOfTime: boolean;
}

/** Handlers of one of the plots, for its `svg`. */
export interface BrushHandlers {
  onPointerDown: (event: PointerEvent<SVGSVGElement>) => void;
  onPointerMove: (event: PointerEvent<SVGSVGElement>) => void;
  onPointerUp: (event: PointerEvent<SVGSVGElement>) => void;
  onPointerCancel: () => void;
}

/**
 * One brush over plots with one time axis. While it is dragged it lives here; then it goes into the address. `scales` is of
 * the plot of responses; on the others only the time is brushed.
 */
export function usePlotBrush(
  scales: PlotScales,
  brush: Brush | undefined,
  onBrush: (brush: Brush | undefined) => void,
) {
  const [draft, setDraft] = useState<Brush>();
  const drag = useRef<Drag>(undefined);
  const handlersOf = (plot: PlotScales, isOfTime: boolean): BrushHandlers => ({
    onPointerDown: (event) => {
      const from = placeOf(event);
      if (event.button !== 0 || from.x > plot.frame.right + 2) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const start = brush === undefined ? undefined : boxOf(plot, brush, isOfTime);
      drag.current = { grip: gripAt(start, from.x, from.y), from, start, scales: plot, isOfTime };
    },
    onPointerMove: (event) => {
      if (drag.current !== undefined) setDraft(draggedTo(drag.current, placeOf(event)));
    },
    onPointerUp: (event) => {
      const current = drag.current;
      if (current === undefined) return;
      const to = placeOf(event);
      end();
      if (Math.hypot(to.x - current.from.x, to.y - current.from.y) >= LEAST_BRUSH_PX) {
        onBrush(draggedTo(current, to));
      } else if (current.grip === "new" && brush !== undefined) onBrush(undefined);
    },
    onPointerCancel: end,
  });
  function end(): void {
    drag.current = undefined;
    setDraft(undefined);
  }
  return {
    shown: draft ?? brush,
    handlersOf,
    begin: () => {
      if (brush === undefined) onBrush(wholeTime(toBrush(scales, firstBox(scales))));
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (brush === undefined) return;
      if (event.key === "Escape") onBrush(undefined);
      else {
        const next = nudgeBox(scales, toBox(scales, brush), event.key, event.shiftKey);
        if (next === undefined) return;
        const moved = toBrush(scales, next);
        const isOfTime = event.key === "ArrowLeft" || event.key === "ArrowRight";
        const { minResponseSec, maxResponseSec } = brush;
        onBrush(isOfTime ? { ...moved, minResponseSec, maxResponseSec } : moved);
      }
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

/** Of a plot that has no responses the whole height. */
export function boxOf(scales: PlotScales, brush: Brush, isOfTime: boolean): Box {
  const box = toBox(scales, brush);
  return isOfTime ? { ...box, top: scales.frame.top, bottom: scales.frame.bottom } : box;
}

function draggedTo({ scales, start, grip, from, isOfTime }: Drag, to: { x: number; y: number }): Brush {
  const brush = toBrush(scales, dragBox(scales, start, grip, from, to));
  return isOfTime ? wholeTime(brush) : brush;
}

function wholeTime({ startSec, endSec }: Brush): Brush {
  return { startSec, endSec, minResponseSec: 0, maxResponseSec: ANY_RESPONSE_SEC };
}

function placeOf(event: PointerEvent<SVGSVGElement>): { x: number; y: number } {
  const bounds = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
}
