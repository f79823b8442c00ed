import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { criticalPath } from "./critical-path.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { assembleTraceTree } from "../trace-tree.ts";
import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";

function path(documents: readonly SegmentDocument[]): string[] {
  return criticalPath(assembleTraceTree(documents)).map(
    (stretch) => `${stretch.step.id} ${stretch.startMs}–${stretch.endMs} ${stretch.kind}`,
  );
}

describe("criticalPath", () => {
  test.each<[keyof typeof SENDERS, string[]]>([
    [
      "backend",
      ["backend 0–5 gap", "wait 5–45 wait", "select 45–70 work", "preview 70–90 work", "backend 90–100 gap"],
    ],
    [
      "nodeCalleeFirst",
      ["caller 0–10 gap", "call 10–12 wire", "callee 12–18 work", "call 18–20 wire", "caller 20–30 gap"],
    ],
    ["asynchronous", ["producer 0–5 gap", "send 5–10 work", "producer 10–20 gap"]],
    ["oneSegmentAlone", ["alone 0–12 work"]],
    [
      "clockBehind",
      [
        "caller 0–10 gap",
        "call 10–15 wire",
        "callee 15–20 gap",
        "query 20–30 work",
        "callee 30–35 gap",
        "call 35–40 wire",
        "caller 40–50 gap",
      ],
    ],
  ])("follows what the answer of %s waited for", (sender, stretches) => {
    expect(path(SENDERS[sender])).toEqual(stretches);
  });

  test("goes along the last to end of children that ran at the same time", () => {
    const subsegments = [makeSub("quick", 0, 4), makeSub("slow", 0, 9), makeSub("late", 8, 9)];
    expect(path([makeSegment("root", 0, 10, { subsegments })])).toEqual(["slow 0–9 work", "root 9–10 gap"]);
  });

  test("gives time before a late child to the one that still ran then", () => {
    const subsegments = [makeSub("a", 0, 10), makeSub("b", 5, 20)];
    expect(path([makeSegment("root", 0, 20, { subsegments })])).toEqual(["a 0–5 work", "b 5–20 work"]);
  });

  test("does not wait for a child that outlives its parent, nor calls its time unrecorded", () => {
    const subsegments = [makeSub("work", 0, 8), makeSub("background", 8, 60)];
    expect(path([makeSegment("root", 0, 20, { subsegments })])).toEqual(["work 0–8 work", "root 8–20 work"]);
  });

  test("covers the response exactly, whatever the trace", () => {
    const time = fc.integer({ min: -20, max: 120 });
    const leaf = fc
      .tuple(fc.uuid(), time, time)
      .map(([id, a, b]) => makeSub(id, Math.min(a, b), Math.max(a, b)));
    const grow = (below: fc.Arbitrary<Subsegment>) =>
      fc
        .tuple(leaf, fc.array(below, { maxLength: 4 }))
        .map(([sub, subsegments]) => Object.assign(sub, { subsegments }));
    const sub = grow(grow(leaf));
    fc.assert(
      fc.property(fc.array(sub, { maxLength: 6 }), (subsegments) => {
        const tree = assembleTraceTree([makeSegment("root", 0, 100, { subsegments })]);
        let reachedMs = tree.main?.startMs ?? 0;
        for (const stretch of criticalPath(tree)) {
          expect(stretch.startMs).toBe(reachedMs);
          expect(stretch.endMs).toBeGreaterThan(stretch.startMs);
          reachedMs = stretch.endMs;
        }
        expect(reachedMs).toBe(tree.main?.endMs);
      }),
    );
  });
});
