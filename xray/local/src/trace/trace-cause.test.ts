import { describe, expect, it } from "vitest";
import type { Cause } from "../protocol/segment-document.ts";
import { assembleTrace } from "./assemble-trace.ts";
import { resolveCause } from "./trace-cause.ts";
import { makeId, makeSegment, makeSubsegment } from "./testing/make-documents.ts";

const exceptions = [{ id: makeId("e"), message: "no" }];

function resolveAtRoot(cause: Cause | string | undefined) {
  const call = makeSubsegment("c", { cause: { exceptions } });
  const root = makeSegment("A", { subsegments: [call], ...(cause !== undefined && { cause }) });
  const trace = assembleTrace([root]);
  const [step] = trace.roots;
  const resolved = step && resolveCause(step, trace);
  return resolved && [resolved.recordedAt.entity.name, resolved.exceptions[0]?.message];
}

describe("resolveCause", () => {
  it.each<[string, Cause | string | undefined, unknown]>([
    ["what the step recorded itself", { exceptions: [{ message: "own" }] }, ["A", "own"]],
    ["the exception whose id is the cause", makeId("e"), ["c", "no"]],
    ["the exception whose id is in the cause, as no step has it", { id: makeId("e") }, ["c", "no"]],
    [
      "what the named subsegment holds, beside an empty list",
      { id: makeId("c"), exceptions: [] },
      ["c", "no"],
    ],
    ["nothing of a reference to the step itself", { id: makeId("A"), exceptions: [] }, undefined],
    ["nothing of a reference to nothing", makeId("gone"), undefined],
    ["nothing where nothing was recorded", undefined, undefined],
  ])("finds %s", (_, cause, found) => {
    expect(resolveAtRoot(cause)).toEqual(found);
  });

  it("finds an exception under the id of a step that recorded none", () => {
    const call = makeSubsegment("c", { cause: { exceptions: [{ id: makeId("d"), message: "no" }] } });
    const root = makeSegment("A", { subsegments: [makeSubsegment("d"), call], cause: makeId("d") });
    const trace = assembleTrace([root]);
    const [step] = trace.roots;
    expect(step && resolveCause(step, trace)?.recordedAt.entity.name).toBe("c");
  });
});
