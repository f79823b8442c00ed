import type { Point } from "./edge-path.ts";

const LEAST_RADIUS = 15;
const MOST_RADIUS = 38;
const COMPACT_LEAST_RADIUS = 4;
const COMPACT_MOST_RADIUS = 15;

/** What the size of a node shows: its requests, its failed requests, or nothing. */
export type SizeBy = "traffic" | "failures" | "none";

/**
 * The radius in pixels, by the square root of the measure, so that the area shows it: 15–38, on a crowded map 4–15.
 * `most` is the largest measure on the map.
 */
export function nodeRadius(measure: number, most: number, isCompact: boolean): number {
  const [least, largest] = isCompact
    ? [COMPACT_LEAST_RADIUS, COMPACT_MOST_RADIUS]
    : [LEAST_RADIUS + 5, MOST_RADIUS];
  const share = most > 0 ? Math.sqrt(measure / most) : 0;
  return Math.round(least + (largest - least) * share);
}

/** Keeps the rings of one column apart: none is larger than half the way to its neighbour. */
export function clearRadii(
  radii: ReadonlyMap<string, number>,
  centres: ReadonlyMap<string, Point>,
): ReadonlyMap<string, number> {
  const columns = Map.groupBy(centres, ([, point]) => Math.round(point.x));
  const clear = new Map(radii);
  for (const column of columns.values()) {
    const byHeight = column.toSorted(([, a], [, b]) => a.y - b.y);
    for (const [index, [key, point]] of byHeight.entries()) {
      const above = point.y - (byHeight[index - 1]?.[1].y ?? -Infinity);
      const below = (byHeight[index + 1]?.[1].y ?? Infinity) - point.y;
      const most = Math.max(COMPACT_LEAST_RADIUS, Math.min(above, below) / 2 - 1.5);
      clear.set(key, Math.min(radii.get(key) ?? COMPACT_LEAST_RADIUS, most));
    }
  }
  return clear;
}

export function clientRadius(isCompact: boolean): number {
  return isCompact ? 9 : LEAST_RADIUS;
}

/** Width of an edge in pixels: 1.3 for the rarest to 4 for the busiest, by the logarithm of its calls. */
export function edgeWidth(total: number, most: number): number {
  if (total <= 0 || most <= 1) return 1.3;
  return Math.round((1.3 + 2.7 * (Math.log(total) / Math.log(most))) * 10) / 10;
}
