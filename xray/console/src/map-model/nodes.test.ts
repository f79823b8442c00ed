import { describe, expect, test } from "vitest";
import { makeClient, makeEdge, makeService, makeStatistics } from "../testing/make-services.ts";
import type { Point } from "./edge-path.ts";
import type { MapLayout, MapStyle } from "./layout.ts";
import { edgeLabel, nodeFigures, spokenFigures } from "./map-figures.ts";
import { toMapGraph, worstFailure } from "./map-graph.ts";
import type { MapEdge, MapNode } from "./map-graph.ts";
import { stepFrom } from "./map-steps.ts";
import { fitViewport, showPoint, zoomViewport } from "./map-viewport.ts";
import { nodeRadii } from "./node-radii.ts";
import { kindWords } from "./node-words.ts";
import { countBetween, decadeTicks, responseHistogram } from "./response-histogram.ts";

describe("the kind of a node", () => {
  test.each([
    [undefined, "service"],
    ["AWS::Lambda::Function", "Lambda function"],
    // API Gateway writes it another way than the guide.
    ["AWS::ApiGateway::Stage", "API Gateway stage"],
    ["AWS::APIGateway::Stage", "API Gateway stage"],
    ["Database::SQL", "SQL database"],
    ["remote", "remote"],
    // Types that nobody listed.
    ["Database::PostgreSQL", "PostgreSQL"],
    ["AWS::Kinesis::Stream", "Kinesis stream"],
    ["AWS::SSM", "SSM"],
    ["AWS", "AWS"],
    ["Vendor::Product::Thing", "Thing"],
    ["odd", "odd"],
  ])("of type %s is %s", (Type, words) => {
    const id = { Name: "x", Names: ["x"], ...(Type !== undefined && { Type }) };
    expect(kindWords({ id, client: false })).toBe(words);
  });

  test("of a client is its callers, whatever its type", () => {
    expect(kindWords({ id: { Name: "x", Names: ["x"], Type: "AWS::Lambda" }, client: true })).toBe("callers");
  });
});

const SERVICES = [
  makeClient(0, "client", 1),
  makeService(1, "api", [makeEdge(2), makeEdge(3)], {
    SummaryStatistics: makeStatistics({ ok: 91, fault: 9 }),
  }),
  makeService(2, "db", [], { SummaryStatistics: makeStatistics({ ok: 24, error: 1 }) }),
  makeService(3, "idle", [], { SummaryStatistics: makeStatistics({}) }),
];
const GRAPH = toMapGraph(SERVICES);
const nodeOf = (name: string) => GRAPH.nodes.find((node) => node.name === name) as MapNode;

describe("the sizes of nodes", () => {
  const layout = (style: MapStyle, y = 200): MapLayout => ({
    style,
    width: 0,
    height: 0,
    nodes: new Map(GRAPH.nodes.map(({ key }, index): [string, Point] => [key, { x: 0, y: index * y }])),
    via: new Map(),
    labelEnds: new Map(),
  });
  const sizes = (...args: Parameters<typeof nodeRadii>) => {
    const radii = nodeRadii(...args);
    return ["client", "api", "db", "idle"].map((name) => radii.get(nodeOf(name).key));
  };

  test.each([
    ["full", "traffic", [15, 38, 29, 20]],
    ["full", "failures", [15, 38, 26, 20]],
    ["full", "none", [15, 31, 31, 31]],
    ["crowded", "traffic", [9, 15, 10, 4]],
    ["crowded", "none", [9, 11, 11, 11]],
  ] as const)("of a %s map by %s are %j", (style, sizeBy, radii) => {
    expect(sizes(GRAPH, layout(style), sizeBy)).toEqual(radii);
  });

  test("of a crowded map keep neighbours apart, of one with room they have room", () => {
    expect(sizes(GRAPH, layout("crowded", 16), "traffic")).toEqual([6.5, 6.5, 6.5, 4]);
    expect(sizes(GRAPH, layout("full", 16), "traffic")).toEqual([15, 38, 29, 20]);
  });

  test("are the smallest where nothing failed", () => {
    const well = toMapGraph([makeService(1, "api", [])]);
    expect([...nodeRadii(well, layout("full"), "failures").values()]).toEqual([20]);
  });
});

