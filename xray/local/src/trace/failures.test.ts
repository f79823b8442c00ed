import { describe, expect, it } from "vitest";
import type { Subsegment } from "../protocol/segment-document.ts";
import { assembleTrace } from "./assemble-trace.ts";
import { findDeepestFailures, findFailures } from "./failures.ts";
import { makeSegment, makeSubsegment } from "./testing/make-documents.ts";
import type { TraceStep } from "./trace-step.ts";

const hasFault = (step: TraceStep) => step.entity.fault === true;

function failing(name: string, message?: string, subsegments: Subsegment[] = []): Subsegment {
  const cause = message === undefined ? {} : { cause: { exceptions: [{ message }] } };
  return makeSubsegment(name, { fault: true, ...cause, subsegments });
}

function find(finder: typeof findFailures<TraceStep>, ...subsegments: Subsegment[]): string[] {
  const { steps } = assembleTrace([makeSegment("A", { subsegments })]);
  return finder(steps, hasFault).map(({ entity }) => entity.name);
}

describe("where failures began", () => {
  it.each<[string, Subsegment, string[]]>([
    ["the deepest step", failing("a", undefined, [failing("b", undefined, [failing("c")])]), ["c"]],
    [
      "the deepest of those that record the same exception anew",
      failing("a", "refused", [failing("b", "refused", [failing("c", "refused")])]),
      ["c"],
    ],
    [
      "the deepest of those whose message quotes it",
      failing("a", "price: dial: refused", [failing("b", "dial: refused", [failing("c", "refused")])]),
      ["c"],
    ],
    ["each of two side by side", failing("a", "no", [failing("b", "no"), failing("c", "other")]), ["b", "c"]],
    ["below a step that went well", makeSubsegment("a", { subsegments: [failing("b", "no")] }), ["b"]],
  ])("is %s", (_, step, began) => {
    expect(find(findFailures, step)).toEqual(began);
    expect(find(findDeepestFailures, step)).toEqual(began);
  });

  it("is also a step that records another exception than what failed below it", () => {
    const step = failing("a", "no price", [failing("b", "refused", [failing("c", "refused")])]);
    expect(find(findFailures, step)).toEqual(["a", "c"]);
    expect(find(findDeepestFailures, step)).toEqual(["c"]);
  });

  it("is nowhere where nothing failed", () => {
    expect(find(findFailures, makeSubsegment("a"))).toEqual([]);
  });
});
