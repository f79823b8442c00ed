import { describe, expect, test } from "vitest";
import { plotScales } from "../../histogram/plot-scales.ts";
import { makeColumns } from "../../testing/make-figures.ts";
import { layerClass } from "./layer-class.ts";
import { heatPaths, layerPaths, percentilePath, requestPaths } from "./plot-paths.ts";
import { columnEdges, linearAxis, serviceAxis, serviceFrame } from "./plot-scale.ts";
import type { ResponseLayer } from "./response-layers.ts";
import { boxOf } from "./use-plot-brush.ts";

/** 100 pixels a decade of lengths, a pixel a second. */
const SCALES = plotScales(
  { width: 400, height: 420, left: 0, right: 300, top: 0, bottom: 400, binsLeft: 0, binsWidth: 0 },
  { startSec: 0, endSec: 300 },
  { minSec: 0.001, maxSec: 10, slowestSec: 0, beyond: 0 },
);

describe("frames", () => {
  test.each([
    ["requests", 900, false, { left: 52, right: 732, top: 12, bottom: 70, height: 76 }],
    ["responses", 900, false, { left: 52, right: 732, top: 12, bottom: 190, height: 196 }],
    // Room for the times.
    ["parts", 900, false, { left: 52, right: 732, top: 12, bottom: 112, height: 132 }],
    ["parts", 390, true, { left: 48, right: 378, top: 12, bottom: 112, height: 132 }],
    // Before the page knows its width.
    ["requests", 0, false, { left: 52, right: 120 }],
    ["requests", 0, true, { left: 48, right: 120 }],
  ] as const)("of %s in %i pixels, narrow: %s", (plot, width, isNarrow, frame) => {
    expect(serviceFrame(plot, width, isNarrow)).toMatchObject(frame);
  });
});

describe("a linear axis", () => {
  test.each([
    [0, 2, 1, [0, 0.5, 1]],
    [31, 2, 40, [0, 20, 40]],
    [0.3, 2, 0.4, [0, 0.2, 0.4]],
    [100, 4, 100, [0, 25, 50, 75, 100]],
  ])("of %f at most with %i steps ends at %f", (most, steps, end, ticks) => {
    const axis = linearAxis(most, SCALES.frame, steps);
    expect(axis.end).toBe(end);
    expect(axis.ticks).toEqual(ticks);
  });

  test("has 0 at the bottom, its end at the top, and nothing above", () => {
    const { toY } = linearAxis(100, { ...SCALES.frame, top: 20, bottom: 120 }, 1);
    expect([0, 25, 100, 1000].map(toY)).toEqual([120, 95, 20, 20]);
  });
});

describe("the axis of responses", () => {
  test("is at least a factor of 20 high, so that one length is not the whole plot", () => {
    const { minSec, maxSec } = serviceAxis({ rowsPerDecade: 10, cells: [[0, 40, 9, 0, 0, 0]] });
    expect(minSec).toBeCloseTo(10 ** -2.1, 10);
    expect(maxSec / minSec).toBeCloseTo(20, 10);
  });

  test("is of the shortest and the longest, in whatever order cells come", () => {
    const cells = [
      [0, 50, 9, 0, 0, 0],
      [0, 30, 9, 0, 0, 0],
      [1, 40, 9, 0, 0, 0],
    ] as const;
    const { minSec, maxSec } = serviceAxis({ rowsPerDecade: 10, cells });
    expect(minSec).toBeCloseTo(10 ** -3.1, 10);
    expect(maxSec).toBeCloseTo(10 ** -0.8, 10);
  });

  test("is a millisecond to a second where nothing came", () => {
    expect(serviceAxis({ rowsPerDecade: 10, cells: [] })).toEqual({
      minSec: 0.001,
      maxSec: 1,
      slowestSec: 0,
      beyond: 0,
    });
  });
});

test("columns begin where the range does, and the last one ends with the plot, not with its own time", () => {
  const columns = { startSec: 0, columnSec: 120, count: [1, 1, 1] };
  expect(columnEdges(columns, SCALES)).toEqual([0, 120, 240, 300]);
  expect(columnEdges({ ...columns, startSec: 60, count: [1] }, SCALES)).toEqual([60, 180]);
});

