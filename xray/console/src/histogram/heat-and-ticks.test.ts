import { describe, expect, test } from "vitest";
import { histogramBins } from "./bins.ts";
import { dragBox, gripAt, nudgeBox, toBox, toBrush } from "./brush.ts";
import { cellAt, heatColumnSec, heatCounts, heatLengths, heatOfRows, heatPaths } from "./heat.ts";
import type { Heat } from "./heat.ts";
import { markPaths, nearestPoint } from "./marks.ts";
import type { PlotPoint } from "./marks.ts";
import { plotFrame, plotScales, responseTicks, timeTicks } from "./plot-scales.ts";
import type { PlotFrame } from "./plot-scales.ts";
import { responseAxis } from "./response-axis.ts";

/** A plot of 100 × 100 pixels over 100 seconds and three decades: 1 ms at the bottom, 1 s at the top. */
const FRAME: PlotFrame = {
  width: 200,
  height: 120,
  left: 0,
  right: 100,
  top: 0,
  bottom: 100,
  binsLeft: 110,
  binsWidth: 80,
};
const AXIS = { minSec: 0.001, maxSec: 1, slowestSec: 30, beyond: 1 };
const SCALES = plotScales(FRAME, { startSec: 1000, endSec: 1100 }, AXIS);
const CELLS: Heat["cells"] = [
  [0, 35, 1, 0, 0, 0],
  [0, 80, 0, 0, 0, 2],
  [3, 35, 4, 1, 0, 0],
];
const HEAT: Heat = { startSec: 1000, columnSec: 10, rowsPerDecade: 10, cells: CELLS };

describe("cells", () => {
  test.each([
    [0.01, 0.001],
    [160, 1],
    [160.1, 1.001],
    [86_400, 540],
  ])("of a range of %s s are %s s wide", (lengthSec, columnSec) => {
    expect(heatColumnSec({ startSec: 5, endSec: 5 + lengthSec })).toBe(columnSec);
  });

  test("hold the traces that begin in their column and end in their row, and none from before the range", () => {
    const row = (startSec: number, responseSec: number, outcome: "ok" | "throttle" = "ok") => ({
      id: "",
      startSec,
      responseSec,
      outcome,
    });
    const rows = [row(1000, 0.01), row(1000.9, 0.012, "throttle"), row(1001, 0.01), row(999.9, 0.01)];
    expect(heatOfRows([...rows, row(1000, 0)], { startSec: 1000, endSec: 1160 })).toEqual({
      startSec: 1000,
      columnSec: 1,
      rowsPerDecade: 10,
      cells: [
        [0, 40, 1, 0, 1, 0],
        [1, 40, 1, 0, 0, 0],
        [0, 0, 1, 0, 0, 0],
      ],
    });
  });

  test("tell lengths by the upper end of their row, the shortest first", () => {
    const lengths = heatLengths({ ...HEAT, cells: CELLS.toReversed() });
    expect(lengths.map(({ count }) => count)).toEqual([6, 2]);
    expect(lengths[0]?.sec).toBeCloseTo(10 ** -2.4, 9);
  });

  test("make one bar of a row for each outcome, whatever column they are in", () => {
    const bars = heatCounts(HEAT).map(({ outcome, count, responseSec }) => [
      outcome,
      count,
      Math.round(responseSec * 1e5) / 1e5,
    ]);
    expect(bars).toEqual([
      ["ok", 5, 0.00355],
      ["fault", 2, 112.20185],
      ["error", 1, 0.00355],
    ]);
  });

  test("beyond the axis are drawn in its last row", () => {
    const [path] = heatPaths({ ...HEAT, cells: [[0, 80, 0, 0, 0, 2]] }, SCALES);
    // A row is 100 / 30 pixels high; the last one lies above the top, where it is cut.
    expect(path).toEqual({ outcome: "ok", step: 5, path: "M0 0h9.5v1h-9.5z" });
  });

  test("are cut at both ends of the time that is drawn, and left out beyond them", () => {
    const heat: Heat = { ...HEAT, startSec: 995 };
    const drawn = (column: number) =>
      heatPaths({ ...heat, cells: [[column, 35, 1, 0, 0, 0]] }, SCALES).map(({ path }) => path);
    expect(drawn(0)[0]).toMatch(/^M0 \S+h4.5v/);
    expect(drawn(10)[0]).toMatch(/^M95 \S+h4.5v/);
    expect(drawn(11)).toEqual([]);
  });

  test("of which two in a hundred failed have the failure's colour, and of fewer not", () => {
    const outcomes = (ok: number, error: number) =>
      heatPaths({ ...HEAT, cells: [[0, 35, ok, error, 0, 0]] }, SCALES).map(({ outcome }) => outcome);
    expect(outcomes(98, 2)).toEqual(["ok", "error"]);
    expect(outcomes(99, 1)).toEqual(["ok"]);
  });

  test("are coloured by the worst where two failures are as many", () => {
    const paths = heatPaths({ ...HEAT, cells: [[0, 35, 0, 3, 3, 3]] }, SCALES);
    expect(paths.map(({ outcome }) => outcome)).toEqual(["ok", "fault"]);
  });

  test.each([
    ["in the middle", 0.0035, 35, { minResponseSec: 0.003162, maxResponseSec: 0.003981 }],
    ["in the last row, with all that is slower", 1, 60, { maxResponseSec: 30 }],
    ["in the first row, with all that is faster", 0.001, 30, { minResponseSec: 0 }],
  ])("under the pointer stand for a stretch: %s", (_case, responseSec, row, stretch) => {
    const heat: Heat = { ...HEAT, cells: [[3, row, 1, 0, 0, 0]] };
    expect(cellAt(heat, SCALES, 1039.9, responseSec)).toMatchObject({
      startSec: 1030,
      endSec: 1040,
      ...stretch,
    });
    expect(cellAt(heat, SCALES, 1040, responseSec)).toBeUndefined();
  });
});

