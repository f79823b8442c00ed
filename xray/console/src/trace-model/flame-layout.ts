import type { Flame, FlameFrame } from "./flame.ts";

/** A frame in its place. `x` and `width` are shares of the whole, 0 to 1. */
export interface PlacedFrame {
  frame: FlameFrame;
  level: number;
  x: number;
  width: number;
  /** The share of the frame's width in which it worked itself. */
  ownShare: number;
}

/**
 * The frames of a flame, caller above callee, in order of start, the own time of each at its right end. A zoomed frame and
 * those above it fill the whole width. What is narrower than `leastWidth` is left out.
 */
export function layoutFlame(
  flame: Flame,
  zoomed: FlameFrame | undefined,
  leastWidth: number,
): readonly PlacedFrame[] {
  const placed: PlacedFrame[] = [];
  const through = new Set(zoomed && callersOf(zoomed));
  const open: Omit<PlacedFrame, "ownShare">[] = [];
  const openLevel = (
    frames: readonly FlameFrame[],
    level: number,
    box: { x: number; width: number; ofMs: number },
  ) => {
    const above = frames.find((frame) => through.has(frame));
    if (above) return void open.push({ frame: above, level, x: 0, width: 1 });
    let { x } = box;
    for (const frame of frames) {
      const width = box.ofMs > 0 ? (frame.widthMs / box.ofMs) * box.width : 0;
      if (width >= leastWidth) open.push({ frame, level, x, width });
      x += width;
    }
  };
  openLevel(flame.frames, 0, { x: 0, width: 1, ofMs: flame.widthMs });
  for (let next = open.pop(); next; next = open.pop()) {
    const { frame, level, x, width } = next;
    placed.push({ ...next, ownShare: frame.widthMs > 0 ? frame.ownMs / frame.widthMs : 1 });
    openLevel(frame.children, level + 1, { x, width, ofMs: frame.widthMs });
  }
  return placed.toSorted((a, b) => a.level - b.level || a.x - b.x);
}

/** The frame that is reached by an arrow key: its caller, its widest callee, or a neighbour on its level. */
export function neighbourFrame(
  placed: readonly PlacedFrame[],
  from: FlameFrame | undefined,
  towards: "up" | "down" | "left" | "right",
): FlameFrame | undefined {
  const at = placed.findIndex(({ frame }) => frame === from);
  const here = placed[at];
  if (here === undefined) return placed[0]?.frame;
  if (towards === "up") return here.frame.parent;
  if (towards === "down") {
    const below = placed.filter(({ frame }) => frame.parent === here.frame);
    return below.toSorted((a, b) => b.width - a.width)[0]?.frame;
  }
  const beside = placed[at + (towards === "left" ? -1 : 1)];
  return beside?.level === here.level ? beside.frame : undefined;
}

/** A frame and those above it, itself first: who waited for it. */
export function callersOf(frame: FlameFrame): readonly FlameFrame[] {
  const above: FlameFrame[] = [];
  for (let at: FlameFrame | undefined = frame; at; at = at.parent) above.push(at);
  return above;
}
