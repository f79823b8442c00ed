import { describe, expect, test } from "vitest";
import { criticalLines } from "./critical-lines.ts";
import { criticalPath } from "./critical-path.ts";
import { findRuns, indexEntries, visibleEntries } from "../../timeline/fold-rows.ts";
import { makeSegment, makeSub } from "../../testing/make-documents.ts";
import { SENDERS } from "../../testing/make-traces.ts";
import { toTimelineRows } from "../../timeline/timeline-rows.ts";
import { assembleTraceTree } from "../trace-tree.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";

function lines(documents: readonly SegmentDocument[], folded: readonly string[] = []): string[] {
  const tree = assembleTraceTree(documents);
  const rows = toTimelineRows(tree);
  const entries = visibleEntries(rows, findRuns(rows), new Set(folded));
  return criticalLines(criticalPath(tree), indexEntries(entries), tree.responseMs).map(
    (line) => `${entries[line.index]?.id} ${line.startMs}–${line.endMs}`,
  );
}

describe("criticalLines", () => {
  test("follows the path from row to row", () => {
    expect(lines(SENDERS.backend)).toEqual([
      "backend 0–5",
      "wait 5–45",
      "select 45–70",
      "preview 70–90",
      "backend 90–100",
    ]);
  });

  test("stays on a folded row for all below it", () => {
    expect(lines(SENDERS.nodeCalleeFirst, ["call"])).toEqual(["caller 0–10", "call 10–20", "caller 20–30"]);
  });

  test("joins what happens in a folded run", () => {
    const subsegments = Array.from({ length: 6 }, (_, index) =>
      makeSub(`q${index}`, index * 5, index * 5 + 5, { name: "db" }),
    );
    expect(lines([makeSegment("root", 0, 30, { subsegments })])).toEqual(["~q0 0–30"]);
  });

  test("leaves out what is too short to be seen", () => {
    const subsegments = [makeSub("a", 0, 500), makeSub("blink", 500, 501), makeSub("b", 501, 1000)];
    expect(lines([makeSegment("root", 0, 1000, { subsegments })])).toEqual(["a 0–500", "b 501–1000"]);
  });
});
