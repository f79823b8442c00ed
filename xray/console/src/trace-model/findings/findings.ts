import { alikeSiblings, findOutliers } from "../alike-steps.ts";
import type { CriticalStretch } from "../critical-path/critical-path.ts";
import type { Finding } from "./finding.ts";
import { findFailureFindings } from "./failure-findings.ts";
import { findMissingSegments } from "./missing-segment.ts";
import { findRepeats } from "./repeat-findings.ts";
import { findGap, findHeavyStep, findWait } from "./slow-findings.ts";
import { lengthWords } from "./finding-figures.ts";
import { findUnusual } from "./unusual-findings.ts";
import type { UsualOf } from "../usual.ts";
import type { TraceTree } from "../step.ts";

/** Nobody would read more. */
const MOST_FINDINGS = 4;

/**
 * Finds what stands out in a trace, by fixed rules in a fixed order: where failures began and what they led to; a missing
 * segment; waits from 10 % of the response, where waiting is what took long; steps that took far longer than usual; one of several alike steps that took far
 * longer than the others; a repeated call; gaps from 10 %; one step from 30 %. Each finding says only what the documents
 * prove: no scores, no guesses at causes.
 */
export function findFindings(
  tree: TraceTree,
  stretches: readonly CriticalStretch[],
  usualOf: UsualOf = () => undefined,
): readonly Finding[] {
  const broken = [...findFailureFindings(tree), ...findMissingSegments(tree)];
  // Shares of a response that is not there yet would be wrong.
  if (tree.main?.inProgress) return [...broken, ...findRepeats(tree)].slice(0, MOST_FINDINGS);
  const outliers = new Set(findOutliers(alikeSiblings(tree)).map(({ step }) => step));
  const unusual = findUnusual(tree, usualOf, outliers);
  const slow = [...findWait(tree, stretches), ...unusual, ...findRepeats(tree), ...findGap(tree, stretches)];
  const findings = onePerRow([...broken, ...slow], tree, usualOf);
  const named = new Set(findings.map((finding) => finding.rowId));
  return [...findings, ...findHeavyStep(tree, stretches, named)].slice(0, MOST_FINDINGS);
}

/** A wait that took longer than usual has that said in its finding. */
function onePerRow(findings: readonly Finding[], tree: TraceTree, usualOf: UsualOf): readonly Finding[] {
  const isUnusual = new Set(findings.flatMap(({ kind, rowId }) => (kind === "unusual" ? rowId : [])));
  const isNamed = new Set(findings.flatMap(({ kind, rowId }) => (kind === "wait" ? rowId : [])));
  return findings.flatMap((finding): Finding[] => {
    const { kind, rowId, phrases } = finding;
    if (kind === "unusual") return isNamed.has(rowId) ? [] : [finding];
    if (kind !== "wait") return [finding];
    const step = tree.byId.get(rowId);
    const usual = step && usualOf(step);
    if (!isUnusual.has(rowId) || usual === undefined) return [finding];
    return [{ ...finding, phrases: [...phrases, { text: ` ${lengthWords(usual.ms)} is usual.` }] }];
  });
}
