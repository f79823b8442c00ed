import { describe, expect, test } from "vitest";
import { parseFilter } from "xray-local/filter/parse/parse-filter.ts";
import { histogramBins } from "./bins.ts";
import { brushCondition, dragBox, firstBox, gripAt, isInBrush, nudgeBox, toBox, toBrush } from "./brush.ts";
import { cellAt, heatColumnSec, heatCounts, heatLengths, heatOfRows, heatPaths } from "./heat.ts";
import { markPaths, nearestPoint } from "./marks.ts";
import type { PlotPoint } from "./marks.ts";
import {
  plotFrame,
  plotScales,
  responseTicks,
  timeTicks,
  toResponse,
  toTime,
  toX,
  toY,
} from "./plot-scales.ts";
import { responseAxis } from "./response-axis.ts";

const axisOf = (...lengths: readonly number[]) => responseAxis(lengths.map((sec) => ({ sec, count: 1 })));
const frame = plotFrame(1176, false);
const scales = plotScales(frame, { startSec: 1000, endSec: 1900 }, axisOf(0.005, 0.01, 0.5));
const point = (id: string, outcome: PlotPoint["outcome"], x: number, y: number): PlotPoint => ({
  id,
  outcome,
  x,
  y,
  dim: false,
});

describe("scales", () => {
  test("the plot ends where the histogram begins", () => {
    expect(frame).toMatchObject({ left: 46, right: 1044, binsLeft: 1056 });
    expect(plotFrame(366, true)).toMatchObject({ left: 44, right: 366, binsWidth: 0 });
  });

  test("pixels and values are each other's inverse", () => {
    expect(toTime(scales, toX(scales, 1234.5))).toBeCloseTo(1234.5);
    expect(toResponse(scales, toY(scales, 0.123))).toBeCloseTo(0.123);
    expect(toX(scales, 1000)).toBe(frame.left);
    expect(toX(scales, 1900)).toBe(frame.right);
  });

  test("a response outside the axis is drawn at its edge", () => {
    expect(toY(scales, 0)).toBe(frame.bottom);
    expect(toY(scales, 1e6)).toBe(frame.top);
  });

  test("the axis goes lower when many responses are faster than 1 ms", () => {
    const fast = plotScales(frame, { startSec: 0, endSec: 1 }, axisOf(0.0002, 0.0003));
    expect(fast.minSec).toBeCloseTo(0.0001);
    expect(responseTicks(fast).map(({ label }) => label)).toEqual([
      "0.1 ms",
      "1 ms",
      "10 ms",
      "100 ms",
      "1 s",
    ]);
  });

  test("the ticks of the responses are powers of ten", () => {
    expect(responseTicks(scales).map(({ label }) => label)).toEqual(["1 ms", "10 ms", "100 ms", "1 s"]);
  });

  test.each([
    [900, 15, "00:17"],
    [60, 12, "00:16:45"],
    [86_400, 12, "02:00"],
    [30 * 86_400, 15, "3 Jan"],
  ])("a range of %s s has round times", (durationSec, most, label) => {
    const ticks = timeTicks(plotScales(frame, { startSec: 1000, endSec: 1000 + durationSec }, axisOf()));
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(most + 1);
    expect(ticks.map((tick) => tick.label)).toContain(label);
  });
});

test("times stay round on a day whose clocks are put forward", () => {
  // 28 March 2026, 22:00 UTC, for 12 hours: clocks in Berlin go from 2:00 to 3:00.
  const startSec = Date.UTC(2026, 2, 28, 22) / 1000;
  const labels = withZone("Europe/Berlin", () =>
    timeTicks(plotScales(frame, { startSec, endSec: startSec + 43_200 }, axisOf())).map(({ label }) => label),
  );
  expect(labels).toEqual([
    "23:00",
    "00:00",
    "01:00",
    "03:00",
    "04:00",
    "05:00",
    "06:00",
    "07:00",
    "08:00",
    "09:00",
    "10:00",
    "11:00",
    "12:00",
  ]);
  const days = withZone("Europe/Berlin", () =>
    timeTicks(plotScales(frame, { startSec, endSec: startSec + 6 * 86_400 }, axisOf())).map(
      ({ label }) => label,
    ),
  );
  expect(days.filter((label) => !label.startsWith("00:00") && !label.startsWith("12:00"))).toEqual([]);
});

test("days stay two apart across the end of a month", () => {
  const startSec = Date.UTC(2026, 0, 20) / 1000;
  const ticks = timeTicks(plotScales(frame, { startSec, endSec: startSec + 28 * 86_400 }, axisOf()));
  const steps = ticks.slice(1).map(({ x }, index) => Math.round(x - (ticks[index]?.x ?? 0)));
  expect(new Set(steps).size).toBe(1);
});

