export interface Point {
  x: number;
  y: number;
}

export interface EdgeEnds {
  /** Centre and radius of the ring it leaves. */
  from: Point & { radius: number };
  to: Point & { radius: number };
}

export interface EdgeShape {
  /** SVG path that ends where the arrowhead begins. */
  path: string;
  /** Tip of the arrow. It points to the right, except on an edge that leads back. */
  tip: Point;
  /** Centre of the figures; undefined when they were given no room. */
  label: Point | undefined;
}

/** Between the ring and the ends of the line. */
const FROM_GAP = 6;
const TO_GAP = 7;
const ARROW = 8;
/** On either side of the label, on its straight stretch. */
const LABEL_GAP = 6;

/** The part of the edge that is straight for the label and shared with no other edge. */
export type LabelEnd = "from" | "middle" | "to";

/**
 * The line of an edge from ring to ring, straight at its label and curved elsewhere. It passes through the points of
 * the layout that lead it around nodes.
 *
 *     o──14/min──╮            label at "from"
 *                ╰────▶ o
 *
 *     o──╮                    label at "to"
 *        ╰──14/min──▶ o
 */
export function edgePath(
  ends: EdgeEnds,
  via: readonly Point[],
  label: { width: number; end: LabelEnd } | undefined,
): EdgeShape {
  if (ends.to.x <= ends.from.x) return pathBack(ends, label !== undefined);
  const start = { x: ends.from.x + ends.from.radius + FROM_GAP, y: ends.from.y };
  const tip = { x: ends.to.x - ends.to.radius - TO_GAP, y: ends.to.y };
  const end = { x: Math.max(start.x, tip.x - ARROW + 2), y: tip.y };
  const stretch = label && stretchFor(label, start, end);
  const points = [
    start,
    ...(stretch ? [stretch.from, stretch.to] : []),
    ...between(via, start, end, stretch),
    end,
  ];
  return {
    path: `M${at(start)}${curves(points.toSorted((a, b) => a.x - b.x))}`,
    tip,
    label: stretch && { x: round((stretch.from.x + stretch.to.x) / 2), y: round(stretch.from.y) },
  };
}

interface Stretch {
  from: Point;
  to: Point;
}

function stretchFor(label: { width: number; end: LabelEnd }, start: Point, end: Point): Stretch {
  const length = Math.min(label.width + 2 * LABEL_GAP + 10, end.x - start.x);
  const level = (x: number, y: number): Stretch => ({ from: { x, y }, to: { x: x + length, y } });
  // On a straight edge the label is in the middle in any case.
  if (label.end === "middle" || start.y === end.y) {
    return level((start.x + end.x - length) / 2, (start.y + end.y) / 2);
  }
  return label.end === "from" ? level(start.x, start.y) : level(end.x - length, end.y);
}

/** The points of the layout that leave room for a curve on either side. */
function between(via: readonly Point[], start: Point, end: Point, stretch: Stretch | undefined): Point[] {
  const fixed = [start.x, end.x, ...(stretch ? [stretch.from.x, stretch.to.x] : [])];
  const isInStretch = (x: number) => stretch !== undefined && x > stretch.from.x && x < stretch.to.x;
  return via.filter(
    (point) =>
      point.x > start.x &&
      point.x < end.x &&
      !isInStretch(point.x) &&
      fixed.every((x) => Math.abs(x - point.x) > 12),
  );
}

/** Curves that leave and reach each point horizontally. */
function curves(points: readonly Point[]): string {
  return points
    .slice(1)
    .map((to, index) => {
      const from = points[index] ?? to;
      if (to.x - from.x < 0.05) return "";
      if (Math.abs(from.y - to.y) < 0.5) return `H${round(to.x)}`;
      const middle = round((from.x + to.x) / 2);
      return `C${middle} ${round(from.y)} ${middle} ${round(to.y)} ${at(to)}`;
    })
    .join("");
}

/** An edge to a node on the left, or to itself: below both rings. */
function pathBack({ from, to }: EdgeEnds, hasLabel: boolean): EdgeShape {
  const depth = Math.max(from.y + from.radius, to.y + to.radius) + 56;
  const start = { x: from.x, y: from.y + from.radius + FROM_GAP };
  const tip = { x: to.x - to.radius - TO_GAP, y: to.y };
  const out = { x: tip.x - 40, y: depth };
  const path = `M${at(start)}C${round(from.x)} ${depth} ${round(from.x)} ${depth} ${round((from.x + out.x) / 2)} ${depth}S${at(
    { x: tip.x - 40, y: tip.y },
  )} ${at({ x: tip.x - ARROW + 2, y: tip.y })}`;
  return { path, tip, label: hasLabel ? { x: round((from.x + out.x) / 2), y: depth } : undefined };
}

function at(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
