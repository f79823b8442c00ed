import type { Brush } from "../links.ts";
import { toResponse, toTime, toX, toY } from "./plot-scales.ts";
import type { PlotScales } from "./plot-scales.ts";

/** A brush in pixels. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The part of the brush that a press holds. */
export type Grip = "new" | "move" | "left" | "right" | "top" | "bottom";

/** A press within this distance of an edge holds the edge. */
const EDGE_PX = 6;
/** A smaller one is a click. */
export const LEAST_BRUSH_PX = 4;

export function isInBrush(brush: Brush, row: { startSec: number; responseSec: number }): boolean {
  return (
    row.startSec >= brush.startSec &&
    row.startSec <= brush.endSec &&
    row.responseSec >= brush.minResponseSec &&
    row.responseSec <= brush.maxResponseSec
  );
}

export function toBox(scales: PlotScales, brush: Brush): Box {
  const { frame } = scales;
  const inside = (x: number) => Math.min(frame.right, Math.max(frame.left, x));
  return {
    left: inside(toX(scales, brush.startSec)),
    right: inside(toX(scales, brush.endSec)),
    top: toY(scales, brush.maxResponseSec),
    bottom: toY(scales, brush.minResponseSec),
  };
}

/** Rounds times to milliseconds and responses to microseconds: enough for any screen, and short in a URL. */
export function toBrush(scales: PlotScales, box: Box): Brush {
  const rounded = (value: number, digits: number) => Number(value.toFixed(digits));
  return {
    startSec: rounded(toTime(scales, box.left), 3),
    endSec: rounded(toTime(scales, box.right), 3),
    minResponseSec: box.bottom >= scales.frame.bottom ? 0 : rounded(toResponse(scales, box.bottom), 6),
    // At the upper edge stands what lies beyond the axis too.
    maxResponseSec:
      box.top <= scales.frame.top
        ? Math.ceil(Math.max(scales.maxSec, scales.slowestSec) * 1e6) / 1e6
        : rounded(toResponse(scales, box.top), 6),
  };
}

export function gripAt(box: Box | undefined, x: number, y: number): Grip {
  if (box === undefined) return "new";
  const { left, right, top, bottom } = box;
  if (x < left - EDGE_PX || x > right + EDGE_PX || y < top - EDGE_PX || y > bottom + EDGE_PX) return "new";
  if (Math.abs(x - left) <= EDGE_PX) return "left";
  if (Math.abs(x - right) <= EDGE_PX) return "right";
  if (Math.abs(y - top) <= EDGE_PX) return "top";
  if (Math.abs(y - bottom) <= EDGE_PX) return "bottom";
  return "move";
}

/** The brush after the pointer moved from one place to another, kept inside the plot. */
export function dragBox(
  scales: PlotScales,
  box: Box | undefined,
  grip: Grip,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Box {
  const { frame } = scales;
  const x = Math.min(frame.right, Math.max(frame.left, to.x));
  const y = Math.min(frame.bottom, Math.max(frame.top, to.y));
  if (box === undefined || grip === "new") {
    return ordered({ left: from.x, right: x, top: from.y, bottom: y });
  }
  if (grip !== "move") return ordered({ ...box, [grip]: grip === "left" || grip === "right" ? x : y });
  const dx = Math.min(frame.right - box.right, Math.max(frame.left - box.left, to.x - from.x));
  const dy = Math.min(frame.bottom - box.bottom, Math.max(frame.top - box.top, to.y - from.y));
  return { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy };
}

/** The first brush of the keyboard: the last fifth of the time, all responses. */
export function firstBox(scales: PlotScales): Box {
  const { left, right, top, bottom } = scales.frame;
  return { left: right - (right - left) / 5, right, top, bottom };
}

const KEY_STEP_PX = 8;

/** Arrow keys move the right or upper edge, with Shift the left or lower one. Undefined for any other key. */
export function nudgeBox(scales: PlotScales, box: Box, key: string, shift: boolean): Box | undefined {
  const edge = { ArrowLeft: "x", ArrowRight: "x", ArrowUp: "y", ArrowDown: "y" }[key];
  if (edge === undefined) return undefined;
  const step = key === "ArrowLeft" || key === "ArrowUp" ? -KEY_STEP_PX : KEY_STEP_PX;
  const grip: Grip = edge === "x" ? (shift ? "left" : "right") : shift ? "bottom" : "top";
  const to = {
    x: box[edge === "x" ? (grip as "left" | "right") : "left"] + step,
    y: box[edge === "y" ? (grip as "top" | "bottom") : "top"] + step,
  };
  return dragBox(scales, box, grip, to, to);
}

/**
 * The filter condition of a brush, without its times: they are part of the range, because expressions cannot have
 * times.
 */
export function brushCondition(brush: Brush): string {
  const atLeast = `responsetime >= ${brush.minResponseSec}`;
  const atMost = `responsetime <= ${brush.maxResponseSec}`;
  return brush.minResponseSec === 0 ? atMost : `${atLeast} AND ${atMost}`;
}

function ordered(box: Box): Box {
  return {
    left: Math.min(box.left, box.right),
    right: Math.max(box.left, box.right),
    top: Math.min(box.top, box.bottom),
    bottom: Math.max(box.top, box.bottom),
  };
}
