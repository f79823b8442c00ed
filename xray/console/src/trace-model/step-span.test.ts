import { expect, test } from "vitest";
import { stepSpan } from "./step-span.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { assembleTraceTree } from "./trace-tree.ts";

test("stepSpan leaves out the time of children, each moment once", () => {
  const subsegments = [makeSub("a", 10, 30), makeSub("b", 20, 60), makeSub("late", 90, 130)];
  const tree = assembleTraceTree([makeSegment("root", 0, 100, { subsegments })]);
  expect(tree.main && stepSpan(tree.main).ownMs).toBe(40);
});

test("stepSpan finds the wait right before a step", () => {
  const tree = assembleTraceTree(SENDERS.backend);
  const waits = ["select", "preview", "wait"].map((id) => {
    const step = tree.byId.get(id);
    return step && stepSpan(step).waitedBefore?.id;
  });
  expect(waits).toEqual(["wait", undefined, undefined]);
});
