import { expect, test } from "vitest";
import { criticalPath } from "../trace-model/critical-path/critical-path.ts";
import { findFindings } from "../trace-model/findings/findings.ts";
import { rowSlot } from "./row-slot.ts";
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
  const row = toTimelineRows(tree).find((candidate) => candidate.id === id);
  const slot = row && rowSlot(row, findFindings(tree, criticalPath(tree)), tree.responseMs);
  const text = slot === undefined ? "" : `${slot.kind} ${"code" in slot ? slot.code : slot.text}`;
  expect(text.replaceAll("\u00a0", " ")).toBe(words);
});
