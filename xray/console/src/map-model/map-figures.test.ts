import { describe, expect, test } from "vitest";
import { edgeLabel, nodeFigures, spokenFigures } from "./map-figures.ts";
import { toMapGraph } from "./map-graph.ts";
import type { MapEdge, MapNode } from "./map-graph.ts";
import { makeEdge, makeService, makeStatistics } from "../testing/make-services.ts";

const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");
const { nodes, edges } = toMapGraph([
  makeService(0, "api", [makeEdge(1, { ok: 75, fault: 25 })]),
  makeService(1, "db", [], {
    Type: "Database::SQL",
    SummaryStatistics: makeStatistics({ ok: 75, fault: 25 }, 0.018),
  }),
]);
const db = nodes[1] as MapNode;
const edge = edges[0] as MapEdge;
/** Seconds: the 100 requests are 20 a minute. */
const RANGE_SEC = 300;

describe("figures on the map", () => {
  test.each([
    ["all", "18", "SQL database, 20/min"],
    ["latency", "18", "SQL database"],
    ["failures", "", "SQL database"],
  ] as const)("of a node, showing %s", (shown, value, words) => {
    expect(nodeFigures(db, RANGE_SEC, shown)).toMatchObject({ value, words });
  });

  test.each([
    ["all", "50 ms", "20/min"],
    ["latency", "50 ms", ""],
    ["failures", "", ""],
  ] as const)("of an edge, showing %s", (shown, time, rate) => {
    const label = edgeLabel(edge, RANGE_SEC, shown);
    expect([plain(label?.time), label?.rate, plain(label?.failure?.text)]).toEqual([time, rate, "25 %"]);
  });

  test("of an asynchronous edge are the time in the queue", () => {
    expect(plain(edgeLabel({ ...edge, asynchronous: true }, RANGE_SEC, "all")?.time)).toBe("50 ms queued");
  });

  test("are said in one sentence", () => {
    expect(plain(spokenFigures(db, RANGE_SEC))).toBe("18 ms on average, 20/min, 25 % faults");
  });
});
