import { FAILURES } from "../lib/outcome.ts";
import type { Outcome } from "../lib/outcome.ts";
import { toY } from "./plot-scales.ts";
import type { PlotScales } from "./plot-scales.ts";

/** A bar of the histogram beside the plot: pixels, on the plot's own y axis. */
export interface Bin {
  y: number;
  height: number;
  /** Parts of the bar from the left; failures first. */
  parts: readonly { outcome: Outcome; x: number; width: number }[];
}

const BINS = 28;
const GAP = 1;
/** Wide enough to see a single trace. */
const LEAST_WIDTH = 1.5;

/** Counts by the logarithm of the response, the fullest bin as long as there is room. `count`: 1 where it is not told. */
export function histogramBins(
  rows: readonly { responseSec: number; outcome: Outcome; count?: number }[],
  scales: PlotScales,
): readonly Bin[] {
  const { frame } = scales;
  const height = (frame.bottom - frame.top) / BINS;
  const counts = Array.from({ length: BINS }, () => new Map<Outcome, number>());
  for (const { responseSec, outcome, count = 1 } of rows) {
    const index = Math.min(
      BINS - 1,
      Math.max(0, Math.floor((frame.bottom - toY(scales, responseSec)) / height)),
    );
    const bin = counts[index];
    bin?.set(outcome, (bin.get(outcome) ?? 0) + count);
  }
  const fullest = Math.max(1, ...counts.map(total));
  return counts.flatMap((bin, index) => {
    if (total(bin) === 0) return [];
    const y = frame.bottom - (index + 1) * height;
    return { y, height: height - GAP, parts: partsOf(bin, frame.binsWidth / fullest) };
  });
}

function partsOf(bin: ReadonlyMap<Outcome, number>, pxPerTrace: number): Bin["parts"] {
  let x = 0;
  return [...FAILURES, "ok" as const].flatMap((outcome) => {
    const count = bin.get(outcome) ?? 0;
    if (count === 0) return [];
    const part = { outcome, x, width: Math.max(LEAST_WIDTH, count * pxPerTrace) };
    x += part.width;
    return part;
  });
}

function total(bin: ReadonlyMap<Outcome, number>): number {
  let sum = 0;
  for (const count of bin.values()) sum += count;
  return sum;
}
