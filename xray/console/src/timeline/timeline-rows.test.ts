import { describe, expect, test } from "vitest";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { toTimelineRows } from "./timeline-rows.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";

function bars(documents: readonly SegmentDocument[]): string[] {
  return toTimelineRows(assembleTraceTree(documents)).map((row) =>
    [row.id, ...row.pieces.map((piece) => `${piece.kind} ${piece.startMs}–${piece.endMs}`)].join(", "),
  );
}

describe("toTimelineRows", () => {
  test("cuts bars into work, waits, what a child did and what nobody recorded", () => {
    expect(bars(SENDERS.backend)).toEqual([
      "backend, gap 0–5, delegated 5–90, gap 90–100",
      "wait, wait 5–45",
      "select, work 45–70",
      "preview, work 70–90",
    ]);
  });

  test("puts on the wire what only the caller saw", () => {
    expect(bars(SENDERS.nodeCalleeFirst)[1]).toBe("call, wire 10–12, delegated 12–18, wire 18–20");
  });

  test("takes short stretches for the step's own work, and children at the same time once", () => {
    const subsegments = [makeSub("a", 0.5, 60), makeSub("b", 40, 80), makeSub("c", 80, 99.5)];
    expect(bars([makeSegment("root", 0, 100, { subsegments })])[0]).toBe(
      "root, work 0–0.5, delegated 0.5–99.5, work 99.5–100",
    );
  });

  test("calls nothing a gap in which a step further down ran, nor the end of what is in progress", () => {
    expect(bars(SENDERS.lambda)[0]).toBe("service, gap 0–10, delegated 10–198, work 198–200");
    expect(bars(SENDERS.inProgress)[0]).toBe("open, work 0–5, delegated 5–25");
  });

  test("sums what nobody recorded", () => {
    expect(toTimelineRows(assembleTraceTree(SENDERS.backend))[0]?.unrecordedMs).toBe(15);
  });

  test.each<[keyof typeof SENDERS, string, string]>([
    ["backend", "backend", "GET /api/activities/home?limit=20"],
    ["backend", "select", "home: select activities"],
    ["backend", "wait", ""],
    ["inferred", "put", "PutItem t"],
  ])("says in %s what %s does", (sender, id, detail) => {
    const rows = toTimelineRows(assembleTraceTree(SENDERS[sender]));
    expect(rows.find((row) => row.id === id)?.detail).toBe(detail);
  });
});
