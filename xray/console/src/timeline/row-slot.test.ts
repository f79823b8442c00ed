import { expect, test } from "vitest";
import { criticalPath } from "../trace-model/critical-path/critical-path.ts";
import { findFindings } from "../trace-model/findings/findings.ts";
import { alikeSiblings, findOutliers } from "../trace-model/alike-steps.ts";
import { findRuns, visibleEntries } from "./fold-rows.ts";
import { rowSlot } from "./row-slot.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { SENDERS } from "../testing/make-traces.ts";
import { toTimelineRows } from "./timeline-rows.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";

test.each<[keyof typeof SENDERS, string, string]>([
  ["backend", "backend", "unrecorded 15 ms unrecorded"],
  ["backend", "wait", "share 40 %"],
  ["backend", "select", ""],
  ["backend", "preview", "began 503"],
  ["nodeErrorPassedOn", "root", "passed 500"],
  ["nodeErrorPassedOn", "handler", "passed "],
  ["nodeErrorPassedOn", "query", "began began here"],
  ["failedFarBelow", "stripe", "began began here"],
  ["failedFarBelow", "chargeCard", "passed PaymentTimeout"],
  ["failedFarBelow", "checkout", "passed 502"],
])("in %s the row %s says %j at its right", (sender, id, words) => {
  const tree = assembleTraceTree(SENDERS[sender]);
  const rows = toTimelineRows(tree);
  const entry = visibleEntries(rows, findRuns(rows), new Set()).find((candidate) => candidate.id === id);
  const outliers = findOutliers(alikeSiblings(tree));
  const slot = entry && rowSlot(entry, findFindings(tree, criticalPath(tree)), outliers, tree.responseMs);
  const text = slot === undefined ? "" : `${slot.kind} ${"code" in slot ? slot.code : slot.text}`;
  expect(text.replaceAll("\u00a0", " ")).toBe(words);
});

test("an outlier is named on its run while that is folded, and on its own row", () => {
  const tree = assembleTraceTree([
    makeSegment("api", 0, 100, {
      subsegments: [4, 4, 38, 4, 4].map((lengthMs, index) =>
        makeSub(`q${index}`, index * 10, index * 10 + lengthMs, { name: "check" }),
      ),
    }),
  ]);
  const rows = toTimelineRows(tree);
  const outliers = findOutliers(alikeSiblings(tree));
  const slots = (toggled: readonly string[]) =>
    visibleEntries(rows, findRuns(rows), new Set(toggled)).flatMap((entry) => {
      const slot = rowSlot(entry, [], outliers, tree.responseMs);
      return slot?.kind === "share" ? `${entry.id} ${slot.text.replaceAll("\u00a0", " ")}` : [];
    });
  expect(slots([])).toEqual(["~q0 3rd 38 ms"]);
  expect(slots(["~q0"])).toEqual(["q2 ×9.5"]);
});
