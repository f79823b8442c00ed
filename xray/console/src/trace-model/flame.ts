import type { Outcome } from "../lib/outcome.ts";
import { durationOf, kindKey } from "./alike-steps.ts";
import { stepDetail } from "./step-words.ts";
import type { Place, Step, TraceTree } from "./step.ts";

/** Alike steps below alike steps, merged. Times are milliseconds, added up over all traces of the flame. */
export interface FlameFrame {
  /** Numbers the frames of a flame from 1. */
  id: number;
  parent: FlameFrame | undefined;
  name: string;
  detail: string;
  place: Place;
  /** The worst outcome that began in one of the steps. */
  outcome: Outcome;
  /** How many steps are merged. */
  count: number;
  /** The time of the caller that belongs to it. Steps that ran at once share their time. */
  widthMs: number;
  /** The part of the width in which no child ran. */
  ownMs: number;
  /** The durations of the steps, added up. */
  sumMs: number;
  /** The longest of its steps in the first trace; undefined when that trace has none. */
  stepId: string | undefined;
  children: readonly FlameFrame[];
}

export interface Flame {
  /** The roots, and work that began after its caller had ended. */
  frames: readonly FlameFrame[];
  widthMs: number;
  byId: ReadonlyMap<number, FlameFrame>;
  /** The frame of each step of the first trace, by the id of the step. */
  byStep: ReadonlyMap<string, FlameFrame>;
}

/** A frame while traces are added. */
interface Draft {
  key: string;
  name: string;
  detail: string;
  place: Place;
  outcome: Outcome;
  count: number;
  widthMs: number;
  ownMs: number;
  sumMs: number;
  longestMs: number;
  stepId: string | undefined;
  children: Map<string, Draft>;
}

/** A stretch of a step that is to be added to a frame; `scale` is the width of a millisecond. */
interface Visit {
  step: Step;
  into: Map<string, Draft>;
  fromMs: number;
  toMs: number;
  widthMs: number;
}

/**
 * Merges traces into one flame. Each step has the part of its caller's time in which it ran, shared out evenly among the
 * children that ran at once; so the widths of children never exceed the width of their caller.
 *
 *     a 0–10 [b 1–3, b 3–5, c 2–6]   ->   a width 10, own 5 [b width 3, c width 2]
 */
export function createFlame(): { add: (tree: TraceTree) => void; result: () => Flame } {
  const roots = new Map<string, Draft>();
  const draftOfStep = new Map<string, Draft>();
  let isFirst = true;

  function add(tree: TraceTree): void {
    const open: Visit[] = tree.roots.map((step) => wholeVisit(step, roots)).toReversed();
    for (let visit = open.pop(); visit; visit = open.pop()) {
      const draft = addTo(visit, isFirst);
      if (isFirst) draftOfStep.set(visit.step.id, draft);
      const below = visitsBelow(visit, draft, roots);
      draft.ownMs += Math.max(0, visit.widthMs - below.takenMs);
      open.push(...below.visits.toReversed());
    }
    isFirst = false;
  }

  function result(): Flame {
    const { frames, byDraft } = toFrames(roots);
    const byStep = new Map<string, FlameFrame>();
    for (const [id, draft] of draftOfStep) {
      const frame = byDraft.get(draft);
      if (frame) byStep.set(id, frame);
    }
    const byId = new Map(Array.from(byDraft.values(), (frame) => [frame.id, frame]));
    return { frames, widthMs: frames.reduce((sumMs, frame) => sumMs + frame.widthMs, 0), byId, byStep };
  }
  return { add, result };
}

function wholeVisit(step: Step, into: Map<string, Draft>): Visit {
  return { step, into, fromMs: step.startMs, toMs: step.endMs, widthMs: durationOf(step) };
}

function addTo({ step, into, widthMs }: Visit, isFirst: boolean): Draft {
  const key = kindKey(step);
  const durationMs = durationOf(step);
  const draft = into.get(key) ?? newDraft(key, step);
  into.set(key, draft);
  draft.count += 1;
  draft.widthMs += widthMs;
  draft.sumMs += durationMs;
  if (step.began && SEVERITY[step.outcome] > SEVERITY[draft.outcome]) draft.outcome = step.outcome;
  if (isFirst && durationMs > draft.longestMs) {
    draft.longestMs = durationMs;
    draft.stepId = step.id;
  }
  return draft;
}

