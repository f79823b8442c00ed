import type { FlameFrame } from "./flame.ts";
import type { PlacedFrame } from "./flame-layout.ts";

/** The name of a frame that is too narrow for it, below the flame, with a line to it. Pixels. */
export interface FlameLeader {
  frame: FlameFrame;
  level: number;
  /** The middle of the frame. */
  x: number;
  /** The line of text, from 0. */
  row: number;
  /** On which side of the line the name stands. */
  side: "left" | "right";
}

/** Narrower ones would only crowd it. */
const LEAST_WIDTH = 3;
const MOST_LEADERS = 4;
/** Where the two halves come nearer to each other, no two names stand beside each other. */
const ROOM_FOR_TWO = 560;

/**
 * Names for the widest frames that are narrower than `namedFrom` and call nothing: below them nothing is drawn, so the
 * line crosses no frame. In each half the outermost name is the lowest, so the line crosses no name.
 *
 *     |      |                    |
 *     |      └ b              d ┘ |
 *     └ a                     e ──┘
 */
export function leadersOf(
  placed: readonly PlacedFrame[],
  width: number,
  namedFrom: number,
): readonly FlameLeader[] {
  const narrow = placed
    .filter((each) => each.width * width < namedFrom && each.width * width >= LEAST_WIDTH)
    .filter(({ frame }) => frame.children.length === 0)
    .toSorted((a, b) => b.width - a.width)
    .slice(0, MOST_LEADERS)
    .map(({ frame, level, x, width: share }) => ({ frame, level, x: (x + share / 2) * width }));
  const inOrder = (side: FlameLeader["side"], leaders: typeof narrow, firstRow: number) =>
    leaders
      .toSorted((a, b) => (side === "right" ? b.x - a.x : a.x - b.x))
      .map(({ frame, level, x }, index): FlameLeader => ({ frame, level, x, row: firstRow + index, side }));
  const right = narrow.filter(({ x }) => x <= width / 2);
  const left = narrow.filter(({ x }) => x > width / 2);
  return [...inOrder("right", right, 0), ...inOrder("left", left, width < ROOM_FOR_TWO ? right.length : 0)];
}
