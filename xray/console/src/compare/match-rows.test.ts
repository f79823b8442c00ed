import { expect, test } from "vitest";
import { makeSegment, makeSub } from "../testing/make-documents.ts";
import { toTimelineRows } from "../timeline/timeline-rows.ts";
import { assembleTraceTree } from "../trace-model/trace-tree.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { matchRows } from "./match-rows.ts";

const rowsOf = (...documents: SegmentDocument[]) => toTimelineRows(assembleTraceTree(documents));
const remote = { namespace: "remote" };

const SLOW = rowsOf(
  makeSegment("web", 0, 500, {
    origin: "AWS::RUM::AppMonitor",
    subsegments: [makeSub("call", 10, 490, { ...remote, name: "localhost" })],
  }),
  makeSegment("api1", 20, 420, {
    name: "api",
    parent_id: "call",
    subsegments: [
      makeSub("m1", 20, 22, { name: "middleware" }),
      makeSub("m2", 22, 24, { name: "middleware" }),
      makeSub("w", 30, 330, { name: "wait for a connection" }),
      makeSub("q", 330, 400, { ...remote, name: "db@host" }),
    ],
  }),
);
const FAST = rowsOf(
  makeSegment("api2", 0, 30, {
    name: "api",
    subsegments: [
      makeSub("m3", 0, 1, { name: "middleware" }),
      makeSub("q2", 2, 22, { ...remote, name: "db@host" }),
      makeSub("s", 22, 30, { name: "serialize" }),
    ],
  }),
);

const brief = (rows: ReturnType<typeof matchRows>) =>
  rows.map(({ name, depth, a, b, differenceMs, explains }) => [
    name,
    depth,
    a?.count ?? 0,
    b?.count ?? 0,
    Math.round(differenceMs),
    explains,
  ]);

test("rows are matched from the first segment that both have, repeated steps as one", () => {
  expect(brief(matchRows(SLOW, FAST))).toEqual([
    ["api", 0, 1, 1, 370, true],
    ["middleware", 1, 2, 1, 3, false],
    ["wait for a connection", 1, 1, 0, 300, true],
    ["db@host", 1, 1, 1, 50, true],
    ["serialize", 1, 0, 1, -8, false],
  ]);
});

test("a trace compared with itself differs nowhere", () => {
  const rows = matchRows(SLOW, SLOW);
  expect(rows.every(({ differenceMs, explains }) => differenceMs === 0 && !explains)).toBe(true);
  expect(rows[0]?.name).toBe("web");
});

test("traces without a common segment stand side by side", () => {
  const other = rowsOf(makeSegment("job", 0, 5));
  expect(brief(matchRows(FAST, other)).map(([name, , a, b]) => [name, a, b])).toEqual([
    ["api", 1, 0],
    ["middleware", 1, 0],
    ["db@host", 1, 0],
    ["serialize", 1, 0],
    ["job", 0, 1],
  ]);
});
