import type { HistogramEntry } from "xray-local/protocol/api-types.ts";

interface HistogramBin {
  /** Seconds; the first bin also holds what is faster, the last what is slower. */
  fromSec: number;
  toSec: number;
  count: number;
}

/** Bins of equal width on a logarithmic axis. */
export interface ResponseHistogram {
  bins: readonly HistogramBin[];
  /** Start of the axis, seconds. */
  fromSec: number;
  toSec: number;
  total: number;
  /** Requests in the fullest bin. */
  most: number;
}

/** On an axis shorter than a decade, noise would look large. */
const LEAST_DECADES = 1;
const FASTEST_SEC = 1e-4;

/**
 * The histogram of response times on a logarithmic axis from a round start to a round end; undefined when there are
 * none.
 */
export function responseHistogram(
  entries: readonly HistogramEntry[],
  binCount: number,
): ResponseHistogram | undefined {
  const counted = entries.filter((entry) => entry.Count > 0);
  if (counted.length === 0) return undefined;
  const values = counted.map((entry) => Math.max(FASTEST_SEC, entry.Value));
  const [fromSec, toSec] = axisAround(Math.min(...values), Math.max(...values));
  const widthLog = Math.log(toSec / fromSec) / binCount;
  const bins = Array.from({ length: binCount }, (_, index) => ({
    fromSec: fromSec * Math.exp(widthLog * index),
    toSec: fromSec * Math.exp(widthLog * (index + 1)),
    count: 0,
  }));
  let total = 0;
  for (const entry of counted) {
    const at = Math.floor(Math.log(Math.max(FASTEST_SEC, entry.Value) / fromSec) / widthLog);
    const bin = bins[Math.min(binCount - 1, Math.max(0, at))];
    if (bin) bin.count += entry.Count;
    total += entry.Count;
  }
  return { bins, fromSec, toSec, total, most: Math.max(...bins.map((bin) => bin.count)) };
}

/** Widens the axis to the next 1, 2 or 5 on either side, and to a decade at least. */
function axisAround(least: number, most: number): [fromSec: number, toSec: number] {
  const fromSec = roundDown(least);
  let toSec = roundUp(most * 1.0001);
  while (Math.log10(toSec / fromSec) < LEAST_DECADES) toSec = roundUp(toSec * 1.01);
  return [fromSec, toSec];
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return ([5, 2, 1].find((lead) => lead * power <= value * (1 + 1e-9)) ?? 1) * power;
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
  return ([1, 2, 5, 10].find((lead) => lead * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** Ticks at the decades of the axis, in seconds. */
export function decadeTicks(fromSec: number, toSec: number): number[] {
  const ticks: number[] = [];
  for (let power = Math.ceil(Math.log10(fromSec) - 1e-9); 10 ** power <= toSec * (1 + 1e-9); power += 1) {
    ticks.push(Number((10 ** power).toPrecision(3)));
  }
  return ticks;
}

/** How many requests have a response time between the two, in seconds, the end excluded. */
export function countBetween(entries: readonly HistogramEntry[], fromSec: number, toSec: number): number {
  return entries.reduce(
    (sum, entry) => (entry.Value >= fromSec && entry.Value < toSec ? sum + entry.Count : sum),
    0,
  );
}
