import { expect, test } from "vitest";
import { arrivalBars, arrivalTicks, arrivalWindows } from "./arrival-bars.ts";

const counts = (received: number, rejected = 0) => ({ received, rejected, dropped: 0, faults: 0 });
const ARRIVALS = {
  perSecond: Array.from({ length: 60 }, (_, index) => counts(index)),
  perTenSeconds: Array.from({ length: 90 }, (_, index) => counts(100 + index)),
};

test.each([
  [60, 1, 60, "the last minute"],
  [30, 1, 30, "the last minute"],
  [300, 10, 30, "the last 5 minutes"],
  [900, 10, 90, "the last 15 minutes"],
  [86_400, 10, 90, "the last 15 minutes"],
])("a range of %s s has windows of %s s, %s of them: %s", (durationSec, windowSec, length, words) => {
  const drawn = arrivalWindows(ARRIVALS, { kind: "last", durationSec });
  expect(drawn).toMatchObject({ windowSec, words });
  expect(drawn.windows).toHaveLength(length);
  expect(drawn.windows.at(-1)?.received).toBe(windowSec === 1 ? 59 : 189);
});

test("a fixed range shows what is remembered", () => {
  expect(arrivalWindows(ARRIVALS, { kind: "between", startSec: 0, endSec: 10 }).windows).toHaveLength(90);
});

test("bars stand on one scale with a round top, and a single rejection can be seen", () => {
  const { top, bars } = arrivalBars([counts(0), counts(300), counts(150, 1)], 300, 60);
  expect(top).toBe(400);
  expect(bars).toEqual([
    { x: 0, width: 98, height: 0, failedHeight: 0 },
    { x: 100, width: 98, height: 45, failedHeight: 0 },
    { x: 200, width: 98, height: 22.5, failedHeight: 2 },
  ]);
});

test("what was dropped hangs below the line with what was rejected", () => {
  expect(arrivalBars([{ ...counts(10, 1), dropped: 1 }], 10, 60).bars[0]?.failedHeight).toBe(12);
});

test("rejections hang at most a fifth of the height", () => {
  expect(arrivalBars([counts(10, 10)], 10, 60).bars[0]?.failedHeight).toBe(12);
});

test("ticks stand at whole minutes, at most eight", () => {
  const nowSec = Date.UTC(2026, 10, 24, 14, 40, 5) / 1000;
  const ticks = arrivalTicks(arrivalWindows(ARRIVALS, { kind: "last", durationSec: 900 }), nowSec, 900);
  expect(ticks.map(({ label }) => label.slice(-2))).toEqual(["26", "28", "30", "32", "34", "36", "38", "40"]);
  expect(ticks.at(-1)?.x).toBe(890);
  expect(
    arrivalTicks(arrivalWindows(ARRIVALS, { kind: "last", durationSec: 60 }), nowSec, 600),
  ).toMatchObject([{ x: 540 }]);
});
