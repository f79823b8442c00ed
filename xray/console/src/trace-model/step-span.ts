import type { Step } from "./step.ts";

export interface StepSpan {
  /** Time in which none of its children ran. */
  ownMs: number;
  /** The wait among its siblings that ended just before this step began. */
  waitedBefore: Step | undefined;
}

/** A wait belongs to the step that follows within this time; clients record whole milliseconds. */
const ADJACENT_MS = 1.5;

export function stepSpan(step: Step): StepSpan {
  return { ownMs: ownMsOf(step), waitedBefore: step.wait ? undefined : findWaitBefore(step) };
}

/** Time in which none of a step's children ran, milliseconds. */
export function ownMsOf(step: Step): number {
  let ownMs = 0;
  let at = step.startMs;
  for (const child of step.children) {
    if (child.startMs > at) ownMs += Math.min(child.startMs, step.endMs) - Math.min(at, step.endMs);
    at = Math.max(at, child.endMs);
  }
  return ownMs + Math.max(0, step.endMs - at);
}

function findWaitBefore(step: Step): Step | undefined {
  return step.parent?.children.find(
    (sibling) => sibling.wait && Math.abs(sibling.endMs - step.startMs) <= ADJACENT_MS,
  );
}
