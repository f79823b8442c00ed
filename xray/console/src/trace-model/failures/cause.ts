import { resolveCause as resolveAmong } from "xray-local/trace/trace-cause.ts";
import type { ResolvedCause } from "xray-local/trace/trace-cause.ts";
import type { Step, TraceTree } from "../step.ts";

/** The exceptions of a step and where they were recorded. */
export function resolveCause(tree: TraceTree, step: Step): ResolvedCause<Step> | undefined {
  return resolveAmong(step, { steps: tree.steps, stepsById: tree.byId });
}

/** The steps above whose cause points to this one, innermost first. */
export function passedOnBy(tree: TraceTree, step: Step): Step[] {
  const passed: Step[] = [];
  for (let above = step.parent; above; above = above.parent) {
    if (resolveCause(tree, above)?.recordedAt === step) passed.push(above);
  }
  return passed;
}
