import { gapThresholdMs, ownKind, restKind } from "../step-pieces.ts";
import type { OwnKind } from "../step-pieces.ts";
import type { Step, TraceTree } from "../step.ts";

/** A stretch of the response, and the deepest step that the answer waited for in it. */
export interface CriticalStretch {
  step: Step;
  startMs: number;
  endMs: number;
  kind: OwnKind;
}

/** Whole milliseconds can make a child seem to end this much after its parent. */
const ROUNDING_MS = 1.5;

/** A step on the way down: how far the path has come back from its end, and the child to look at next. */
interface Frame {
  step: Step;
  atMs: number;
  fromMs: number;
  waitedFor: readonly Step[];
  /** Children that nothing waited for; their time counts as recorded, not as a gap. */
  asynchronous: readonly Step[];
  rest: OwnKind | undefined;
  next: number;
}

/**
 * What the answer waited for, from the end of the main root backwards. In each step, take the child that ended last
 * before the point reached (of children still running there, the one that began first), follow that child's own path,
 * and go on from its start. A child that ends after its parent is asynchronous: nothing waited for it. Only the segment
 * of a callee is cut at the end of the call instead. The stretches are in order of time, do not overlap, and together
 * are exactly the response.
 *
 *     root 0─────────10     a 1–4, b 2–8      ->   root 0–1, a 1–2, b 2–8, root 8–10
 */
export function criticalPath(tree: TraceTree): readonly CriticalStretch[] {
  const { main } = tree;
  if (!main) return [];
  const thresholdMs = gapThresholdMs(tree.responseMs);
  const stretches: CriticalStretch[] = [];
  const open: Frame[] = [frameOf(main, main.startMs, main.endMs)];
  for (let frame = open.at(-1); frame; frame = open.at(-1)) {
    const child = nextChild(frame);
    const startMs = child ? Math.max(child.earliestMs, frame.fromMs) : frame.fromMs;
    const endMs = child ? Math.min(child.endMs, frame.atMs) : frame.fromMs;
    addOwn(stretches, frame, endMs, thresholdMs);
    frame.atMs = startMs;
    if (child) open.push(frameOf(child, startMs, endMs));
    else open.pop();
  }
  return stretches.toReversed();
}

function frameOf(step: Step, fromMs: number, atMs: number): Frame {
  const isWaitedFor = (child: Step) => child.kind === "segment" || child.endMs <= step.endMs + ROUNDING_MS;
  const endOf = (child: Step) => Math.min(child.endMs, step.endMs);
  return {
    step,
    atMs,
    fromMs,
    // Latest end first; for equal ends, earliest start first.
    waitedFor: step.children
      .filter(isWaitedFor)
      .toSorted((a, b) => endOf(b) - endOf(a) || a.startMs - b.startMs),
    asynchronous: step.children.filter((child) => !isWaitedFor(child)),
    rest: restKind(step),
    next: 0,
  };
}

/**
 * Children are sorted by their end, so those that still run at the point reached come before those that ended earlier.
 * Picks the one that began first among the running ones, or else the first that ended earlier.
 */
function nextChild(frame: Frame): Step | undefined {
  let running: Step | undefined;
  for (; frame.next < frame.waitedFor.length; frame.next += 1) {
    const child = frame.waitedFor[frame.next];
    if (!child) break;
    if (child.endMs < frame.atMs) return running ?? takeNext(frame, child);
    if (child.earliestMs < frame.atMs && child.endMs > frame.fromMs) running = earlier(running, child);
  }
  return running;
}

function takeNext(frame: Frame, child: Step): Step | undefined {
  if (child.endMs <= frame.fromMs) return undefined;
  frame.next += 1;
  return child;
}

function earlier(a: Step | undefined, b: Step): Step {
  return a && a.earliestMs <= b.earliestMs ? a : b;
}

function addOwn(stretches: CriticalStretch[], frame: Frame, startMs: number, thresholdMs: number): void {
  const lengthMs = frame.atMs - startMs;
  if (lengthMs <= 0) return;
  const kind = ownKind(frame.rest, lengthMs, thresholdMs);
  const isRecorded = frame.asynchronous.some((child) => child.startMs < frame.atMs && child.endMs > startMs);
  stretches.push({
    step: frame.step,
    startMs,
    endMs: frame.atMs,
    kind: kind === "gap" && isRecorded ? "work" : kind,
  });
}
