import { isSameException } from "xray-local/trace/failures.ts";
import { ownExceptions } from "xray-local/trace/trace-cause.ts";
import type { Outcome } from "../../lib/outcome.ts";
import type { Step } from "../step.ts";

/** A service that failed because of what failed below it. */
export interface PassedOn {
  /** The segment of the service. */
  step: Step;
  outcome: Outcome;
  /** `threw UpstreamError, answered 502`. */
  words: string;
}

/** The steps that failed because of this one, the nearest first. */
export function failedBecauseOf(origin: Step): readonly Step[] {
  const failed: Step[] = [];
  let reason = origin;
  for (let above = origin.parent; above; above = above.parent) {
    if (above.outcome === "ok") continue;
    if (above.reason !== reason) break;
    failed.push(above);
    reason = above;
  }
  return failed;
}

/** The first exception among these steps that is not the one of `origin`. */
export function firstThrown(origin: Step, failed: readonly Step[]): { step: Step; type: string } | undefined {
  for (const step of failed) {
    const type = newTypeOf(step, origin);
    if (type !== undefined) return { step, type };
  }
  return undefined;
}

/** The services among these steps, and how each failed. The exception of `told` is left out. */
export function servicesPassedOn(
  origin: Step,
  failed: readonly Step[],
  told: Step | undefined,
): readonly PassedOn[] {
  return failed
    .filter((step) => step.kind === "segment")
    .map((segment) => {
      const within = failed.filter((step) => step.segment === segment && step !== told);
      const types = within.flatMap((step) => newTypeOf(step, origin) ?? []);
      const thrown = types.slice(0, 1).map((type) => `threw ${type}`);
      return { step: segment, outcome: segment.outcome, words: [...thrown, answerWords(segment)].join(", ") };
    });
}

export function answerWords(segment: Step): string {
  const status = segment.entity.http?.response?.status;
  return status === undefined ? "failed" : `answered ${status}`;
}

function newTypeOf(step: Step, origin: Step): string | undefined {
  const [outer] = ownExceptions(step.entity);
  const inner = ownExceptions(origin.entity);
  if (outer === undefined || inner.some((each) => isSameException(outer, each))) return undefined;
  return outer.type || outer.message?.split("\n")[0] || undefined;
}
