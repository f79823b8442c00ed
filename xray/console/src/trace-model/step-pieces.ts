import type { Step } from "./step.ts";

/**
 * What a step did in a stretch of its time: its own work, a child's work, waiting in a queue, a call on the wire (seen
 * by the caller only), or nothing that was recorded.
 */
type PieceKind = OwnKind | "delegated";
export type OwnKind = "work" | "wait" | "wire" | "gap";

export interface Piece {
  kind: PieceKind;
  startMs: number;
  endMs: number;
}

/** A stretch is a gap from this share of the response and this length on; a shorter one is the step's own work. */
const GAP_SHARE = 0.02;
const GAP_MS = 1;

export function gapThresholdMs(responseMs: number): number {
  return Math.max(GAP_MS, responseMs * GAP_SHARE);
}

/**
 * What a step does while none of its children runs; undefined where the length of the stretch decides between own work
 * and a gap. Computed once a step, because a step may have thousands of children and stretches.
 */
export function restKind(step: Step): OwnKind | undefined {
  if (step.wait) return "wait";
  // Children may still arrive.
  if (step.inProgress) return "work";
  const first = step.children[0];
  // Children that all began after its end were handed on (by a queue or an event): the step itself was work.
  if (!first || first.startMs >= step.endMs) return "work";
  return isAnsweredCall(step) ? "wire" : undefined;
}

/** A stretch of a step in which none of its children ran. */
export function ownKind(rest: OwnKind | undefined, lengthMs: number, thresholdMs: number): OwnKind {
  return rest ?? (lengthMs >= thresholdMs ? "gap" : "work");
}

/** A call whose callee sent a segment: time that the callee does not cover was spent on the wire. */
function isAnsweredCall(step: Step): boolean {
  return (
    step.kind === "subsegment" &&
    step.children.some((child) => child.kind === "segment" && child.startMs < step.endMs)
  );
}

/**
 * The bar of a step, divided by what it did. Children that run at the same time count once.
 *
 *     step      0─────────────────100       children 10–40, 30–60; threshold 20
 *     pieces    work 0–10, delegated 10–60, gap 60–100
 */
export function barPieces(step: Step, thresholdMs: number): Piece[] {
  const pieces: Piece[] = [];
  const rest = restKind(step);
  let at = step.startMs;
  const own = (untilMs: number) => {
    if (untilMs > at)
      pieces.push({ kind: ownKind(rest, untilMs - at, thresholdMs), startMs: at, endMs: untilMs });
  };
  for (const child of step.children) {
    const startMs = Math.max(child.earliestMs, at);
    const endMs = Math.min(child.endMs, step.endMs);
    if (endMs <= startMs) continue;
    own(startMs);
    addDelegated(pieces, startMs, endMs);
    at = endMs;
  }
  own(step.endMs);
  return pieces;
}

function addDelegated(pieces: Piece[], startMs: number, endMs: number): void {
  const last = pieces.at(-1);
  if (last?.kind === "delegated" && last.endMs === startMs) last.endMs = endMs;
  else pieces.push({ kind: "delegated", startMs, endMs });
}
