import { describe, expect, test } from "vitest";
import { entryIndexOf, findRuns, indexEntries, visibleEntries } from "./fold-rows.ts";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { toTimelineRows } from "./timeline-rows.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import type { Subsegment } from "xray-local/protocol/segment-document.ts";

const replies = (count: number, extra: Partial<Subsegment> = {}) =>
  Array.from({ length: count }, (_, index) =>
    makeSub(`r${index}`, 20 + index, 21 + index, { name: "select replies", ...extra }),
  );

function show(subsegments: Subsegment[], toggled: readonly string[] = []): string[] {
  const rows = toTimelineRows(assembleTraceTree([makeSegment("root", 0, 100, { subsegments })]));
  return visibleEntries(rows, findRuns(rows), new Set(toggled)).map((entry) =>
    entry.kind === "run" ? `${entry.id} ×${entry.rows.length}` : entry.id,
  );
}

describe("visibleEntries", () => {
  test("shows five alike siblings in a row as one", () => {
    expect(show([makeSub("first", 1, 2), ...replies(6)])).toEqual(["root", "first", "~r0 ×6"]);
    expect(show(replies(4))).toEqual(["root", "r0", "r1", "r2", "r3"]);
  });

  test("leaves one that failed out of its run", () => {
    const six = replies(6);
    Object.assign(six[5] ?? {}, { fault: true });
    expect(show(six)).toEqual(["root", "~r0 ×5", "r5"]);
  });

  test("unfolds a run below its line", () => {
    expect(show(replies(5), ["~r0"])).toEqual(["root", "~r0 ×5", "r0", "r1", "r2", "r3", "r4"]);
  });

  test("folds a row with all below it", () => {
    const nested = makeSub("b", 1, 9, {
      subsegments: [makeSub("c", 2, 3, { subsegments: [makeSub("d", 2, 3)] })],
    });
    expect(show([nested, makeSub("e", 10, 11)], ["b"])).toEqual(["root", "b", "e"]);
  });

  test("hides what is below the members of a folded run", () => {
    const five = replies(5).map((reply, index) =>
      Object.assign(reply, { subsegments: [makeSub(`x${index}`, 20, 21)] }),
    );
    expect(show([...five, makeSub("z", 50, 60)])).toEqual(["root", "~r0 ×5", "z"]);
  });
});

test.each([
  ["r3", "~r0"],
  ["~r0", "~r0"],
  ["deep", "folded"],
  ["nowhere", undefined],
])("entryIndexOf finds the line that shows %s", (id, line) => {
  const subsegments = [makeSub("folded", 1, 9, { subsegments: [makeSub("deep", 2, 3)] }), ...replies(5)];
  const rows = toTimelineRows(assembleTraceTree([makeSegment("root", 0, 100, { subsegments })]));
  const entries = visibleEntries(rows, findRuns(rows), new Set(["folded"]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  expect(entries[entryIndexOf(indexEntries(entries), byId, id)]?.id).toBe(line);
});
