import { expect, test } from "vitest";
import { minimapLines } from "./minimap-lines.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { toTimelineRows } from "./timeline-rows.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";

test("minimapLines draws what delegates pale, what waits half, and where a failure began in its colour", () => {
  const { lines } = minimapLines(toTimelineRows(assembleTraceTree(SENDERS.backend)), 0, 5, 36);
  expect(lines).toEqual([
    { look: "service", opacity: 0.35, path: "M0 2h500" },
    { look: "database", opacity: 0.55, path: "M25 4h200" },
    { look: "database", opacity: 1, path: "M225 6h125" },
    { look: "fault", opacity: 1, path: "M350 8h100" },
  ]);
});

test("minimapLines draws no pixel twice for thousands of rows", () => {
  const subsegments = Array.from({ length: 5000 }, (_, index) =>
    makeSub(`s${index}`, index / 50, index / 50 + 0.5),
  );
  const rows = toTimelineRows(assembleTraceTree([makeSegment("root", 0, 101, { subsegments })]));
  const { lines } = minimapLines(rows, 0, 6, 36);
  const drawn = lines.reduce((sum, line) => sum + line.path.split("M").length - 1, 0);
  expect(drawn).toBeLessThan(1500);
});
