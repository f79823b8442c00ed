import type { FigureQuery, SetFigures } from "xray-local/console-wire/figures.ts";
import { columnSecOf } from "../api/use-figures.ts";
import type { Bounds } from "../api/use-figures.ts";
import { serviceSet } from "../service-link.ts";
import type { ServiceQuestion } from "../service-link.ts";
import type { Target } from "./stored-targets.ts";

/** How much of what may be slow or fail is used up. */
export interface Budget {
  /** Requests of the whole time that may be slow or fail. */
  allowed: number;
  /** Slow or failed: in the time, and of these in the range that is looked at. */
  used: number;
  usedInRange: number;
  /** When it is gone at the pace of the range, epoch seconds; undefined: not within the time, or it is gone already. */
  goneAtSec: number | undefined;
}

/** Lengths of a target are whole milliseconds, and belong to it. */
const LEAST_SEC = 1e-6;

/** Those that count as good: answered soon enough, and not failed. */
function goodOf(question: ServiceQuestion, bounds: Bounds, { withinSec }: Target) {
  return {
    ...serviceSet(question, bounds),
    outcomes: ["ok", "error", "throttle"] as const,
    brush: { toDurationSec: Number((withinSec + LEAST_SEC).toFixed(6)) },
  };
}

/** All and the good ones of a range, by column. */
export function rangeQuery(question: ServiceQuestion, target: Target, bounds: Bounds): FigureQuery {
  return {
    of: "requests",
    sets: [serviceSet(question, bounds), goodOf(question, bounds, target)],
    columnSec: columnSecOf(bounds),
  };
}

/** All and the good ones of a time; of a whole target up to now. */
export function countQuery(question: ServiceQuestion, target: Target, bounds: Bounds): FigureQuery {
  return { of: "requests", sets: [serviceSet(question, bounds), goodOf(question, bounds, target)] };
}

/** Of the requests of two sets, all and the good ones, the share that is good; undefined of none. */
export function goodShare([all, good]: readonly SetFigures[]): number | undefined {
  return all === undefined || all.count === 0 ? undefined : (good?.count ?? 0) / all.count;
}

/** `overall` are the sets of the time of the target, `range` those of the range that is looked at. */
export function budgetOf(
  target: Target,
  overall: readonly SetFigures[],
  range: readonly SetFigures[],
  bounds: Bounds,
): Budget {
  // A share has six digits: 100 * (1 - 0.9) is 9.999999999999998 in floating point, and means 10.
  const allowed = Math.floor(Number(((overall[0]?.count ?? 0) * (1 - target.share)).toFixed(6)));
  const used = badOf(overall);
  const usedInRange = Math.min(used, badOf(range));
  const perSec = usedInRange / Math.max(1, bounds.endSec - bounds.startSec);
  const leftSec = perSec === 0 ? Infinity : (allowed - used) / perSec;
  const isSoon = leftSec > 0 && leftSec < target.overSec;
  return { allowed, used, usedInRange, goneAtSec: isSoon ? bounds.endSec + leftSec : undefined };
}

/** Whether nothing may be slow or fail any more. */
export function isGone({ allowed, used }: Pick<Budget, "allowed" | "used">): boolean {
  return used > 0 && used >= allowed;
}

function badOf([all, good]: readonly SetFigures[]): number {
  return Math.max(0, (all?.count ?? 0) - (good?.count ?? 0));
}

/** `95`, `99.9 %` → a share; undefined where it is none that leaves a budget. */
export function parseShare(text: string): number | undefined {
  const percent = Number(text.replace("%", "").replace(",", ".").trim());
  const share = Number((percent / 100).toFixed(6));
  return share > 0 && share < 1 ? share : undefined;
}

/** `300 ms`, `300`, `1.5 s` → seconds, to the millisecond; undefined where it is no length. */
export function parseLength(text: string): number | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(ms|s)?\s*$/i.exec(text);
  if (match === null) return undefined;
  const value = Number((match[1] ?? "").replace(",", "."));
  const sec = match[2]?.toLowerCase() === "s" ? value : value / 1000;
  return sec >= 0.001 && sec <= 3600 ? Math.round(sec * 1000) / 1000 : undefined;
}

/** `95 %`, `99.95 %`; with all digits that `parseShare` keeps. */
export function shareText(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}

/** `300 ms`, `1.5 s`. */
export function lengthText(sec: number): string {
  return sec < 1 ? `${Number((sec * 1000).toPrecision(4))} ms` : `${Number(sec.toFixed(3))} s`;
}

/** For how long a target may be kept. */
export const OVER_CHOICES: readonly { sec: number; label: string }[] = [
  { sec: 3600, label: "1 h" },
  { sec: 6 * 3600, label: "6 h" },
  { sec: 24 * 3600, label: "24 h" },
  { sec: 7 * 86_400, label: "7 days" },
];
