import type { HistogramEntry } from "../protocol/api-types.ts";

/**
 * Counts of lengths, to the millisecond while there are at most 200 different ones, else to two significant digits
 * (12 ms, 120 ms, 1.2 s): at most 90 more entries for each power of ten, however many lengths are added. AWS does not
 * publish its buckets. The result does not depend on the order of adding.
 */
export interface Histogram {
  add(seconds: number): void;
  /** Ascending. */
  entries(): readonly HistogramEntry[];
}

const MAX_EXACT_VALUES = 200;

export function createHistogram(): Histogram {
  let counts = new Map<number, number>();
  let exact = true;
  return {
    add(seconds) {
      const ms = Math.round(seconds * 1000);
      increase(counts, exact ? ms : toTwoDigits(ms), 1);
      if (!exact || counts.size <= MAX_EXACT_VALUES) return;
      exact = false;
      const coarse = new Map<number, number>();
      for (const [value, count] of counts) increase(coarse, toTwoDigits(value), count);
      counts = coarse;
    },
    entries: () =>
      Array.from(counts, ([ms, Count]) => ({ Value: ms / 1000, Count })).sort(
        (first, second) => first.Value - second.Value,
      ),
  };
}

function increase(counts: Map<number, number>, value: number, by: number): void {
  counts.set(value, (counts.get(value) ?? 0) + by);
}

/** 1234 gives 1200. */
function toTwoDigits(ms: number): number {
  let unit = 1;
  while (ms >= unit * 100) unit *= 10;
  return Math.round(ms / unit) * unit;
}