describe("the heatmap", () => {
  const edges = [0, 120, 240, 300];
  const cell = (column: number, row: number, ok: number, fault = 0) =>
    [column, row, ok, 0, 0, fault] as const;
  const pathsOf = (...cells: ReturnType<typeof cell>[]) =>
    heatPaths({ rowsPerDecade: 1, cells }, edges, SCALES);

  test("draws a cell from its length to the next, with a gap to its neighbours", () => {
    expect(pathsOf(cell(1, 4, 1)).all[0]).toBe("M120 200H239V299H120z");
  });

  test("has shades by the logarithm of the count up to the fullest", () => {
    const { all } = pathsOf(cell(0, 4, 1), cell(1, 4, 10), cell(2, 4, 100), cell(0, 5, 100));
    expect(all.map((path) => (path.match(/z/g) ?? []).length)).toEqual([1, 0, 1, 0, 2]);
  });

  test.each([
    [1, 5, 0],
    [21, 79, 1],
    [50, 50, 2],
    [80, 20, 3],
    [81, 19, 4],
    [100, 0, 4],
  ])("tinges %i faults beside %i others with shade %i", (faults, others, shade) => {
    const { fault } = pathsOf(cell(0, 4, others, faults));
    expect(fault.findIndex((path) => path !== "")).toBe(shade);
    expect(fault.filter((path) => path !== "")).toHaveLength(1);
  });

  test("draws no column outside of the plot, nor one that is narrower than half a pixel", () => {
    const outside = heatPaths({ rowsPerDecade: 1, cells: [cell(3, 4, 1), cell(9, 4, 1)] }, edges, SCALES);
    const thin = heatPaths({ rowsPerDecade: 1, cells: [cell(0, 4, 1)] }, [299.8, 300], SCALES);
    expect([...outside.all, ...thin.all].join("")).toBe("");
  });
});

describe("lines and bars", () => {
  test("a percentile goes through the middle of its columns, and begins again after a gap", () => {
    const path = percentilePath([0.01, 0.1, 9, 1], [1, 1, 0, 1], [0, 10, 20, 30, 40], SCALES);
    expect(path).toBe("M5 300L15 200M35 100");
    expect(percentilePath([0.01], [0], [0, 10], SCALES)).toBe("");
  });

  test("requests stand on faults, throttles and errors, in this order, and on nothing where all went well", () => {
    const axis = linearAxis(100, { ...SCALES.frame, bottom: 100 }, 1);
    const columns = makeColumns({
      count: [100, 0, 10],
      fault: [10, 0, 0],
      throttle: [20, 0, 0],
      error: [30, 0, 0],
    });
    expect(requestPaths(columns, [0, 11, 22, 33], axis)).toEqual({
      fault: "M0 100V90H10V100z",
      throttle: "M0 90V70H10V90z",
      error: "M0 70V40H10V70z",
      ok: "M0 40V0H10V40zM22 100V90H32V100z",
    });
  });

  test("requests that all failed have no bar of what went well", () => {
    const axis = linearAxis(10, { ...SCALES.frame, bottom: 100 }, 1);
    const paths = requestPaths(makeColumns({ count: [10], fault: [10] }), [0, 11], axis);
    expect(paths.ok).toBe("");
    expect(paths.fault).toBe("M0 100V0H10V100z");
  });

  test("a bar is a pixel wide where columns are narrower", () => {
    const axis = linearAxis(10, { ...SCALES.frame, bottom: 100 }, 1);
    expect(requestPaths(makeColumns({ count: [10] }), [0, 0.5], axis).ok).toBe("M0 100V0H1V100z");
  });

  test("layers fill their columns without gaps, and leave out what took nothing", () => {
    const axis = linearAxis(1, { ...SCALES.frame, bottom: 100 }, 1);
    const layer = { name: "", kind: "call", place: "database", rank: 0, meanSec: 0 } as const;
    const layers: readonly ResponseLayer[] = [
      { ...layer, key: "a", secByColumn: [0, 0.2, 0.4] },
      { ...layer, key: "b", secByColumn: [0, 0, 0] },
      { ...layer, key: "c", secByColumn: [0.5, 0.3, 0.6] },
    ];
    expect(layerPaths(layers, [0, 10, 20, 30], axis)).toEqual([
      "M10 100V80H20V100zM20 100V60H30V100z",
      "",
      "M0 100V50H10V100zM10 80V50H20V80zM20 60V0H30V60z",
    ]);
  });
});

test.each([
  ["call", "database", 0, "service-layer service-layer-database service-rank-0"],
  ["call", "remote", 2, "service-layer service-layer-remote service-rank-2"],
  // No style is paler.
  ["call", "database", 4, "service-layer service-layer-database service-rank-3"],
  ["wait", "database", 0, "service-layer service-layer-wait"],
  ["others", "remote", 5, "service-layer service-layer-others"],
  ["itself", "service", 0, "service-layer service-layer-itself"],
] as const)("a layer of %s in %s with rank %i looks so", (kind, place, rank, words) => {
  expect(layerClass({ kind, place, rank })).toBe(words);
});

test("a brush is drawn over the lengths of responses, and on the other plots over their whole height", () => {
  const brush = { startSec: 60, endSec: 120, minResponseSec: 0.01, maxResponseSec: 1 };
  const { left, right, top, bottom } = boxOf(SCALES, brush, false);
  expect([left, right, Math.round(top), Math.round(bottom)]).toEqual([60, 120, 100, 300]);
  expect(boxOf(SCALES, brush, true)).toEqual({ left: 60, right: 120, top: 0, bottom: 400 });
});