/** Node reads the zone anew when it is set. */
function withZone<T>(zone: string, run: () => T): T {
  const before = process.env["TZ"];
  process.env["TZ"] = zone;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  }
}

describe("marks", () => {
  test("each outcome is one path with its own shape", () => {
    const paths = markPaths([
      point("a", "ok", 1, 2),
      point("b", "fault", 10, 10),
      { ...point("c", "ok", 5, 5), dim: true },
    ]);
    expect(paths).toEqual({
      ok: "M1 2h0",
      dim: "M5 5h0",
      error: "",
      throttle: "",
      fault: "M6.4 6.4l7.2 7.2m0 -7.2l-7.2 7.2",
    });
  });

  test("the nearest mark is found only nearby", () => {
    const points = [point("a", "ok", 10, 10), point("b", "ok", 20, 10)];
    expect(nearestPoint(points, 16, 10, 8)?.id).toBe("b");
    expect(nearestPoint(points, 100, 10, 8)).toBeUndefined();
  });
});

describe("the axis of responses", () => {
  test("is not stretched by one job of two hours, which is told", () => {
    const axis = responseAxis([
      { sec: 0.02, count: 500 },
      { sec: 7200, count: 1 },
    ]);
    expect(axis).toEqual({ minSec: 0.001, maxSec: 2.5, slowestSec: 7200, beyond: 1 });
  });

  test.each([
    ["of three", [0.02, 0.05, 7200], 2.5, 1],
    ["of which two are far away", [0.02, 3600, 7200], 9000, 0],
    ["that grow step by step", [0.02, 0.1, 0.9, 8], 10, 0],
    ["of one", [7200], 9000, 0],
    ["of none", [], 2.5, 0],
  ])("%s ends where most of them do", (_, lengths, maxSec, beyond) => {
    expect(axisOf(...lengths)).toMatchObject({ maxSec, beyond });
  });

  test("of a crowd leaves out what one in a hundred takes", () => {
    const axis = responseAxis([
      { sec: 0.02, count: 9900 },
      { sec: 700, count: 60 },
      { sec: 7200, count: 40 },
    ]);
    expect(axis).toMatchObject({ maxSec: 2.5, beyond: 100 });
  });
});

describe("a crowd", () => {
  const crowd = (count: number, outcome: PlotPoint["outcome"], responseSec = 0.02, startSec = 1450) =>
    Array.from({ length: count }, (_, index) => ({
      id: `${outcome} ${index}`,
      outcome,
      responseSec,
      startSec,
    }));
  const bounds = { startSec: 1000, endSec: 1900 };
  const looksOf = (rows: ReturnType<typeof crowd>) =>
    heatPaths(heatOfRows(rows, bounds), scales).map(({ outcome, step }) => `${outcome} ${step}`);

  test("is coloured by the share that failed, not by one that did", () => {
    expect(looksOf([...crowd(499, "ok"), ...crowd(1, "fault")])).toEqual(["ok 5"]);
    expect(looksOf([...crowd(9, "ok"), ...crowd(1, "fault")])).toEqual(["ok 5", "fault 1"]);
    expect(looksOf([...crowd(1, "ok"), ...crowd(9, "fault")])).toEqual(["ok 5", "fault 5"]);
    expect(looksOf([...crowd(5, "ok"), ...crowd(2, "error"), ...crowd(3, "throttle")])).toEqual([
      "ok 5",
      "throttle 2",
    ]);
  });

  test("has steps that grow by the logarithm of the count", () => {
    const looks = looksOf([...crowd(1000, "ok", 0.02), ...crowd(30, "ok", 0.2), ...crowd(1, "ok", 1)]);
    expect(looks.toSorted()).toEqual(["ok 1", "ok 3", "ok 5"]);
  });

  test("counts the same as it holds", () => {
    const heat = heatOfRows([...crowd(70, "ok"), ...crowd(30, "fault", 1.5)], bounds);
    expect(heatColumnSec(bounds)).toBe(5.625);
    expect(heatCounts(heat).map(({ outcome, count }) => [outcome, count])).toEqual([
      ["ok", 70],
      ["fault", 30],
    ]);
    const [short, long] = heatLengths(heat);
    expect(short?.count).toBe(70);
    expect(long?.sec).toBeCloseTo(1.585, 3);
  });

  test("is selected cell by cell", () => {
    const heat = heatOfRows(crowd(3, "ok"), bounds);
    const cell = cellAt(heat, scales, 1450, 0.02);
    expect(cell).toMatchObject({ startSec: 1450, endSec: 1455.625 });
    expect(
      isInBrush(cell ?? { startSec: 0, endSec: 0, minResponseSec: 0, maxResponseSec: 0 }, {
        startSec: 1450,
        responseSec: 0.02,
      }),
    ).toBe(true);
    expect(cellAt(heat, scales, 1100, 0.02)).toBeUndefined();
  });
});

