import { assembleTrace } from "xray-local/trace/assemble-trace.ts";
import type { AssembledTrace } from "xray-local/trace/assemble-trace.ts";
import { inferredServiceOf, serviceOfSegment } from "xray-local/trace/infer-service.ts";
import { isSegment } from "xray-local/trace/trace-step.ts";
import type { TraceStep } from "xray-local/trace/trace-step.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { outcomeOf } from "../lib/outcome.ts";
import { clockShiftSec } from "./clock-skew.ts";
import { explainFailures } from "./failures/explain-failures.ts";
import { isWait, placeOfSubsegment, placeOfType } from "./place.ts";
import type { Step, TraceTree } from "./step.ts";

/** A step while the tree is built: the same fields, writable, and times in seconds. */
interface Draft extends Writable<Omit<Step, "parent" | "children" | "segment" | "reason">> {
  parent: Draft | undefined;
  children: Draft[];
  segment: Draft;
  reason: Draft | undefined;
  startSec: number;
  earliestSec: number;
  endSec: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * The documents of a trace (`assembleTrace`) as the forest that is drawn: segments of callees below the steps that
 * called them, siblings in order, wrong clocks corrected where that is proven, each step with its place and outcome.
 *
 *     segment a [call b], segment c (parent b)   ->   a
 *                                                     └ b
 *                                                       └ c
 */
export function assembleTraceTree(documents: readonly SegmentDocument[]): TraceTree {
  const trace = assembleTrace(documents);
  const drafts = new Map<TraceStep, Draft>();
  const byId = new Map<string, Draft>();
  for (const step of trace.steps) {
    const draft = makeDraft(step, step.parent && drafts.get(step.parent), trace);
    // A segment may have the same id as the call that it answers.
    if (byId.has(draft.id)) draft.id = `${draft.id}-${byId.size}`;
    drafts.set(step, draft);
    byId.set(draft.id, draft);
  }
  const placed = [...drafts.values()];
  for (const draft of placed) place(draft);
  closeBottomUp(placed);
  markBeginnings(placed);
  const [root] = trace.roots;
  return finishTree(placed, byId, root && drafts.get(root));
}

function makeDraft(step: TraceStep, parent: Draft | undefined, trace: AssembledTrace): Draft {
  const { entity } = step;
  const endSec = Math.max(entity.start_time, entity.end_time ?? entity.start_time);
  const draft: Omit<Draft, "segment"> & { segment: Draft | undefined } = {
    id: entity.id,
    name: entity.name,
    kind: step.kind,
    entity,
    assembled: step,
    parent,
    children: [],
    segment: step.kind === "segment" ? undefined : parent?.segment,
    depth: parent === undefined ? 0 : parent.depth + 1,
    startSec: entity.start_time,
    endSec,
    earliestSec: entity.start_time,
    startMs: 0,
    earliestMs: 0,
    endMs: 0,
    inProgress: entity.end_time === undefined,
    shiftMs: 0,
    missingParentId: trace.stepsById.has(entity.parent_id ?? "") ? undefined : entity.parent_id,
    inferred: step.inferred,
    service: isSegment(step) ? serviceOfSegment(step.entity) : inferredServiceOf(step),
    place: "service",
    outcome: outcomeOf(entity),
    reason: undefined,
    began: false,
    wait: isWait(entity),
  };
  const made = Object.assign(draft, { segment: draft.segment ?? (draft as Draft) });
  parent?.children.push(made);
  return made;
}

/** Sets the place and clock of a step whose parent has both. */
function place(draft: Draft): void {
  const { parent } = draft;
  if (draft.kind === "segment") {
    draft.place = placeOfType((draft.entity as SegmentDocument).origin);
    if (parent) shift(draft, clockShiftSec(parent, draft, parent.shiftMs / 1000));
    return;
  }
  if (parent) shift(draft, parent.shiftMs / 1000);
  const reports = draft.children.some((child) => child.kind === "segment");
  draft.place = placeOfSubsegment(draft.entity, draft.segment.place, reports);
}

function shift(draft: Draft, shiftSec: number): void {
  draft.shiftMs = toMs(shiftSec);
  draft.startSec += shiftSec;
  draft.earliestSec += shiftSec;
  draft.endSec += shiftSec;
}

/** Sets the ends of what is in progress, and sorts siblings: children before parents. */
function closeBottomUp(order: readonly Draft[]): void {
  const traceEndSec = order.reduce((latest, draft) => Math.max(latest, draft.endSec), 0);
  for (const draft of order.toReversed()) {
    if (draft.inProgress) draft.endSec = Math.max(draft.endSec, traceEndSec);
    draft.children.sort((a, b) => a.startSec - b.startSec || b.endSec - a.endSec);
    if (!draft.parent) continue;
    draft.parent.earliestSec = Math.min(draft.parent.earliestSec, draft.earliestSec);
  }
}

function markBeginnings(drafts: readonly Draft[]): void {
  const explained = explainFailures(drafts);
  for (const draft of drafts) {
    draft.reason = explained.get(draft);
    draft.began = draft.outcome !== "ok" && draft.reason === undefined;
  }
}

function finishTree(
  order: readonly Draft[],
  byId: ReadonlyMap<string, Draft>,
  root: Draft | undefined,
): TraceTree {
  const startSec = order.reduce((earliest, draft) => Math.min(earliest, draft.startSec), Infinity);
  for (const draft of order) {
    draft.startMs = toMs(draft.startSec - startSec);
    draft.earliestMs = toMs(draft.earliestSec - startSec);
    draft.endMs = toMs(draft.endSec - startSec);
  }
  const roots = order
    .filter((draft) => !draft.parent)
    .sort((a, b) => a.startSec - b.startSec || b.endSec - a.endSec);
  const main = root ?? longest(roots);
  return {
    roots,
    main,
    steps: inReadingOrder(roots),
    byId,
    startSec: Number.isFinite(startSec) ? startSec : 0,
    endMs: order.reduce((latest, draft) => Math.max(latest, draft.endMs), 0),
    responseMs: main ? main.endMs - main.startMs : 0,
    inProgress: order.some((draft) => draft.inProgress),
  };
}

function longest(roots: readonly Draft[]): Draft | undefined {
  return roots.toSorted((a, b) => b.endSec - b.startSec - (a.endSec - a.startSec))[0];
}

function inReadingOrder(roots: readonly Draft[]): Draft[] {
  const steps: Draft[] = [];
  const open = roots.toReversed();
  for (let draft = open.pop(); draft; draft = open.pop()) {
    steps.push(draft);
    for (const child of draft.children.toReversed()) open.push(child);
  }
  return steps;
}

/** Rounded to microseconds, as fine as epoch seconds in floating point go. */
function toMs(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}
