import { describe, expect, test } from "vitest";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import type { Step } from "../step.ts";
import { assembleTraceTree } from "../trace-tree.ts";
import { answerWords, failedBecauseOf, firstThrown, servicesPassedOn } from "./passed-on.ts";

function stepOf(documents: readonly SegmentDocument[], id: string): Step {
  const step = assembleTraceTree(documents).byId.get(id);
  if (step === undefined) throw new Error(`no step ${id}`);
  return step;
}

describe("a failure far below", () => {
  const origin = stepOf(SENDERS.failedFarBelow, "stripe");
  const failed = failedBecauseOf(origin);

  test("leads through all that failed because of it, the nearest first", () => {
    expect(failed.map(({ id }) => id)).toEqual([
      "chargeCard",
      "payment",
      "charge",
      "checkout",
      "fetch",
      "shop",
    ]);
  });

  test("names what was thrown first", () => {
    const thrown = firstThrown(origin, failed);
    expect([thrown?.step.id, thrown?.type]).toEqual(["chargeCard", "PaymentTimeout"]);
  });

  test("names each service with what it threw and answered, without the exception that is told already", () => {
    const words = (told?: Step) =>
      servicesPassedOn(origin, failed, told).map(
        ({ step, outcome, words: how }) => `${step.id} ${outcome}: ${how}`,
      );
    expect(words(failed[0])).toEqual([
      "payment fault: answered 502",
      "checkout fault: threw UpstreamError, answered 502",
      "shop fault: answered 502",
    ]);
    expect(words()[0]).toBe("payment fault: threw PaymentTimeout, answered 502");
  });
});

const thrown = (type: string, message: string) => ({
  fault: true,
  cause: { exceptions: [{ type, message }] },
});

describe("who failed because of a step", () => {
  const nested = (middle: object) => [
    makeSegment("root", 0, 50, {
      fault: true,
      subsegments: [
        makeSub("middle", 1, 49, {
          ...middle,
          subsegments: [makeSub("deep", 2, 48, thrown("DatabaseError", "deadlock"))],
        }),
      ],
    }),
  ];

  test("is nobody where it is the root", () => {
    expect(failedBecauseOf(stepOf(nested({}), "root"))).toEqual([]);
  });

  test("passes a step between them that did not fail itself", () => {
    expect(failedBecauseOf(stepOf(nested({}), "deep")).map(({ id }) => id)).toEqual(["root"]);
  });

  test("is each that failed in between", () => {
    expect(failedBecauseOf(stepOf(nested({ fault: true }), "deep")).map(({ id }) => id)).toEqual([
      "middle",
      "root",
    ]);
  });

  test.each([
    ["quotes it", thrown("Error", "query: deadlock"), undefined],
    ["is of another kind", thrown("RepositoryError", "could not be written"), "RepositoryError"],
    ["has no kind", thrown("", "could not be written\nat once"), "could not be written"],
  ])("threw nothing new where the exception %s: %s", (_what, middle, type) => {
    const documents = nested(middle);
    const tree = assembleTraceTree(documents);
    const [deep, above] = [tree.byId.get("deep"), tree.byId.get("middle")];
    expect(deep && above && firstThrown(deep, [above])?.type).toBe(type);
  });
});

test.each([
  [{ http: { response: { status: 502 } } }, "answered 502"],
  [{}, "failed"],
])("a segment with %j is said to have %s", (extra, words) => {
  expect(answerWords(stepOf([makeSegment("a", 0, 1, { fault: true, ...extra })], "a"))).toBe(words);
});
