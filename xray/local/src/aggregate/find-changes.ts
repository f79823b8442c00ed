import type { FigureChange } from "../console-wire/figures.ts";
import type { ColumnCounter } from "./column-counter.ts";
import type { FigureCounter } from "./figure-counter.ts";

/** With fewer on one side, nothing can be said. */
const MIN_COUNT = 20;
/** A new p95 is reported from this factor and this difference on. */
const MIN_FACTOR = 1.25;
const MIN_DIFFERENCE_SEC = 0.005;
/** A new share of faults is reported from this difference and this many faults on. */
const MIN_SHARE = 0.005;
const MIN_FAULTS = 5;
/** The share of the spread within the columns: a split that explains less is chance. */
const MIN_EXPLAINED = 0.35;

export type ChangesFound = { changes: readonly FigureChange[] } | { tooFew: true } | undefined;

/**
 * Splits the columns where two levels fit best: once by the logarithm of p95, and once by the share of faults, so that
 * neither hides the other. Returns the significant changes, the largest effect first; undefined where nothing has
 * changed.
 *
 *     p95   20 21 19 22 90 94 91   →   slower, at the fifth column
 */
export function findChanges(columns: ColumnCounter): ChangesFound {
  const counters = columns.all();
  const filled = counters.flatMap((counter, column) => (counter ? [{ column, counter }] : []));
  const total = filled.reduce((sum, { counter }) => sum + counter.count, 0);
  if (total < 2 * MIN_COUNT) return { tooFew: true };
  const found = [findFailing(filled, columns), findSlower(filled, columns)].filter(
    (change) => change !== undefined,
  );
  if (found.length === 0) return undefined;
  return { changes: found.toSorted((one, other) => effectOf(other) - effectOf(one)) };
}

/** How much of the present is new: the share of requests that fail now, or of the response time that was added. */
function effectOf({ kind, before, since }: FigureChange): number {
  if (kind === "failing" || kind === "mended") return Math.abs(shareOfFaults(since) - shareOfFaults(before));
  const [least, most] =
    before.p95Sec < since.p95Sec ? [before.p95Sec, since.p95Sec] : [since.p95Sec, before.p95Sec];
  return 1 - least / most;
}

function shareOfFaults({ count, outcomes }: FigureChange["before"]): number {
  return outcomes.fault / count;
}

interface Filled {
  column: number;
  counter: FigureCounter;
}

function findFailing(filled: readonly Filled[], columns: ColumnCounter): FigureChange | undefined {
  const points = filled.map(({ column, counter }) => ({
    column,
    weight: counter.count,
    value: counter.countOf("fault") / counter.count,
  }));
  const atColumn = bestSplit(points);
  if (atColumn === undefined) return undefined;
  const { before, since } = sidesOf(columns, atColumn);
  if (Math.min(before.count, since.count) < MIN_COUNT) return undefined;
  const [was, is] = [before, since].map((side) => side.countOf("fault") / side.count);
  const difference = (is ?? 0) - (was ?? 0);
  const faults = Math.max(before.countOf("fault"), since.countOf("fault"));
  if (Math.abs(difference) < MIN_SHARE || faults < MIN_FAULTS || !isSignificant(before, since))
    return undefined;
  return toChange(columns, atColumn, difference > 0 ? "failing" : "mended");
}

/** Whether the difference of two shares of faults is more than four times its own spread. */
function isSignificant(before: FigureCounter, since: FigureCounter): boolean {
  const faults = before.countOf("fault") + since.countOf("fault");
  const count = before.count + since.count;
  const share = faults / count;
  const spread = Math.sqrt(share * (1 - share) * (1 / before.count + 1 / since.count));
  const difference = since.countOf("fault") / since.count - before.countOf("fault") / before.count;
  return Math.abs(difference) > 4 * spread;
}

function findSlower(filled: readonly Filled[], columns: ColumnCounter): FigureChange | undefined {
  const points = filled.map(({ column, counter }) => ({
    column,
    weight: counter.count,
    value: Math.log(Math.max(1e-6, counter.percentiles().p95Sec)),
  }));
  const atColumn = bestSplit(points, MIN_EXPLAINED);
  if (atColumn === undefined) return undefined;
  const { before, since } = sidesOf(columns, atColumn);
  if (Math.min(before.count, since.count) < MIN_COUNT) return undefined;
  const was = before.percentiles().p95Sec;
  const is = since.percentiles().p95Sec;
  const [least, most] = was < is ? [was, is] : [is, was];
  if (most < least * MIN_FACTOR || most - least < MIN_DIFFERENCE_SEC) return undefined;
  return toChange(columns, atColumn, is > was ? "slower" : "faster");
}

function sidesOf(columns: ColumnCounter, at: number): { before: FigureCounter; since: FigureCounter } {
  return { before: columns.between(0, at), since: columns.between(at, columns.frame.columns) };
}

function toChange(columns: ColumnCounter, at: number, kind: FigureChange["kind"]): FigureChange {
  const { before, since } = sidesOf(columns, at);
  const { startSec, columnSec } = columns.frame;
  const atSec = startSec + at * columnSec;
  return { atSec, kind, before: before.figures(), since: since.figures() };
}

interface Point {
  column: number;
  weight: number;
  value: number;
}

/** The column before which the weighted squares around two means are least; undefined when no split explains enough. */
function bestSplit(points: readonly Point[], minExplained = 0): number | undefined {
  let all = { weight: 0, sum: 0, squares: 0 };
  for (const point of points) all = plus(all, point);
  const whole = spreadOf(all);
  let left = { weight: 0, sum: 0, squares: 0 };
  let best: { column: number; rest: number } | undefined;
  for (const [index, point] of points.entries()) {
    if (index > 0) {
      const right = {
        weight: all.weight - left.weight,
        sum: all.sum - left.sum,
        squares: all.squares - left.squares,
      };
      const rest = spreadOf(left) + spreadOf(right);
      if (best === undefined || rest < best.rest) best = { column: point.column, rest };
    }
    left = plus(left, point);
  }
  if (best === undefined || !(whole > 0) || 1 - best.rest / whole < minExplained) return undefined;
  return best.column;
}

interface Moments {
  weight: number;
  sum: number;
  squares: number;
}

function plus({ weight, sum, squares }: Moments, point: Point): Moments {
  return {
    weight: weight + point.weight,
    sum: sum + point.weight * point.value,
    squares: squares + point.weight * point.value ** 2,
  };
}

function spreadOf({ weight, sum, squares }: Moments): number {
  return weight === 0 ? 0 : Math.max(0, squares - sum ** 2 / weight);
}
