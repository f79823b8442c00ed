import { compareRules } from "xray-local/sampling/match-rule.ts";
import type { SamplingRule } from "xray-local/protocol/api-types.ts";

/** The lowest priority for a rule; `Default` comes after all. */
const LOWEST_PRIORITY = 9999;
const STEP = 10;

export interface PriorityChange {
  RuleName: string;
  Priority: number;
}

/**
 * The changes that move a rule to another place of the order (0: first); `Default` stays last. One change where there
 * is room between its new neighbours, else all rules are renumbered by tens. Example: 100 a, 200 b, 300 c; c to place 1
 * → c 150.
 */
export function moveRule(
  rules: readonly SamplingRule[],
  name: string,
  place: number,
): readonly PriorityChange[] {
  const movable = rules.filter((rule) => rule.RuleName !== "Default").toSorted(compareRules);
  const rule = movable.find((candidate) => candidate.RuleName === name);
  if (rule === undefined) return [];
  const rest = movable.filter((candidate) => candidate !== rule);
  const to = Math.min(rest.length, Math.max(0, place));
  if (movable.indexOf(rule) === to) return [];
  const above = rest[to - 1]?.Priority ?? 0;
  const below = rest[to]?.Priority ?? Math.min(LOWEST_PRIORITY + 1, above + 2 * STEP);
  const between = Math.floor((above + below) / 2);
  if (between > above && between < below) return [{ RuleName: name, Priority: between }];
  return [...rest.slice(0, to), rule, ...rest.slice(to)].flatMap((each, index) => {
    const priority = (index + 1) * STEP;
    return each.Priority === priority ? [] : { RuleName: each.RuleName, Priority: priority };
  });
}
