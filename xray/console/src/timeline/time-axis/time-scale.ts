import type { TimeWindow } from "./zoom.ts";

/** Maps milliseconds of the trace to pixels of the bars' column. */
export interface TimeScale {
  window: TimeWindow;
  /** Pixels between the window's ends. */
  width: number;
  toX: (ms: number) => number;
  toMs: (x: number) => number;
}

/** Room right of the window's end, for the figure of a bar that ends there. */
export const FIGURE_ROOM = 76;
/** Room left of the window's start. */
export const LEFT_ROOM = 12;

export function makeTimeScale(window: TimeWindow, columnWidth: number): TimeScale {
  const width = Math.max(1, columnWidth - LEFT_ROOM - FIGURE_ROOM);
  const perMs = width / Math.max(1e-9, window.toMs - window.fromMs);
  return {
    window,
    width,
    toX: (ms) => (ms - window.fromMs) * perMs,
    toMs: (x) => window.fromMs + x / perMs,
  };
}

export interface Box {
  x: number;
  width: number;
}

/** A thinner piece would be invisible. */
const LEAST_WIDTH = 1;

/** A stretch in pixels, cut at the edges of the column; undefined when it lies outside. */
export function toBox(scale: TimeScale, startMs: number, endMs: number): Box | undefined {
  const { window } = scale;
  if (endMs < window.fromMs || startMs > window.toMs) return undefined;
  const from = scale.toX(Math.max(startMs, window.fromMs));
  // A bar that goes on beyond the window reaches a little into the room at the right.
  const to = Math.min(scale.toX(endMs), scale.width + (endMs > window.toMs ? LEFT_ROOM : 0));
  return { x: round(from), width: round(Math.max(LEAST_WIDTH, to - from)) };
}

/** The boxes of many stretches in order of start; those that would cover no pixel of their own are left out. */
export function toBoxes(
  scale: TimeScale,
  stretches: readonly { startMs: number; endMs: number }[],
): readonly Box[] {
  const boxes: Box[] = [];
  let drawnTo = -Infinity;
  for (const { startMs, endMs } of stretches) {
    const box = toBox(scale, startMs, endMs);
    if (!box || box.x + box.width <= drawnTo + 0.5) continue;
    drawnTo = box.x + box.width;
    boxes.push(box);
  }
  return boxes;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
