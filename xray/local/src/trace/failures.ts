import type { ExceptionRecord, SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import { ownExceptions } from "./trace-cause.ts";

/** A step of the server, or of the console's tree. */
interface Nested<Step> {
  entity: SegmentDocument | Subsegment;
  parent: Step | undefined;
}

/**
 * The failed steps below which nothing failed: one failure marks every step that it passes through, and began in the
 * deepest. `hasFailed` selects the failures.
 *
 *     A failed [ b failed [ c failed ], d failed, e ]   ->   c, d
 */
export function findDeepestFailures<Step extends Nested<Step>>(
  steps: readonly Step[],
  hasFailed: (step: Step) => boolean,
): Step[] {
  const failed = steps.filter(hasFailed);
  const passedThrough = stepsAbove(failed);
  return failed.filter((step) => !passedThrough.has(step));
}

/**
 * Also the failed steps with another exception than everything that failed below them: what is thrown after a failure
 * was handled is another failure. An exception that is recorded again on each level (as Go's SDK does), or wrapped in a
 * message that quotes it, is the same.
 *
 *     A "no price" [ b "refused" [ c "refused" ] ]   ->   A, c
 */
export function findFailures<Step extends Nested<Step>>(
  steps: readonly Step[],
  hasFailed: (step: Step) => boolean,
): Step[] {
  const failed = steps.filter(hasFailed);
  const passedThrough = stepsAbove(failed);
  const passedOn = new Set<Step>();
  for (const step of failed) {
    const exceptions = ownExceptions(step.entity);
    if (exceptions.length === 0) continue;
    for (let above = step.parent; above !== undefined; above = above.parent) {
      if (
        ownExceptions(above.entity).some((outer) => exceptions.some((inner) => isSameException(outer, inner)))
      ) {
        passedOn.add(above);
      }
    }
  }
  return failed.filter((step) => {
    if (!passedThrough.has(step)) return true;
    return ownExceptions(step.entity).length > 0 && !passedOn.has(step);
  });
}

function stepsAbove<Step extends Nested<Step>>(failed: readonly Step[]): ReadonlySet<Step> {
  const above = new Set<Step>();
  for (const step of failed) {
    for (let at = step.parent; at !== undefined && !above.has(at); at = at.parent) above.add(at);
  }
  return above;
}

/** Whether the outer exception is the inner one again: the same id, or a message that quotes it. */
export function isSameException(outer: ExceptionRecord, inner: ExceptionRecord): boolean {
  if (outer.id !== undefined && outer.id === inner.id) return true;
  if (inner.message === undefined || inner.message === "") {
    return outer.message === inner.message && outer.type === inner.type;
  }
  return outer.message?.includes(inner.message) === true;
}
