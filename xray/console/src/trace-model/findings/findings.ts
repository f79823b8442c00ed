import type { CriticalStretch } from "../critical-path/critical-path.ts";
import type { Finding } from "./finding.ts";
import { findFailureFindings } from "./failure-findings.ts";
import { findMissingSegments } from "./missing-segment.ts";
import { findRepeats } from "./repeat-findings.ts";
import { findGap, findHeavyStep, findWait } from "./slow-findings.ts";
import type { TraceTree } from "../step.ts";

/** Nobody would read more. */
const MOST_FINDINGS = 4;

/**
 * Finds what stands out in a trace, by fixed rules in a fixed order: where failures began and what they led to; a missing
 * segment; waits from 10 % of the response, where waiting is what took long; one of several alike steps that took far
 * longer than the others; a repeated call; gaps from 10 %; one step from 30 %. Each finding says only what the documents
 * prove: no scores, no guesses at causes.
 */
export function findFindings(tree: TraceTree, stretches: readonly CriticalStretch[]): readonly Finding[] {
  const broken = [...findFailureFindings(tree), ...findMissingSegments(tree)];
  // Shares of a response that is not there yet would be wrong.
  if (tree.main?.inProgress) return [...broken, ...findRepeats(tree)].slice(0, MOST_FINDINGS);
  const slow = [...findWait(tree, stretches), ...findRepeats(tree), ...findGap(tree, stretches)];
  const named = new Set([...broken, ...slow].map((finding) => finding.rowId));
  return [...broken, ...slow, ...findHeavyStep(tree, stretches, named)].slice(0, MOST_FINDINGS);
}
