import { FAILURES } from "../lib/outcome.ts";
import type { CriticalStep } from "./critical-path.ts";
import type { Finding } from "./finding.ts";
import { findGap, findHeavyStep, findRepeats, findWait } from "./slow-findings.ts";
import type { TraceTree } from "./trace-node.ts";
import { findProblems } from "./failure-findings.ts";

/** More would not be read. */
const MOST_FINDINGS = 4;

/**
 * What stands out in a trace, by fixed rules in a fixed order: where a fault began, throttling, errors; waits from 10 %
 * of the response, the same statement from five times on, gaps from 10 %, one step from 30 %. Each says only what the
 * documents hold: no scores, no guesses at causes.
 */
export function findFindings(tree: TraceTree, steps: readonly CriticalStep[]): readonly Finding[] {
  const failures = FAILURES.flatMap((outcome) => findProblems(tree, outcome));
  // Shares of a response that is not there yet would be wrong.
  if (tree.main?.inProgress) return [...failures, ...findRepeats(tree)].slice(0, MOST_FINDINGS);
  const slow = [...findWait(tree, steps), ...findRepeats(tree), ...findGap(tree, steps)];
  const named = new Set([...failures, ...slow].map((finding) => finding.rowId));
  return [...failures, ...slow, ...findHeavyStep(tree, steps, named)].slice(0, MOST_FINDINGS);
}
