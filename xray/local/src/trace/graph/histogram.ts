import type { HistogramEntry } from "../../protocol/api-types.ts";

/**
 * Counts durations: to the millisecond while there are at most 200 different ones, else to two significant digits (12
 * ms, 120 ms, 1.2 s), which is at most 90 more entries for each power of ten. AWS does not publish its buckets. The
 * result does not depend on the order of adding, nor on whether durations come one by one or summed up.
 */
export interface Histogram {
  add(seconds: number): void;
  addAll(lengths: Lengths): void;
  /** Everything that was added, ascending. */
  lengths(): Lengths;
  /** Ascending. */
  entries(): readonly HistogramEntry[];
}

/** What a histogram holds. */
export interface Lengths {
  /** Whether they are to the millisecond; else to two digits. */
  exact: boolean;
  ms: readonly number[];
  /** How many there are of each. */
  counts: readonly number[];
}

const MAX_EXACT_VALUES = 200;

export function createHistogram(): Histogram {
  let counts = new Map<number, number>();
  let exact = true;
  function coarsen(): void {
    if (!exact) return;
    exact = false;
    const coarse = new Map<number, number>();
    for (const [value, count] of counts) increase(coarse, toTwoDigits(value), count);
    counts = coarse;
  }
  function addCount(ms: number, count: number): void {
    increase(counts, exact ? ms : toTwoDigits(ms), count);
    if (counts.size > MAX_EXACT_VALUES) coarsen();
  }
  const sorted = (): [number, number][] => [...counts].sort(([first], [second]) => first - second);
  return {
    add: (seconds) => addCount(Math.round(seconds * 1000), 1),
    addAll(lengths) {
      if (!lengths.exact) coarsen();
      for (const [index, ms] of lengths.ms.entries()) addCount(ms, lengths.counts[index] ?? 0);
    },
    lengths() {
      const pairs = sorted();
      return { exact, ms: pairs.map(([ms]) => ms), counts: pairs.map(([, count]) => count) };
    },
    entries: () => sorted().map(([ms, Count]) => ({ Value: ms / 1000, Count })),
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
