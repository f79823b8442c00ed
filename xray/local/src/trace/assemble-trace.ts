import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import { isLessComplete, newestDocuments } from "./newest-documents.ts";
import { orderFromRoots } from "./order-steps.ts";
import { byStart, makeStep } from "./trace-step.ts";
import type { TraceStep } from "./trace-step.ts";

/**
 * The documents of one trace as one forest of steps without cycles.
 *
 * Example: segment A with subsegment a, segment B with `parent_id` a, and a subsegment b sent apart with `parent_id` B
 * give A > a > B > b: `a` is a child of A, B a callee of `a`, `b` a child of B.
 */
export interface AssembledTrace {
  /** The root first, then by start. */
  segments: readonly TraceStep[];
  /** Segments that served a request from outside the trace; the first is the entry point. */
  roots: readonly TraceStep[];
  /** Subsegments whose parent is not there (yet). */
  orphans: readonly TraceStep[];
  /** All of them, each behind its parent. */
  steps: readonly TraceStep[];
  stepsById: Steps;
}

/** Never throws: duplicates, cycles, missing parents and any order of arrival give a forest. */
export function assembleTrace(documents: readonly SegmentDocument[]): AssembledTrace {
  const newest = newestDocuments(documents);
  const tops = newest.map(toStep);
  const stepsById = new Map<string, TraceStep>();
  for (const top of tops) stepsById.set(top.entity.id, top);
  const documentsById: Steps = tops.length > 1 ? new Map(stepsById) : NO_STEPS;
  newest.forEach(({ subsegments }, index) => {
    const top = tops[index];
    if (top !== undefined && subsegments !== undefined) embed(top, subsegments, stepsById, documentsById);
  });
  for (const top of tops) attach(top, stepsById);
  const steps = orderFromRoots(tops);
  const segments = sortSegments(steps.filter((step) => step.kind === "segment"));
  return {
    segments,
    roots: findRoots(segments),
    orphans: steps.filter((step) => step.kind === "subsegment" && step.parent === undefined),
    steps,
    stepsById,
  };
}

type Steps = ReadonlyMap<string, TraceStep>;

const NO_STEPS: Steps = new Map();

function toStep(document: SegmentDocument): TraceStep {
  return makeStep(document, document.type === "subsegment" ? "subsegment" : "segment");
}

/**
 * Makes a step of each embedded subsegment. One that was sent apart too stays one step, with what is known of its end.
 */
function embed(
  top: TraceStep,
  embedded: readonly Subsegment[],
  stepsById: Map<string, TraceStep>,
  documentsById: Steps,
): void {
  const embedBelow = (parent: TraceStep, subsegments: readonly Subsegment[]): void => {
    for (const subsegment of subsegments) {
      const twin = documentsById.get(subsegment.id);
      const isTwin = twin !== undefined && twin !== top && twin.kind === "subsegment";
      const step = isTwin ? twin : makeStep(subsegment, "subsegment");
      if (isLessComplete(step.entity, subsegment)) replaceEntity(step, subsegment);
      if (step.parent === undefined) adopt(step, parent);
      if (!stepsById.has(subsegment.id)) stepsById.set(subsegment.id, step);
      if (subsegment.subsegments !== undefined) embedBelow(step, subsegment.subsegments);
    }
  };
  embedBelow(top, embedded);
}

function replaceEntity(step: TraceStep, entity: Subsegment): void {
  step.entity = entity;
  step.lastEndSec = entity.end_time ?? entity.start_time;
}

function adopt(step: TraceStep, parent: TraceStep): void {
  step.parent = parent;
  if (step.kind === "segment") parent.callees.push(step);
  else parent.children.push(step);
}

function attach(top: TraceStep, stepsById: Steps): void {
  const parentId = "parent_id" in top.entity ? top.entity.parent_id : undefined;
  if (parentId === undefined || top.parent !== undefined) return;
  const parent = stepsById.get(parentId);
  if (parent !== undefined) adopt(top, parent);
}

function sortSegments(segments: TraceStep[]): TraceStep[] {
  if (segments.length < 2) return segments;
  segments.sort((first, second) => byStart(first.entity, second.entity));
  const [root] = findRoots(segments);
  return root === undefined ? segments : [root, ...segments.filter((segment) => segment !== root)];
}

/**
 * Of segments in order of start: those without `parent_id`; when there are none, the first whose parent did not arrive,
 * since a caller may pass a trace on without recording it; else the first.
 */
function findRoots(segments: readonly TraceStep[]): TraceStep[] {
  const uncalled = segments.filter(({ entity }) => !("parent_id" in entity));
  if (uncalled.length > 0) return uncalled;
  const root = segments.find((segment) => segment.parent === undefined) ?? segments[0];
  return root === undefined ? [] : [root];
}
