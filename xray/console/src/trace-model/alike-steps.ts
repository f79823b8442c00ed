import { templateSql, templateUrl } from "xray-local/trace/activity/text-templates.ts";
import { stepDetail } from "./step-words.ts";
import type { Step, TraceTree } from "./step.ts";

/** With fewer other siblings there is no usual duration. */
const LEAST_SIBLINGS = 3;
/** An outlier took more than this many times the median of its siblings. */
const OUTLIER_TIMES = 3;
/** An outlier took longer by at least this: SDKs record whole milliseconds, so smaller differences mean nothing. */
const LEAST_EXCESS_MS = 2;

/** A step that took far longer than its alike siblings. */
export interface Outlier {
  step: Step;
  /** The position in the group, from 1. */
  ordinal: number;
  /** All alike siblings, with the outlier, in order of start. */
  group: readonly Step[];
  /** The median duration of the others. */
  siblingsMs: number;
}

/** The same for alike steps anywhere in a trace: name, service, and what they did, without values. */
export function kindKey(step: Step): string {
  const known = keys.get(step);
  if (known !== undefined) return known;
  const key = makeKey(step);
  keys.set(step, key);
  return key;
}

/** Findings, outliers, flame and table ask for the same keys. */
const keys = new WeakMap<Step, string>();

function makeKey(step: Step): string {
  const statement = step.entity.sql?.sanitized_query;
  const url = step.entity.http?.request?.url;
  const what =
    statement !== undefined
      ? templateSql(statement)
      : url !== undefined
        ? `${step.entity.http?.request?.method ?? ""} ${templateUrl(url)}`
        : stepDetail(step);
  return [step.kind, step.place, step.wait ? "wait" : "", step.segment.name, step.name, what].join("\n");
}

/** Groups of alike siblings, each in order of start. A step without alike siblings is a group of one. */
export function alikeSiblings(tree: TraceTree): readonly (readonly Step[])[] {
  const groups = new Map<string, Step[]>();
  for (const step of tree.steps) {
    const key = `${step.parent?.id ?? ""}\n${kindKey(step)}`;
    const group = groups.get(key);
    if (group) group.push(step);
    else groups.set(key, [step]);
  }
  return [...groups.values()];
}

/**
 * Steps that took more than three times the median of their alike siblings, in order of start.
 *
 *     select ×14: 4, 4, 5, 38, 4, …   ->   the 4th, siblings 4
 */
export function findOutliers(groups: readonly (readonly Step[])[]): readonly Outlier[] {
  return groups.flatMap(outliersOf).toSorted((a, b) => a.step.startMs - b.step.startMs);
}

function outliersOf(group: readonly Step[]): Outlier[] {
  if (group.length <= LEAST_SIBLINGS) return [];
  const sorted = group.map(durationOf).toSorted((a, b) => a - b);
  return group.flatMap((step, index): Outlier[] => {
    if (step.inProgress) return [];
    const durationMs = durationOf(step);
    const siblingsMs = medianOfOthers(sorted, durationMs);
    if (durationMs <= OUTLIER_TIMES * siblingsMs || durationMs - siblingsMs < LEAST_EXCESS_MS) return [];
    return [{ step, ordinal: index + 1, group, siblingsMs }];
  });
}

/** The median by nearest rank, without one value of this duration. */
function medianOfOthers(sorted: readonly number[], durationMs: number): number {
  const middle = Math.ceil((sorted.length - 1) / 2) - 1;
  const left = sorted.findIndex((each) => each >= durationMs);
  return sorted[middle < left ? middle : middle + 1] ?? 0;
}

/** The duration of a step, milliseconds. */
export function durationOf(step: Step): number {
  return step.endMs - step.startMs;
}
