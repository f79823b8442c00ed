import type { Failure, Outcome } from "../lib/outcome.ts";

/** A trace in the plot: its start in epoch seconds, its response in seconds. */
export interface PlotRow {
  id: string;
  startSec: number;
  responseSec: number;
  outcome: Outcome;
}

/** A trace in the plot, in pixels. */
export interface PlotPoint {
  id: string;
  outcome: Outcome;
  x: number;
  y: number;
  /** It is outside the brush. */
  dim: boolean;
}

/** A crowd of more than this is drawn as cells. */
export const MOST_MARKS = 2000;

/** One SVG path for each outcome, so that 2,000 marks are five elements. */
export interface MarkPaths {
  ok: string;
  dim: string;
  error: string;
  throttle: string;
  fault: string;
}

/** Dots are lines of no length with round caps; the others are as in OutcomeMark, at two thirds of the size. */
export function markPaths(points: readonly PlotPoint[]): MarkPaths {
  const paths: Record<keyof MarkPaths, string[]> = { ok: [], dim: [], error: [], throttle: [], fault: [] };
  for (const { outcome, x, y, dim } of points) {
    if (outcome === "ok") paths[dim ? "dim" : "ok"].push(`M${round(x)} ${round(y)}h0`);
    else paths[outcome].push(FAILURE_SHAPES[outcome](x, y));
  }
  return {
    ok: paths.ok.join(""),
    dim: paths.dim.join(""),
    error: paths.error.join(""),
    throttle: paths.throttle.join(""),
    fault: paths.fault.join(""),
  };
}

const FAILURE_SHAPES: Record<Failure, (x: number, y: number) => string> = {
  fault: (x, y) => `M${round(x - 3.6)} ${round(y - 3.6)}l7.2 7.2m0 -7.2l-7.2 7.2`,
  throttle: (x, y) => `M${round(x - 1.7)} ${round(y - 3.4)}v6.8M${round(x + 1.7)} ${round(y - 3.4)}v6.8`,
  error: (x, y) => `M${round(x)} ${round(y - 3.7)}l3.7 6.5h-7.5z`,
};

/** The mark nearest to a place, within some pixels. */
export function nearestPoint(
  points: readonly PlotPoint[],
  x: number,
  y: number,
  withinPx: number,
): PlotPoint | undefined {
  let nearest: PlotPoint | undefined;
  let least = withinPx * withinPx;
  for (const point of points) {
    const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
    // Failures are drawn above the dots.
    if (distance < least || (distance === least && point.outcome !== "ok")) {
      nearest = point;
      least = distance;
    }
  }
  return nearest;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
