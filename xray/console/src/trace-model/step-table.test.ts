import { expect, test } from "vitest";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { makeLogAxis, sortStepRows, toStepRows } from "./step-table.ts";
import { assembleTraceTree } from "./trace-tree.ts";

const query = (index: number, startMs: number, endMs: number) =>
  makeSub(`q${index}`, startMs, endMs, {
    name: "db",
    sql: { sanitized_query: `select qty from stock where sku = ${index}` },
  });
const rows = toStepRows(
  assembleTraceTree([
    makeSegment("api", 0, 100, {
      subsegments: [
        query(1, 10, 14),
        query(2, 14, 18),
        query(3, 18, 56),
        query(4, 56, 60),
        makeSub("render", 70, 90, { fault: true }),
      ],
    }),
  ]),
);

test("each kind of step is a row with its figures, its failure and its outliers", () => {
  expect(
    rows.map((row) => [
      `${row.name} ${row.detail}`,
      row.steps.length,
      row.totalMs,
      row.selfMs,
      row.share,
      row.medianMs,
      row.p95Ms,
      row.outcome,
      row.outliers.map(({ ordinal }) => ordinal).join(),
    ]),
  ).toEqual([
    ["api ", 1, 100, 30, 0.3, 100, 100, "ok", ""],
    ["db select stock", 4, 50, 50, 0.5, 4, 38, "ok", "3"],
    ["render ", 1, 20, 20, 0.2, 20, 20, "fault", ""],
  ]);
});

test.each([
  ["self", true, "db api render"],
  ["self", false, "render api db"],
  ["total", true, "api db render"],
  ["calls", true, "db api render"],
  ["median", true, "api render db"],
  ["p95", true, "api db render"],
  ["name", false, "api db render"],
  ["usual", true, "render api db"],
])("rows sort by %s, descending: %s", (by, descending, expected) => {
  const sorted = sortStepRows(rows, { by, descending }, (row) => (row.name === "render" ? 4 : undefined));
  expect(sorted.map((row) => row.name).join(" ")).toBe(expected);
});

test.each<[number[], number, number]>([
  [[4, 38], 3, 100],
  [[5], 3, 30],
  [[], 1, 10],
  [[0, 2100], 0.001, 3000],
])("the axis of %j goes from %d to %d ms", (durations, fromMs, toMs) => {
  const axis = makeLogAxis(durations);
  expect(axis.fromMs).toBeCloseTo(fromMs);
  expect(axis.toMs).toBeCloseTo(toMs);
  expect(axis.shareOf(axis.fromMs)).toBe(0);
  expect(axis.shareOf(axis.toMs)).toBeCloseTo(1);
});
