import type { Point } from "./edge-path.ts";
import type { MapLayout } from "./layout.ts";

export type Direction = "left" | "right" | "up" | "down";

interface Step {
  from: string;
  to: string;
}

/** Nodes whose x differs by less than this are in one column. */
const COLUMN_PX = 8;

/**
 * The node that an arrow key leads to: right to a callee, left to a caller (the one nearest in height where there are
 * several), up and down within the column.
 */
export function stepFrom(
  layout: MapLayout,
  edges: readonly Step[],
  key: string,
  direction: Direction,
): string | undefined {
  const at = layout.nodes.get(key);
  if (!at) return undefined;
  if (direction === "right" || direction === "left") {
    const joined = edges
      .filter((edge) => (direction === "right" ? edge.from : edge.to) === key)
      .map((edge) => (direction === "right" ? edge.to : edge.from));
    return nearest(layout, joined, (point) => Math.abs(point.y - at.y));
  }
  const sign = direction === "down" ? 1 : -1;
  const inColumn = [...layout.nodes].flatMap(([other, point]) =>
    Math.abs(point.x - at.x) < COLUMN_PX && (point.y - at.y) * sign > 0 ? [other] : [],
  );
  return nearest(layout, inColumn, (point) => Math.abs(point.y - at.y));
}

function nearest(
  layout: MapLayout,
  keys: readonly string[],
  distance: (point: Point) => number,
): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const key of keys) {
    const point = layout.nodes.get(key);
    const far = point ? distance(point) : Infinity;
    if (far < least) [best, least] = [key, far];
  }
  return best;
}
