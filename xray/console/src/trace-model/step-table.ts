import { percentile } from "xray-local/trace/percentile.ts";
import type { Outcome } from "../lib/outcome.ts";
import { sortNumbers } from "../lib/statistics.ts";
import { alikeSiblings, durationOf, findOutliers, kindKey } from "./alike-steps.ts";
import { ownMsOf } from "./step-span.ts";
import { stepDetail } from "./step-words.ts";
import type { Place, Step, TraceTree } from "./step.ts";

/** All alike steps of a trace as one row. Times are milliseconds. */
export interface StepRow {
  key: string;
  name: string;
  detail: string;
  place: Place;
  isSegment: boolean;
  /** The worst outcome that began in one of them. */
  outcome: Outcome;
  /** In order of start. */
  steps: readonly Step[];
  totalMs: number;
  /** The time in which none of their children ran. */
  selfMs: number;
  /** Own time as a share of the response. It exceeds 1 where steps run at once. */
  share: number;
  medianMs: number;
  p95Ms: number;
  /** Steps that took more than three times the median of their siblings, with their number among the row's. */
  outliers: readonly { step: Step; ordinal: number }[];
}

export type StepColumn = "name" | "calls" | "total" | "self" | "median" | "p95" | "usual";

const SEVERITY: Readonly<Record<Outcome, number>> = { ok: 0, error: 1, throttle: 2, fault: 3 };

/** One row for each kind of step, in order of first start. */
export function toStepRows(tree: TraceTree): readonly StepRow[] {
  const far = new Set(findOutliers(alikeSiblings(tree)).map(({ step }) => step));
  return Array.from(Map.groupBy(tree.steps, kindKey), ([key, steps]): StepRow[] => {
    const inOrder = steps.toSorted((a, b) => a.startMs - b.startMs);
    const [first] = inOrder;
    if (first === undefined) return [];
    const times = sortNumbers(steps.map(durationOf));
    const selfMs = steps.reduce((sumMs, step) => sumMs + ownMsOf(step), 0);
    return [
      {
        key,
        name: first.name,
        detail: stepDetail(first),
        place: first.place,
        isSegment: first.kind === "segment",
        outcome: worstOf(steps),
        steps: inOrder,
        totalMs: times.reduce((sumMs, each) => sumMs + each, 0),
        selfMs,
        share: tree.responseMs > 0 ? selfMs / tree.responseMs : 0,
        medianMs: percentile(times, 0.5),
        p95Ms: percentile(times, 0.95),
        outliers: inOrder.flatMap((step, index) => (far.has(step) ? [{ step, ordinal: index + 1 }] : [])),
      },
    ];
  }).flat();
}

function worstOf(steps: readonly Step[]): Outcome {
  let worst: Outcome = "ok";
  for (const { began, outcome } of steps) {
    if (began && SEVERITY[outcome] > SEVERITY[worst]) worst = outcome;
  }
  return worst;
}

/** `ratioOf`: a row's duration as a multiple of its usual one; undefined when there is none. */
export function sortStepRows(
  rows: readonly StepRow[],
  { by, descending }: { by: string; descending: boolean },
  ratioOf: (row: StepRow) => number | undefined,
): readonly StepRow[] {
  const valueOf = (row: StepRow): number => {
    if (by === "calls") return row.steps.length;
    if (by === "total") return row.totalMs;
    if (by === "median") return row.medianMs;
    if (by === "p95") return row.p95Ms;
    return by === "usual" ? (ratioOf(row) ?? 0) : row.selfMs;
  };
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) =>
    by === "name"
      ? sign * (a.name.localeCompare(b.name) || a.detail.localeCompare(b.detail))
      : sign * (valueOf(a) - valueOf(b)),
  );
}

/** The one logarithmic axis of all dots: from the shortest to the longest call, at whole 1, 3, 10 … */
export interface LogAxis {
  fromMs: number;
  toMs: number;
  /** The share of the axis at which a duration stands, 0 to 1. */
  shareOf: (durationMs: number) => number;
}

/** No clock tells less than a microsecond; 0 is drawn there. */
const LEAST_MS = 0.001;

export function makeLogAxis(durationsMs: readonly number[]): LogAxis {
  const positive = durationsMs.map((each) => Math.max(LEAST_MS, each));
  const least = positive.reduce((a, b) => Math.min(a, b), Infinity);
  const most = positive.reduce((a, b) => Math.max(a, b), LEAST_MS);
  const fromMs = roundDown(Number.isFinite(least) ? least : 1);
  const toMs = Math.max(roundUp(most), 10 * fromMs);
  const span = Math.log(toMs / fromMs);
  return {
    fromMs,
    toMs,
    shareOf: (durationMs) =>
      Math.min(1, Math.max(0, Math.log(Math.max(LEAST_MS, durationMs) / fromMs) / span)),
  };
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return value >= 3 * power ? 3 * power : power;
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return [1, 3, 10].map((step) => step * power).find((step) => step >= value * (1 - 1e-9)) ?? 10 * power;
}
