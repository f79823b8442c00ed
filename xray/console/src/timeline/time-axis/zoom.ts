/** What of the trace is on screen, milliseconds after its start. */
export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

/** Narrower than this nothing is to be seen: clients record microseconds at best. */
const NARROWEST_MS = 0.01;
/** Room left on either side of a row that is zoomed to, as a share of it. */
const MARGIN = 0.08;

/** Moves and, where needed, narrows a window into the trace. Backwards or broken windows become the whole. */
export function clampWindow(window: TimeWindow, whole: TimeWindow): TimeWindow {
  const wholeMs = whole.toMs - whole.fromMs;
  const lengthMs = Math.max(window.toMs - window.fromMs, Math.min(NARROWEST_MS, wholeMs));
  if (!(lengthMs < wholeMs)) return whole;
  const fromMs = Math.min(Math.max(window.fromMs, whole.fromMs), whole.toMs - lengthMs);
  return { fromMs, toMs: fromMs + lengthMs };
}

/**
 * Zooms by a factor (under 1: in) so that the moment under the pointer stays there.
 *
 *     0–100 by ½ at 25   ->   12.5–62.5
 */
export function zoomAt(window: TimeWindow, whole: TimeWindow, factor: number, atMs: number): TimeWindow {
  return clampWindow(
    { fromMs: atMs - (atMs - window.fromMs) * factor, toMs: atMs + (window.toMs - atMs) * factor },
    whole,
  );
}

/** Moves the window by a share of itself: 0.25 is a quarter to the right. */
export function pan(window: TimeWindow, whole: TimeWindow, share: number): TimeWindow {
  const byMs = (window.toMs - window.fromMs) * share;
  return clampWindow({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, whole);
}

/** A window with the stretch in it and a little room around. */
export function windowAround(startMs: number, endMs: number, whole: TimeWindow): TimeWindow {
  const marginMs = Math.max(endMs - startMs, NARROWEST_MS) * MARGIN;
  return clampWindow({ fromMs: startMs - marginMs, toMs: endMs + marginMs }, whole);
}

/** Moves a window just so far that the stretch shows, keeping its width; a stretch in sight moves nothing. */
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
