import { describe, expect, test } from "vitest";
import { toMapGraph } from "../../map-model/map-graph.ts";
import { makeClient, makeEdge, makeService, makeStatistics } from "../../testing/make-services.ts";
import { edgeRows, nodeRows, sortTable } from "./table-rows.ts";
import { toPoint } from "./use-series.ts";

const graph = toMapGraph([
  makeClient(0, "api", 1),
  makeService(1, "api", [makeEdge(2, { ok: 15, fault: 5 })]),
  makeService(2, "db", [], { SummaryStatistics: makeStatistics({ ok: 15, fault: 5 }, 0.02) }),
  makeService(3, "idle", [], { SummaryStatistics: makeStatistics({}), ResponseTimeHistogram: [] }),
]);

describe("the table", () => {
  test("has the map's figures of every node but clients", () => {
    expect(nodeRows(graph).map((row) => [row.name, row.total, row.average, row.p95, row.fault])).toEqual([
      ["api", 10, 0.05, 0.05, 0],
      ["db", 20, 0.02, 0.05, 0.25],
      ["idle", 0, undefined, undefined, 0],
    ]);
  });

  test("names both ends of an edge", () => {
    expect(edgeRows(graph).map((row) => row.name)).toEqual(["client → api", "api → db"]);
  });

  test.each([
    ["total", false, ["db", "api", "idle"]],
    ["total", true, ["idle", "api", "db"]],
    ["average", false, ["api", "db", "idle"]],
    ["average", true, ["db", "api", "idle"]],
    ["name", true, ["idle", "db", "api"]],
  ] as const)("sorted by %s (reversed: %s) leaves what has no figure last", (by, isReversed, names) => {
    expect(sortTable(nodeRows(graph), by, isReversed).map((row) => row.name)).toEqual(names);
  });
});

test("toPoint reads a period of a node's statistics", () => {
  const point = toPoint({
    Timestamp: 60,
    ServiceSummaryStatistics: makeStatistics({ ok: 8, error: 1, throttle: 1, fault: 2 }),
    ResponseTimeHistogram: [
      { Value: 0.1, Count: 11 },
      { Value: 0.9, Count: 1 },
    ],
  });
  expect(point).toEqual({ atSec: 60, total: 12, faults: 2, throttles: 1, errors: 1, p50: 0.1, p95: 0.9 });
});
