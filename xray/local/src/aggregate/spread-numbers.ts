import type { NumberSpread } from "../console-wire/figure-words.ts";

/** Chosen: as many bars as can be told apart in the width of a panel. */
const MAX_BINS = 44;
/** A few large numbers must not press the rest into one bin. */
const SHOWN_SHARE = 0.99;

interface Counted {
  number: number;
  counts: readonly [number, number];
}

/** How the numbers of two sets lie, by how many traces of each have them; whole numbers have bins of whole numbers. */
export function spreadNumbers(
  values: ReadonlyMap<string, { counts: readonly [number, number] }>,
): NumberSpread {
  const sorted = [...values]
    .map(([value, { counts }]): Counted => ({ number: Number(value), counts }))
    .filter(({ number }) => Number.isFinite(number))
    .sort((a, b) => a.number - b.number);
  const from = sorted[0]?.number ?? 0;
  const to = numberAt(sorted, SHOWN_SHARE, ([a, b]) => a + b);
  const areWhole = sorted.every(({ number }) => Number.isInteger(number));
  const width = areWhole ? Math.max(1, Math.ceil((to - from + 1) / MAX_BINS)) : (to - from) / MAX_BINS || 1;
  const bins = Math.min(MAX_BINS, Math.floor((to - from) / width) + 1);
  const counts: [number[], number[]] = [emptyBins(bins), emptyBins(bins)];
  for (const { number, counts: each } of sorted) {
    const bin = Math.min(bins - 1, Math.floor((number - from) / width));
    for (const set of [0, 1] as const) counts[set][bin] = (counts[set][bin] ?? 0) + each[set];
  }
  const medians = [numberAt(sorted, 0.5, ([a]) => a), numberAt(sorted, 0.5, ([, b]) => b)] as const;
  return { medians, from, width, counts };
}

function emptyBins(bins: number): number[] {
  return Array.from({ length: bins }, () => 0);
}

/** By nearest rank. */
function numberAt(
  sorted: readonly Counted[],
  share: number,
  countOf: (counts: Counted["counts"]) => number,
): number {
  const total = sorted.reduce((sum, { counts }) => sum + countOf(counts), 0);
  let below = 0;
  for (const { number, counts } of sorted) {
    below += countOf(counts);
    if (total > 0 && below >= share * total) return number;
  }
  return 0;
}
