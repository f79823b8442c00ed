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

/** With more traces than this, ok traces are drawn as cells; of the failures the newest stay marks. */
export const MOST_MARKS = 2000;
const MOST_FAILURE_MARKS = 500;
const CELL = 6;
const CELL_STEPS = 5;

/** What is drawn of many traces: all ok ones, as cells, and the newest failures. */
export function drawnRows<Row extends { startSec: number; outcome: Outcome }>(
  rows: readonly Row[],
): readonly Row[] {
  if (rows.length <= MOST_MARKS) return rows;
  const failures = rows.filter((row) => row.outcome !== "ok").toSorted((a, b) => b.startSec - a.startSec);
  return [...rows.filter((row) => row.outcome === "ok"), ...failures.slice(0, MOST_FAILURE_MARKS)];
}

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

/** A cell of the plot when there are more than 2,000 traces: how many ok traces are in it, in five steps. */
export interface PlotCell {
  x: number;
  y: number;
  /** 1 to 5. */
  step: number;
}

/** Cells of 6 px. The step is the logarithm of the count; 5 is the fullest cell. */
export function plotCells(points: readonly PlotPoint[]): readonly PlotCell[] {
  const counts = new Map<string, { x: number; y: number; count: number }>();
  for (const { outcome, x, y } of points) {
    if (outcome !== "ok") continue;
    const cell = { x: Math.floor(x / CELL) * CELL, y: Math.floor(y / CELL) * CELL };
    const key = `${cell.x} ${cell.y}`;
    const present = counts.get(key);
    if (present === undefined) counts.set(key, { ...cell, count: 1 });
    else present.count += 1;
  }
  const fullest = Math.max(2, ...[...counts.values()].map((cell) => cell.count));
  return [...counts.values()].map(({ x, y, count }) => ({
    x,
    y,
    step: 1 + Math.round((Math.log(count) / Math.log(fullest)) * (CELL_STEPS - 1)),
  }));
}

/** The mark nearest to a point, within `withinPx` pixels. */
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
