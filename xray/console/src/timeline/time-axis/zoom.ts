/** The part of the trace on screen, milliseconds after its start. */
export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

/** In a narrower window nothing is visible: clients record microseconds at best. */
const NARROWEST_MS = 0.01;
/** Room on either side of a row that is zoomed to, as a share of it. */
const MARGIN = 0.08;

/** Moves a window into the trace, and narrows it where needed. A reversed or invalid window becomes the whole trace. */
export function clampWindow(window: TimeWindow, whole: TimeWindow): TimeWindow {
  const wholeMs = whole.toMs - whole.fromMs;
  const lengthMs = Math.max(window.toMs - window.fromMs, Math.min(NARROWEST_MS, wholeMs));
  if (!(lengthMs < wholeMs)) return whole;
  const fromMs = Math.min(Math.max(window.fromMs, whole.fromMs), whole.toMs - lengthMs);
  return { fromMs, toMs: fromMs + lengthMs };
}

/**
 * Zooms by a factor (below 1: in) around the moment under the pointer.
 *
 *     0–100 by ½ at 25   ->   12.5–62.5
 */
export function zoomAt(window: TimeWindow, whole: TimeWindow, factor: number, atMs: number): TimeWindow {
  return clampWindow(
    { fromMs: atMs - (atMs - window.fromMs) * factor, toMs: atMs + (window.toMs - atMs) * factor },
    whole,
  );
}

/** Moves the window by a share of its width: 0.25 is a quarter to the right. */
export function pan(window: TimeWindow, whole: TimeWindow, share: number): TimeWindow {
  const byMs = (window.toMs - window.fromMs) * share;
  return clampWindow({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, whole);
}

/** A window around a stretch, with a little room on either side. */
export function windowAround(startMs: number, endMs: number, whole: TimeWindow): TimeWindow {
  const marginMs = Math.max(endMs - startMs, NARROWEST_MS) * MARGIN;
  return clampWindow({ fromMs: startMs - marginMs, toMs: endMs + marginMs }, whole);
}

/** Moves a window just far enough to show a stretch, and keeps its width; does not move when the stretch is in view. */
export function windowShowing(
  window: TimeWindow,
  startMs: number,
  endMs: number,
  whole: TimeWindow,
): TimeWindow {
  if (startMs < window.toMs && endMs > window.fromMs) return window;
  const lengthMs = window.toMs - window.fromMs;
  const fromMs = startMs - (lengthMs - Math.min(endMs - startMs, lengthMs)) / 2;
  return clampWindow({ fromMs, toMs: fromMs + lengthMs }, whole);
}

export function isWhole(window: TimeWindow, whole: TimeWindow): boolean {
  return window.fromMs <= whole.fromMs && window.toMs >= whole.toMs;
}
