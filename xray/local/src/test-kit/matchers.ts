import { countCalls, countSteps } from "../expectations/trace-shape.ts";
import { matchesWildcard } from "../sampling/wildcard.ts";
import { stepsOf, toTimeline } from "../text/timeline.ts";
import type { FoundTrace } from "./start-xray.ts";
import { formatCounted } from "../text/format-text.ts";

/** The result that `expect.extend` of Vitest and Jest wants. */
interface MatcherResult {
  pass: boolean;
  message: () => string;
}

const WIDTH = 100;

/**
 * Matchers for `expect.extend(xrayMatchers)`, of Vitest and of Jest:
 *
 *     expect(trace).toHaveStep("*from activities*", 1);   // occurs once; without a number, at least once
 *     expect(trace).toRepeatNoCall(3);               // no N+1: the same statement or call three times at most
 *     expect(trace).toHaveNoFault();
 */
export const xrayMatchers = {
  /** `step` is the name that `xray-local show` prints; `*` matches any characters. */
  toHaveStep(trace: FoundTrace, step: string, times?: number): MatcherResult {
    let found = 0;
    for (const [name, count] of countSteps(stepsOf(trace.documents)))
      if (matchesWildcard(step, name)) found += count;
    const pass = times === undefined ? found > 0 : found === times;
    const wanted = times === undefined ? "" : ` ${formatCounted(times, "time")}`;
    return {
      pass,
      message: () =>
        `Expected ${step}${pass ? " not" : ""} to occur${wanted}; it does ${formatCounted(found, "time")} in\n${draw(trace)}`,
    };
  },

  toRepeatNoCall(trace: FoundTrace, atMost: number): MatcherResult {
    const repeated = [...countCalls(stepsOf(trace.documents))].filter(([, count]) => count > atMost);
    const told = repeated.map(([name, count]) => `${name} ×${count}`).join(", ");
    return {
      pass: repeated.length === 0,
      message: () =>
        `Expected ${repeated.length === 0 ? "a call" : "no call"} more than ${formatCounted(atMost, "time")}${told === "" ? "" : `; there is ${told}`} in\n${draw(trace)}`,
    };
  },

  toHaveNoFault(trace: FoundTrace): MatcherResult {
    const failed = stepsOf(trace.documents).filter(({ entity }) => entity.fault === true);
    return {
      pass: failed.length === 0,
      message: () =>
        `Expected ${failed.length === 0 ? "a fault" : "no fault"}; ${formatCounted(failed.length, "step has", "steps have")} one in\n${draw(trace)}`,
    };
  },
};

function draw({ documents }: FoundTrace): string {
  return toTimeline(documents, (_ink, text) => text, WIDTH).join("\n");
}