describe("bars", () => {
  test("count so many traces as an item stands for, and one beyond the axis in the last bar", () => {
    const bins = histogramBins(
      [
        { responseSec: 0.001, outcome: "ok", count: 40 },
        { responseSec: 9, outcome: "fault", count: 10 },
      ],
      SCALES,
    );
    expect(bins.map(({ parts }) => parts)).toEqual([
      [{ outcome: "ok", x: 0, width: 80 }],
      [{ outcome: "fault", x: 0, width: 20 }],
    ]);
    expect(bins[0]?.y).toBeCloseTo(100 - 100 / 28);
    expect(bins[1]?.y).toBeCloseTo(0);
  });

  test("have their failures at the left, the worst first", () => {
    const outcomes = ["error", "ok", "throttle", "fault"] as const;
    const [bin] = histogramBins(
      outcomes.map((outcome) => ({ responseSec: 0.02, outcome })),
      SCALES,
    );
    expect(bin?.parts.map(({ outcome, x }) => [outcome, x])).toEqual([
      ["fault", 0],
      ["throttle", 20],
      ["error", 40],
      ["ok", 60],
    ]);
  });
});

describe("ticks", () => {
  test.each([30, 120, 365, 2000])("of %s days are no more than there is room for", (days) => {
    const startSec = Date.UTC(2026, 0, 1) / 1000;
    const scales = plotScales(plotFrame(1176, false), { startSec, endSec: startSec + days * 86_400 }, AXIS);
    const ticks = timeTicks(scales);
    expect(ticks.length).toBeGreaterThan(2);
    const gaps = ticks.slice(1).map(({ x }, index) => x - (ticks[index]?.x ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(55);
  });

  test("at the right edge end there, so that their words stay in the plot", () => {
    const frame = plotFrame(600, true);
    const ticks = timeTicks(plotScales(frame, { startSec: 0, endSec: 600 }, AXIS));
    expect(ticks.map(({ label, anchor }) => [label, anchor])).toEqual([
      ["00:00", "middle"],
      ["00:02", "middle"],
      ["00:04", "middle"],
      ["00:06", "middle"],
      ["00:08", "middle"],
      ["00:10", "end"],
    ]);
  });

  test("of responses begin at the lowest power of ten inside the axis", () => {
    const labels = (minSec: number, maxSec: number) =>
      responseTicks(plotScales(FRAME, SCALES, { ...AXIS, minSec, maxSec })).map(({ label }) => label);
    expect(labels(0.001, 0.999)).toEqual(["1 ms", "10 ms", "100 ms"]);
    expect(labels(0.002, 150)).toEqual(["10 ms", "100 ms", "1 s", "10 s", "100 s"]);
  });
});

test("the axis of responses begins at a lower power only when more than two in a hundred lie below", () => {
  const minSec = (fast: number) =>
    responseAxis([
      { sec: 0.0004, count: fast },
      { sec: 0.05, count: 100 - fast },
    ]).minSec;
  expect([minSec(2), minSec(3)]).toEqual([0.001, 0.0001]);
});

describe("marks", () => {
  const point = (id: string, outcome: PlotPoint["outcome"], dim = false): PlotPoint => ({
    id,
    outcome,
    x: 10,
    y: 20,
    dim,
  });

  test("of failures keep their shape outside the brush", () => {
    const { throttle, error, dim } = markPaths([point("a", "throttle", true), point("b", "error", true)]);
    expect([throttle, error, dim]).toEqual(["M8.3 16.6v6.8M11.7 16.6v6.8", "M10 16.3l3.7 6.5h-7.5z", ""]);
  });

  test("at one place are found with the failure first, which is drawn above", () => {
    expect(nearestPoint([point("ok", "ok"), point("bad", "fault")], 11, 20, 8)?.id).toBe("bad");
    expect(nearestPoint([point("bad", "fault"), point("ok", "ok")], 11, 20, 8)?.id).toBe("bad");
    expect(nearestPoint([point("ok", "ok")], 18, 20, 8)).toBeUndefined();
  });
});

describe("the brush", () => {
  const box = { left: 20, right: 60, top: 30, bottom: 70 };

  test.each([
    [14, 50, "left"],
    [13.9, 50, "new"],
    [66, 50, "right"],
    [40, 24, "top"],
    [40, 76, "bottom"],
    [40, 76.1, "new"],
    [40, 50, "move"],
    // A corner belongs to the edge of time.
    [20, 30, "left"],
  ])("pressed at %s, %s is taken by: %s", (x, y, grip) => expect(gripAt(box, x, y)).toBe(grip));

  test("drawn from right to left and upwards has its edges in order, cut at the plot", () => {
    expect(dragBox(SCALES, undefined, "new", { x: 50, y: 60 }, { x: -20, y: 10 })).toEqual({
      left: 0,
      right: 50,
      top: 10,
      bottom: 60,
    });
  });

  test("moved into a corner keeps its size", () => {
    expect(dragBox(SCALES, box, "move", { x: 30, y: 40 }, { x: -500, y: 500 })).toEqual({
      left: 0,
      right: 40,
      top: 60,
      bottom: 100,
    });
  });

  test("moved by keys stays in the plot", () => {
    expect(nudgeBox(SCALES, { ...box, right: 97 }, "ArrowRight", false)).toEqual({ ...box, right: 100 });
    expect(nudgeBox(SCALES, { ...box, bottom: 98 }, "ArrowDown", true)).toEqual({ ...box, bottom: 100 });
  });

  test("of a longer range is drawn as far as the plot goes", () => {
    const brush = { startSec: 0, endSec: 9999, minResponseSec: 0, maxResponseSec: 99 };
    expect(toBox(SCALES, brush)).toEqual({ left: 0, right: 100, top: 0, bottom: 100 });
  });

  test("is told in milliseconds and microseconds", () => {
    expect(toBrush(SCALES, { left: 33.33333, right: 66.66666, top: 50, bottom: 75 })).toEqual({
      startSec: 1033.333,
      endSec: 1066.667,
      minResponseSec: 0.005623,
      maxResponseSec: 0.031623,
    });
  });
});
