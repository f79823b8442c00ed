import { describe, expect, test } from "vitest";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { timeBreakdown } from "./time-breakdown.ts";
import { assembleTraceTree } from "../trace-tree.ts";

describe("timeBreakdown", () => {
  test("says where the time of a request went, longest first", () => {
    const parts = timeBreakdown(assembleTraceTree(SENDERS.backend));
    expect(parts.map(({ label, kind, durationMs, outcome }) => [label, kind, durationMs, outcome])).toEqual([
      ["wait for a connection", "wait", 40, "ok"],
      ["database queries", "query", 25, "ok"],
      ["link-preview.local", "remote", 20, "fault"],
      ["unrecorded", "unrecorded", 15, "ok"],
    ]);
    expect(parts[0]?.share).toBeCloseTo(0.4);
  });

  test("names a failed query and calls the rest the others", () => {
    const sql = { sanitized_query: "begin" };
    const failing = structuredClone(SENDERS.nodeErrorPassedOn);
    failing[0]?.subsegments?.unshift(makeSub("begin", 0, 2, { namespace: "remote", sql }));
    expect(timeBreakdown(assembleTraceTree(failing)).map((part) => part.label)).toEqual([
      "update activities",
      "unrecorded",
      "other queries",
    ]);
  });

  test.each(Object.keys(SENDERS) as (keyof typeof SENDERS)[])("sums to the response of %s", (sender) => {
    const tree = assembleTraceTree(SENDERS[sender]);
    const sumMs = timeBreakdown(tree).reduce((sum, part) => sum + part.durationMs, 0);
    expect(sumMs).toBeCloseTo(tree.responseMs, 6);
  });

  test("counts a segment without parts as its own work", () => {
    expect(timeBreakdown(assembleTraceTree([makeSegment("alone", 0, 12)]))).toMatchObject([
      { label: "alone", kind: "service", durationMs: 12, share: 1 },
    ]);
  });
});