const SEVERITY: Readonly<Record<Outcome, number>> = { ok: 0, error: 1, throttle: 2, fault: 3 };

function newDraft(key: string, step: Step): Draft {
  return {
    key,
    name: step.name,
    detail: stepDetail(step),
    place: step.place,
    outcome: "ok",
    count: 0,
    widthMs: 0,
    ownMs: 0,
    sumMs: 0,
    longestMs: -1,
    stepId: undefined,
    children: new Map(),
  };
}

/** The children of a step with their parts of its width. What ran outside of it stands beside the roots. */
function visitsBelow(
  { step, fromMs, toMs, widthMs }: Visit,
  draft: Draft,
  roots: Map<string, Draft>,
): { visits: readonly Visit[]; takenMs: number } {
  const scale = toMs > fromMs ? widthMs / (toMs - fromMs) : 0;
  const inside = step.children.filter((child) => child.startMs < toMs && child.endMs >= fromMs);
  const outside = step.children.filter((child) => child.startMs >= toMs && child.endMs > toMs);
  const sharedBefore = shareOut(inside, fromMs, toMs);
  let takenMs = 0;
  const visits = inside.map((child): Visit => {
    const [startMs, endMs] = [Math.max(fromMs, child.startMs), Math.min(toMs, child.endMs)];
    const childWidthMs = Math.max(0, sharedBefore(endMs) - sharedBefore(startMs)) * scale;
    takenMs += childWidthMs;
    return { step: child, into: draft.children, fromMs: startMs, toMs: endMs, widthMs: childWidthMs };
  });
  return { visits: [...visits, ...outside.map((child) => wholeVisit(child, roots))], takenMs };
}

/**
 * How much time one of the steps had until a moment if it ran all along: where several run at once, each has its part.
 *
 *     b 0–4, c 2–4   ->   at 2: 2, at 4: 3
 */
function shareOut(steps: readonly Step[], fromMs: number, toMs: number): (atMs: number) => number {
  const changes = new Map<number, number>([
    [fromMs, 0],
    [toMs, 0],
  ]);
  for (const { startMs, endMs } of steps) {
    const [start, end] = [Math.max(fromMs, startMs), Math.min(toMs, endMs)];
    changes.set(start, (changes.get(start) ?? 0) + 1);
    changes.set(end, (changes.get(end) ?? 0) - 1);
  }
  const known = new Map<number, number>();
  let [running, sharedMs, before] = [0, 0, fromMs];
  for (const [atMs, change] of [...changes].toSorted((a, b) => a[0] - b[0])) {
    if (running > 0) sharedMs += (atMs - before) / running;
    known.set(atMs, sharedMs);
    running += change;
    before = atMs;
  }
  return (atMs) => known.get(atMs) ?? 0;
}

/** Finishes the frames, each level after the one above: a trace may be nested deeper than the stack is. */
function toFrames(roots: Map<string, Draft>): {
  frames: readonly FlameFrame[];
  byDraft: ReadonlyMap<Draft, FlameFrame>;
} {
  const byDraft = new Map<Draft, FlameFrame>();
  const frames: FlameFrame[] = [];
  const open: { drafts: Iterable<Draft>; into: FlameFrame[]; parent: FlameFrame | undefined }[] = [
    { drafts: roots.values(), into: frames, parent: undefined },
  ];
  for (let level = open.pop(); level; level = open.pop()) {
    for (const draft of level.drafts) {
      const children: FlameFrame[] = [];
      const { name, detail, place, outcome, count, widthMs, ownMs, sumMs, stepId } = draft;
      const frame: FlameFrame = {
        id: byDraft.size + 1,
        parent: level.parent,
        name,
        detail,
        place,
        outcome,
        count,
        widthMs,
        ownMs,
        sumMs,
        stepId,
        children,
      };
      level.into.push(frame);
      byDraft.set(draft, frame);
      open.push({ drafts: draft.children.values(), into: children, parent: frame });
    }
  }
  return { frames, byDraft };
}
