import { isSameException } from "xray-local/trace/failures.ts";
import { ownExceptions } from "xray-local/trace/trace-cause.ts";
import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";
import type { Outcome } from "../../lib/outcome.ts";

/** A step of the tree, finished or while the tree is built. */
interface Nested<Step> {
  kind: "segment" | "subsegment";
  entity: SegmentDocument | Subsegment;
  children: readonly Step[];
  outcome: Outcome;
  startSec: number;
  endSec: number;
}

/** SDKs record whole milliseconds, so two equal moments may appear this far apart. */
const TOLERANCE_SEC = 0.002;
const SEVERITY: Readonly<Record<Outcome, number>> = { ok: 0, error: 1, throttle: 2, fault: 3 };

/**
 * Maps each failed step to the failed step below that explains it; of several, to the one that ended last. A failed step
 * that is not in the map failed by itself: a failure began there.
 *
 * A failure does not explain a step that ended before it, or one above a service that answered without failure. A lesser
 * failure (a 404 below a 500) does not explain a step that recorded another exception.
 *
 *     shop 502 [ checkout 502, threw Upstream [ payment 502 [ stripe, no answer ] ] ]
 *     ->   shop: checkout, checkout: payment, payment: stripe
 */
export function explainFailures<Step extends Nested<Step>>(steps: readonly Step[]): ReadonlyMap<Step, Step> {
  const explained = new Map<Step, Step>();
  for (const step of steps) {
    if (step.outcome === "ok") continue;
    const reason = findReason(step);
    if (reason) explained.set(step, reason);
  }
  return explained;
}

function findReason<Step extends Nested<Step>>(failed: Step): Step | undefined {
  let last: Step | undefined;
  const open: Step[] = [...failed.children];
  for (let step = open.pop(); step; step = open.pop()) {
    if (step.outcome === "ok") {
      if (!isHandled(step, failed)) open.push(...step.children);
    } else if (explains(step, failed) && (last === undefined || isLater(step, last))) {
      last = step;
    }
  }
  return last;
}

/** Whether failures below this step went no further: its service answered, or the exception above is another one. */
function isHandled<Step extends Nested<Step>>(ok: Step, failed: Step): boolean {
  return ok.kind === "segment" || ownExceptions(failed.entity).length > 0;
}

function explains<Step extends Nested<Step>>(step: Step, failed: Step): boolean {
  if (step.startSec > failed.endSec + TOLERANCE_SEC) return false;
  // The clocks of two hosts may differ, but a caller that knows the status waited for the answer.
  const isAnswer = step.kind === "segment" && failed.entity.http?.response?.status !== undefined;
  if (step.endSec > failed.endSec + TOLERANCE_SEC && !isAnswer) return false;
  if (SEVERITY[step.outcome] >= SEVERITY[failed.outcome]) return true;
  const thrown = ownExceptions(failed.entity);
  return (
    thrown.length === 0 ||
    ownExceptions(step.entity).some((inner) => thrown.some((outer) => isSameException(outer, inner)))
  );
}

function isLater<Step extends Nested<Step>>(step: Step, other: Step): boolean {
  return step.endSec > other.endSec;
}
