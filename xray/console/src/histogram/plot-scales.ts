import { timeDay, timeHour, timeMinute, timeMonday, timeSecond } from "d3-time";
import type { CountableTimeInterval, TimeInterval } from "d3-time";
import type { ResponseAxis } from "./response-axis.ts";

/** Pixels of the plot's parts. The plot itself lies between `left` and `right`, `top` and `bottom`. */
export interface PlotFrame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Where the histogram's bars begin, and how long the longest is; 0 when there is no room. */
  binsLeft: number;
  binsWidth: number;
}

/** Room for the words p50, p95, p99 after the bars. */
const PERCENTILE_WORDS = 40;
const BINS_WIDTH = 80;

export function plotFrame(width: number, narrow: boolean): PlotFrame {
  if (narrow) {
    return { width, height: 132, left: 44, right: width, top: 6, bottom: 112, binsLeft: 0, binsWidth: 0 };
  }
  const right = Math.max(120, width - PERCENTILE_WORDS - BINS_WIDTH - 12);
  return {
    width,
    height: 186,
    left: 46,
    right,
    top: 8,
    bottom: 166,
    binsLeft: right + 12,
    binsWidth: BINS_WIDTH,
  };
}

/**
 * Both axes: time in epoch seconds along x, the logarithm of response seconds along y. Each is one formula: d3-scale
 * would do the same with 14 kB more (gzip) in the page that opens first.
 */
export interface PlotScales extends ResponseAxis {
  frame: PlotFrame;
  startSec: number;
  endSec: number;
}

/** The scales of a frame, a stretch of time and an axis of responses. */
export function plotScales(
  frame: PlotFrame,
  bounds: { startSec: number; endSec: number },
  axis: ResponseAxis,
): PlotScales {
  return { frame, ...bounds, ...axis };
}

export function toX(scales: PlotScales, timeSec: number): number {
  const { frame, startSec, endSec } = scales;
  return frame.left + ((timeSec - startSec) / (endSec - startSec)) * (frame.right - frame.left);
}

/** Responses outside the axis are drawn at its edge. */
export function toY(scales: PlotScales, responseSec: number): number {
  const { frame, minSec, maxSec } = scales;
  const clamped = Math.min(maxSec, Math.max(minSec, responseSec));
  return frame.bottom - (Math.log(clamped / minSec) / Math.log(maxSec / minSec)) * (frame.bottom - frame.top);
}

export function toTime(scales: PlotScales, x: number): number {
  const { frame, startSec, endSec } = scales;
  return startSec + ((x - frame.left) / (frame.right - frame.left)) * (endSec - startSec);
}

export function toResponse(scales: PlotScales, y: number): number {
  const { frame, minSec, maxSec } = scales;
  return minSec * (maxSec / minSec) ** ((frame.bottom - y) / (frame.bottom - frame.top));
}

/** Powers of ten inside the axis: `1 ms`, `10 ms`, `100 ms`, `1 s`. */
export function responseTicks(scales: PlotScales): readonly { y: number; label: string }[] {
  const ticks: { y: number; label: string }[] = [];
  for (let power = Math.ceil(Math.log10(scales.minSec) - 1e-9); 10 ** power <= scales.maxSec; power += 1) {
    ticks.push({ y: toY(scales, 10 ** power), label: power < 0 ? labelOfPower(power) : `${10 ** power} s` });
  }
  return ticks;
}

function labelOfPower(power: number): string {
  return `${Number((10 ** (power + 3)).toFixed(2))} ms`;
}

/** Round steps in local time, which are right on a day of 23 or 25 hours too. */
const TIME_STEPS: readonly TimeStep[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => toStep(timeSecond, count, 1)),
  ...[1, 2, 5, 10, 15, 30].map((count) => toStep(timeMinute, count, 60)),
  ...[1, 2, 3, 6, 12].map((count) => toStep(timeHour, count, 3600)),
  { sec: 86_400, interval: timeDay },
  // `every(2)` would start again with each month.
  { sec: 172_800, interval: timeDay.filter((day) => timeDay.count(new Date(0), day) % 2 === 0) },
];
const WEEK_SEC = 604_800;

interface TimeStep {
  sec: number;
  interval: TimeInterval;
}

function toStep(interval: CountableTimeInterval, count: number, unitSec: number): TimeStep {
  return { sec: count * unitSec, interval: interval.every(count) ?? interval };
}

/** Pixels for each tick. */
const TICK_ROOM = { seconds: 72, minutes: 60, days: 60 };

/** Local times at round steps, as many as fit: `14:26`, `14:26:30`, or `23 Nov` for steps of a day or more. */
export function timeTicks(
  scales: PlotScales,
): readonly { x: number; label: string; anchor: "middle" | "end" }[] {
  const { frame, startSec, endSec } = scales;
  const room = frame.binsWidth === 0 ? TICK_ROOM.minutes * 1.5 : TICK_ROOM.minutes;
  const most = Math.max(1, Math.floor((frame.right - frame.left) / room));
  const lengthSec = endSec - startSec;
  const step =
    TIME_STEPS.find(({ sec }) => lengthSec / sec <= most) ??
    toStep(timeMonday, Math.ceil(lengthSec / WEEK_SEC / most), WEEK_SEC);
  // The end itself is a tick too.
  const moments = step.interval.range(new Date(startSec * 1000), new Date(endSec * 1000 + 1));
  return moments.map((moment) => {
    const x = toX(scales, moment.getTime() / 1000);
    return { x, label: tickLabel(moment, step.sec), anchor: x > frame.right - 18 ? "end" : "middle" };
  });
}

function tickLabel(date: Date, stepSec: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  if (stepSec >= 86_400) return date.toLocaleDateString("en-GB", { day: "numeric", month: "short" });
  const minute = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return stepSec < 60 ? `${minute}:${two(date.getSeconds())}` : minute;
}
