import { durationOf } from "../alike-steps.ts";
import { stepDetail, stepTitle } from "../step-words.ts";
import type { Step, TraceTree } from "../step.ts";
import { unusualTimes } from "../usual.ts";
import type { UsualOf } from "../usual.ts";
import type { Finding, Phrase } from "./finding.ts";
import { lengthWords, shareWords } from "./finding-figures.ts";

/** A step below explains that one took so long, when this share of the excess is its own. */
const EXPLAINED_SHARE = 0.5;
/** More are walked by their own key; other findings need room. */
const MOST_UNUSUAL = 2;
/** From this share of the response on, the response waited for another service. */
const LEAST_AWAITED_SHARE = 0.1;

/**
 * Steps that took more than three times what is usual, the longest excess first. A caller whose callee explains most of
 * its excess is left out, because it only waited; `outliers` are left out too, because they have findings of their own.
 */
export function findUnusual(tree: TraceTree, usualOf: UsualOf, outliers: ReadonlySet<Step>): Finding[] {
  const excessMs = new Map<Step, number>();
  const explainedMs = new Map<Step, number>();
  for (const step of tree.steps.toReversed()) {
    if (step.inProgress) continue;
    const usual = usualOf(step);
    const isUnusual = unusualTimes(durationOf(step), usual) !== undefined;
    const excess = isUnusual && usual ? durationOf(step) - usual.ms : 0;
    const below = explainedMs.get(step) ?? 0;
    if (excess > 0 && below < EXPLAINED_SHARE * excess && !outliers.has(step)) excessMs.set(step, excess);
    if (!step.parent) continue;
    explainedMs.set(step.parent, (explainedMs.get(step.parent) ?? 0) + Math.max(excess, below));
  }
  return [...excessMs]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, MOST_UNUSUAL)
    .map(([step]) => toFinding(tree, step, usualOf));
}

function toFinding(tree: TraceTree, step: Step, usualOf: UsualOf): Finding {
  const [length, share] = [lengthWords(durationOf(step)), shareWords(durationOf(step), tree)];
  const usual = `${lengthWords(usualOf(step)?.ms ?? 0)} is usual.`;
  const isAwaited = step.place === "remote" && durationOf(step) >= LEAST_AWAITED_SHARE * tree.responseMs;
  const phrases: Phrase[] = isAwaited
    ? [
        { text: `${share} of the response went by ` },
        { text: `waiting for ${step.name}`, style: "strong" },
        { text: `: ${length}; ${usual}` },
      ]
    : [
        { text: step.entity.sql ? stepTitle(step) : step.name, style: "strong" },
        { text: `${detailWords(step)} took ` },
        { text: length, style: "strong" },
        { text: `, ${share} of the response; ${usual}` },
      ];
  return { kind: "unusual", phrases, rowId: step.id, atMs: step.startMs };
}

function detailWords(step: Step): string {
  const detail = step.entity.sql ? "" : stepDetail(step);
  return detail === "" ? "" : ` ${detail}`;
}
