import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { outcomeOf } from "../lib/outcome.ts";
import type { Outcome } from "../lib/outcome.ts";
import { hasOwnExceptions } from "./cause.ts";
import { clockShiftSec } from "./clock-skew.ts";
import { collectParts } from "./collect-parts.ts";
import type { Part } from "./collect-parts.ts";
import { isWait, placeOfSubsegment, placeOfType } from "./place.ts";
import type { TraceNode, TraceTree } from "./trace-node.ts";

/** A node while the tree grows: the same fields, writable, and its times in seconds. */
interface Draft extends Writable<Omit<TraceNode, "parent" | "children" | "segment">> {
  parent: Draft | undefined;
  children: Draft[];
  segment: Draft;
  startSec: number;
  earliestSec: number;
  endSec: number;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * One tree of everything that the documents of a trace hold, whatever sent them: embedded and independent subsegments,
 * callee segments below the subsegment that called them (Node, Python, Java, Go, OTLP), below the segment (Lambda's
 * function below Lambda's service, API Gateway), inferred segments folded into the call they stand for, parts whose
 * parent never arrived as roots of their own, clocks that are off moved where that is proven.
 *
 *     segment a [call b], segment c (parent b)   ->   a
 *                                                     └ b
 *                                                       └ c
 */
export function assembleTraceTree(documents: readonly SegmentDocument[]): TraceTree {
  const { parts, inferred } = collectParts(documents);
  const drafts = new Map<string, Draft>();
  for (const part of parts.values()) drafts.set(part.id, makeDraft(part, inferred.get(part.id)));
  for (const part of parts.values()) linkParent(drafts, part);
  cutCycles(drafts.values());

  const roots = [...drafts.values()].filter((draft) => !draft.parent);
  const placed = placeTopDown(roots);
  closeBottomUp(placed);
  return finishTree(roots, placed, drafts);
}

function makeDraft(part: Part, inferred: SegmentDocument | undefined): Draft {
  const { entity } = part;
  const closed = entity.in_progress !== true && entity.end_time !== undefined;
  const draft: Omit<Draft, "segment"> & { segment: Draft | undefined } = {
    id: part.id,
    name: entity.name ?? "unnamed",
    kind: part.kind,
    entity,
    parent: undefined,
    children: [],
    segment: undefined,
    depth: 0,
    startSec: entity.start_time,
    endSec: closed ? Math.max(entity.start_time, entity.end_time ?? 0) : entity.start_time,
    earliestSec: entity.start_time,
    startMs: 0,
    earliestMs: 0,
    endMs: 0,
    inProgress: !closed,
    shiftMs: 0,
    missingParentId: part.parentId,
    inferred,
    place: "service",
    outcome: outcomeOf(entity),
    began: false,
    wait: isWait(entity),
  };
  return Object.assign(draft, { segment: draft as Draft });
}

function linkParent(drafts: ReadonlyMap<string, Draft>, part: Part): void {
  const draft = drafts.get(part.id);
  const parent = part.parentId === undefined ? undefined : drafts.get(part.parentId);
  if (!draft || !parent) return;
  draft.parent = parent;
  draft.missingParentId = undefined;
}

/** Parents that lead back to themselves (a broken client) would hang every walk: the link that closes the ring is cut. */
function cutCycles(drafts: Iterable<Draft>): void {
  const settled = new Set<Draft>();
  for (const draft of drafts) {
    const path = new Set<Draft>();
    for (let at: Draft | undefined = draft; at && !settled.has(at); at = at.parent) {
      path.add(at);
      if (at.parent && path.has(at.parent)) at.parent = undefined;
    }
    for (const seen of path) settled.add(seen);
  }
  for (const draft of settled) draft.parent?.children.push(draft);
}

/** Depth, segment, place and clock of each node, parents first; returns all in that order. */
function placeTopDown(roots: readonly Draft[]): Draft[] {
  const order = [...roots];
  for (let index = 0; index < order.length; index += 1) {
    const draft = order[index];
    if (!draft) break;
    inherit(draft);
    for (const child of draft.children) order.push(child);
  }
  return order;
}

function inherit(draft: Draft): void {
  const { parent } = draft;
  if (parent) draft.depth = parent.depth + 1;
  if (draft.kind === "segment") {
    draft.place = placeOfType((draft.entity as SegmentDocument).origin);
    if (parent) shift(draft, clockShiftSec(parent, draft, parent.shiftMs / 1000));
    return;
  }
  if (parent) {
    draft.segment = parent.segment;
    shift(draft, parent.shiftMs / 1000);
  }
  const reports = draft.children.some((child) => child.kind === "segment");
  draft.place = placeOfSubsegment(draft.entity, draft.segment.place, reports);
}

function shift(draft: Draft, shiftSec: number): void {
  draft.shiftMs = toMs(shiftSec);
  draft.startSec += shiftSec;
  draft.earliestSec += shiftSec;
  draft.endSec += shiftSec;
}

/** Ends of what is in progress, where trouble began, and the order of siblings: children before parents. */
function closeBottomUp(order: readonly Draft[]): void {
  const traceEndSec = order.reduce((latest, draft) => Math.max(latest, draft.endSec), 0);
  const below = new Map<Draft, Set<Outcome>>();
  for (const draft of order.toReversed()) {
    if (draft.inProgress) draft.endSec = Math.max(draft.endSec, traceEndSec);
    const outcomes = below.get(draft);
    draft.began = draft.outcome !== "ok" && (hasOwnExceptions(draft.entity) || !outcomes?.has(draft.outcome));
    draft.children.sort((a, b) => a.startSec - b.startSec || b.endSec - a.endSec);
    if (!draft.parent) continue;
    draft.parent.earliestSec = Math.min(draft.parent.earliestSec, draft.earliestSec);
    mergeOutcomes(below, draft.parent, draft.outcome, outcomes);
  }
}

function mergeOutcomes(
  below: Map<Draft, Set<Outcome>>,
  parent: Draft,
  own: Outcome,
  others: ReadonlySet<Outcome> | undefined,
): void {
  if (own === "ok" && !others) return;
  const merged = below.get(parent) ?? new Set<Outcome>();
  if (own !== "ok") merged.add(own);
  for (const outcome of others ?? []) merged.add(outcome);
  below.set(parent, merged);
}

function finishTree(roots: Draft[], order: readonly Draft[], byId: ReadonlyMap<string, Draft>): TraceTree {
  const startSec = order.reduce((earliest, draft) => Math.min(earliest, draft.startSec), Infinity);
  for (const draft of order) {
    draft.startMs = toMs(draft.startSec - startSec);
    draft.earliestMs = toMs(draft.earliestSec - startSec);
    draft.endMs = toMs(draft.endSec - startSec);
  }
  roots.sort((a, b) => a.startSec - b.startSec || b.endSec - a.endSec);
  const main = roots.find((root) => root.kind === "segment") ?? longest(roots);
  return {
    roots,
    main,
    nodes: inReadingOrder(roots),
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
  const nodes: Draft[] = [];
  const open = roots.toReversed();
  for (let draft = open.pop(); draft; draft = open.pop()) {
    nodes.push(draft);
    for (const child of draft.children.toReversed()) open.push(child);
  }
  return nodes;
}

/** To microseconds: floating epoch seconds carry no more. */
function toMs(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3;
}