describe("figures", () => {
  const plain = (text: string | undefined) => text?.replaceAll("\u00a0", " ");
  const edge = GRAPH.edges.find(({ to }) => to === nodeOf("db").key) as MapEdge;

  test("of callers and of what nobody asked have no time", () => {
    expect(nodeFigures(nodeOf("client"), 60, "all")).toMatchObject({ value: "", unit: "" });
    expect(nodeFigures(nodeOf("idle"), 60, "all")).toEqual({ value: "", unit: "", words: "service" });
    expect(spokenFigures(nodeOf("idle"), 60)).toBe("no requests");
  });

  test("of an edge without failures have no label where only those are shown", () => {
    expect(edgeLabel(edge, 60, "failures")).toBeUndefined();
    expect(plain(edgeLabel(edge, 60, "latency")?.time)).toBe("50 ms");
  });

  test("are as wide as the longer of their two lines", () => {
    const { width, time, rate } = edgeLabel({ ...edge, averageSec: 0.05 }, 60, "all") ?? {};
    expect([plain(time), rate, width]).toEqual(["50 ms", "10/min", 6 * 5.9]);
  });

  test("tell the worst kind of failure, not the most frequent", () => {
    const counts = { ok: 0, error: 90, throttle: 9, fault: 1 };
    expect(worstFailure({ counts, total: 100 })).toEqual({ outcome: "fault", count: 1, share: 0.01 });
    expect(worstFailure({ counts: { ...counts, fault: 0 }, total: 100 })?.outcome).toBe("throttle");
    expect(worstFailure({ counts, total: 0 })).toBeUndefined();
  });
});

describe("the window on the map", () => {
  const view = { scale: 1, x: 0, y: 0 };

  test.each([
    [100, 4],
    [0.001, 0.15],
  ])("zoomed by %s stops at %s, and the point under the pointer stays", (factor, scale) => {
    const zoomed = zoomViewport(view, factor, 50, 80);
    expect(zoomed.scale).toBe(scale);
    expect((50 - zoomed.x) / scale).toBeCloseTo(50);
    expect((80 - zoomed.y) / scale).toBeCloseTo(80);
  });

  test("fits by the height where that is less, and is no error without a map", () => {
    expect(fitViewport({ width: 100, height: 910 }, { width: 1000, height: 800 }).scale).toBeCloseTo(0.8);
    expect(fitViewport({ width: 0, height: 0 }, { width: 148, height: 172 })).toEqual({
      scale: 1,
      x: 74,
      y: 74,
    });
  });

  test.each([
    [
      { x: 60, y: 60 },
      { x: 0, y: 0 },
    ],
    [
      { x: 59, y: 60 },
      { x: 1, y: 0 },
    ],
    [
      { x: 200, y: 141 },
      { x: -60, y: -1 },
    ],
  ])("moves for the point %j by %j", (point, by) => {
    expect(showPoint(view, point, { width: 200, height: 200 })).toEqual({ scale: 1, ...by });
  });
});

test("arrow keys go to the nearest in height, and not to a node that has no place", () => {
  const nodes = new Map([
    ["api", { x: 0, y: 50 }],
    ["above", { x: 5, y: 0 }],
    ["near", { x: 100, y: 60 }],
    ["far", { x: 100, y: 90 }],
  ]);
  const layout: MapLayout = {
    style: "full",
    width: 0,
    height: 0,
    nodes,
    via: new Map(),
    labelEnds: new Map(),
  };
  const edges = ["far", "near", "gone"].map((to) => ({ from: "api", to }));
  expect(stepFrom(layout, edges, "api", "right")).toBe("near");
  expect(stepFrom(layout, edges, "far", "left")).toBe("api");
  // A few pixels beside is one column, and "near" is another.
  expect(stepFrom(layout, edges, "api", "up")).toBe("above");
  expect(stepFrom(layout, edges, "api", "down")).toBeUndefined();
});

describe("the histogram of a node", () => {
  test.each([
    ["no time at all", [{ Value: 0, Count: 2 }], 1e-4, 0.001],
    ["a round value at its end", [{ Value: 0.1, Count: 1 }], 0.1, 1],
    [
      "three decades",
      [
        { Value: 0.003, Count: 1 },
        { Value: 4, Count: 1 },
      ],
      0.002,
      5,
    ],
    [
      "what was never counted",
      [
        { Value: 0.3, Count: 1 },
        { Value: 90, Count: 0 },
      ],
      0.2,
      2,
    ],
  ])("of %s has a round axis", (_case, entries, fromSec, toSec) => {
    const histogram = responseHistogram(entries, 20);
    expect(histogram?.fromSec).toBeCloseTo(fromSec, 9);
    expect(histogram?.toSec).toBeCloseTo(toSec, 9);
    expect(histogram?.bins.at(-1)?.toSec).toBeCloseTo(toSec, 9);
  });

  test("counts its end to what comes next, and has its ticks at the decades", () => {
    const entries = [
      { Value: 0.1, Count: 3 },
      { Value: 0.2, Count: 5 },
    ];
    expect([countBetween(entries, 0.1, 0.2), countBetween(entries, 0.2, Infinity)]).toEqual([3, 5]);
    expect(decadeTicks(0.001, 10)).toEqual([0.001, 0.01, 0.1, 1, 10]);
    expect(decadeTicks(0.2, 0.9)).toEqual([]);
  });
});