test("the fullest bin is as long as there is room, failures stand left, one trace can be seen", () => {
  const rows = [
    ...Array.from({ length: 99 }, () => ({ responseSec: 0.01, outcome: "ok" as const })),
    { responseSec: 0.01, outcome: "fault" as const },
    { responseSec: 1, outcome: "error" as const },
  ];
  const bins = histogramBins(rows, scales);
  expect(bins).toHaveLength(2);
  expect(bins[0]?.parts.map(({ outcome }) => outcome)).toEqual(["fault", "ok"]);
  expect(bins[0]?.parts.at(-1)).toMatchObject({ x: 1.5, width: 79.2 });
  expect(bins[1]?.parts).toEqual([{ outcome: "error", x: 0, width: 1.5 }]);
});

describe("the brush", () => {
  const brush = { startSec: 1100, endSec: 1300, minResponseSec: 0.01, maxResponseSec: 0.1 };
  const box = toBox(scales, brush);

  test("survives being drawn", () => {
    const again = toBrush(scales, box);
    expect(again.startSec).toBeCloseTo(1100, 2);
    expect(again.maxResponseSec).toBeCloseTo(0.1, 4);
  });

  test("holds the traces inside, edges included", () => {
    expect(isInBrush(brush, { startSec: 1100, responseSec: 0.1 })).toBe(true);
    expect(isInBrush(brush, { startSec: 1301, responseSec: 0.05 })).toBe(false);
    expect(isInBrush(brush, { startSec: 1200, responseSec: 0.009 })).toBe(false);
  });

  test("that reaches the top holds what is slower than the axis", () => {
    const cut = plotScales(frame, { startSec: 1000, endSec: 1900 }, axisOf(0.01, 0.02, 7200));
    expect(toBrush(cut, { ...box, top: frame.top }).maxResponseSec).toBe(7200);
  });

  test("that reaches the bottom has no lower end", () => {
    expect(toBrush(scales, { ...box, bottom: frame.bottom }).minResponseSec).toBe(0);
  });

  test.each([
    ["left", -1, 20],
    ["right", 0, 20],
    ["move", 30, 20],
    ["new", -20, 20],
  ])("is taken by its %s", (grip, dx, dy) => {
    const x = grip === "right" ? box.right : box.left + dx;
    expect(gripAt(box, x, box.top + dy)).toBe(grip);
  });

  test("moves as a whole and stays inside the plot", () => {
    const moved = dragBox(scales, box, "move", { x: 0, y: 0 }, { x: 5000, y: 0 });
    expect(moved.right).toBe(frame.right);
    expect(moved.right - moved.left).toBeCloseTo(box.right - box.left);
  });

  test("dragged over its own other edge turns round", () => {
    const turned = dragBox(scales, box, "left", { x: box.left, y: 0 }, { x: box.right + 50, y: 0 });
    expect(turned.left).toBe(box.right);
    expect(turned.right).toBe(box.right + 50);
  });

  test("is moved by keys: an edge, with Shift the other", () => {
    const start = firstBox(scales);
    expect(nudgeBox(scales, start, "ArrowLeft", false)).toMatchObject({
      right: start.right - 8,
      left: start.left,
    });
    expect(nudgeBox(scales, start, "ArrowLeft", true)).toMatchObject({
      right: start.right,
      left: start.left - 8,
    });
    expect(nudgeBox(scales, start, "ArrowDown", false)).toMatchObject({
      top: start.top + 8,
      bottom: start.bottom,
    });
    expect(nudgeBox(scales, start, "ArrowUp", true)).toMatchObject({ bottom: start.bottom - 8 });
    expect(nudgeBox(scales, start, "x", false)).toBeUndefined();
  });

  test("writes itself as a condition", () => {
    expect(brushCondition(brush)).toBe("responsetime >= 0.01 AND responsetime <= 0.1");
    expect(brushCondition({ ...brush, minResponseSec: 0 })).toBe("responsetime <= 0.1");
    expect(() => parseFilter(brushCondition(brush))).not.toThrow();
  });
});
