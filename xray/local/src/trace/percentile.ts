/**
 * Percentiles by nearest rank: the smallest value that at least this share of all values do not exceed. Always a
 * measured value, never one between two.
 */
import type { HistogramEntry } from "../protocol/api-types.ts";

/** The index among `count` sorted values; -1 for none. `share`: 0 to 1. Of 4 values 0.5 is the second: 1. */
export function percentileIndex(count: number, share: number): number {
  return Math.min(count, Math.max(1, Math.ceil(share * count))) - 1;
}

/** `[1, 2, 3, 4]`, 0.5 → 2; NaN for no values. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[percentileIndex(sorted.length, share)] ?? Number.NaN;
}

/** For the entries of a histogram in any order, seconds; undefined where nothing is counted. */
export function percentileOfEntries(entries: readonly HistogramEntry[], share: number): number | undefined {
  const sorted = entries.filter((entry) => entry.Count > 0).toSorted((a, b) => a.Value - b.Value);
  const total = sorted.reduce((sum, entry) => sum + entry.Count, 0);
  let left = percentileIndex(total, share);
  return sorted.find((entry) => (left -= entry.Count) < 0)?.Value;
}
