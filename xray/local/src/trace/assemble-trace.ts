import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import { isLessComplete, newestDocuments } from "./newest-documents.ts";
import { orderFromRoots } from "./order-steps.ts";
import { byStart, isSegment, makeStep } from "./trace-step.ts";
import type { SegmentStep, TraceStep } from "./trace-step.ts";

/**
 * The documents of one trace as a forest of steps without cycles.
 *
 * Example: segment A with subsegment a, segment B with `parent_id` a, and a subsegment b sent alone with `parent_id` B
 * give A > a > B > b: `a` is a child of A, B a callee of `a`, `b` a child of B.
 */
export interface AssembledTrace {
  /** The root first, then in order of start. */
  segments: readonly SegmentStep[];
  /** Segments that served a request from outside the trace; the first is the entry point. */
  roots: readonly SegmentStep[];
  /** Subsegments whose parent is not there (yet). */
  orphans: readonly TraceStep[];
  /** All steps, each after its parent. */
  steps: readonly TraceStep[];
  /** Where a call and the segment that answers it share an id, the call. */
  stepsById: ReadonlyMap<string, TraceStep>;
}

/**
 * Makes a forest of any documents: never throws, whatever duplicates, cycles, missing parents or order they have.
 * Segments that X-Ray inferred are kept at the call that they stand for, so that a trace exported from AWS equals the
 * trace that was recorded.
 */
export function assembleTrace(documents: readonly SegmentDocument[]): AssembledTrace {
  const newest = newestDocuments(documents);
  const index = new StepIndex();
  const sent = newest.map(toStep);
  for (const top of sent) index.add(top);
  for (const top of sent) embed(top, index);
  const tops = sent.some(isInferred) ? sent.filter((top) => !isFolded(top, index)) : sent;
  for (const top of tops) attach(top, index);
  const steps = orderFromRoots(tops);
  const segments = sortSegments(steps.filter(isSegment));
  return {
    segments,
    roots: findRoots(segments),
    orphans: steps.filter((step) => !isSegment(step) && step.parent === undefined),
    steps,
    stepsById: index.byId,
  };
}

/** Steps by their id. A segment and a subsegment may share one. */
class StepIndex {
  readonly byId = new Map<string, TraceStep>();
  /** Segments with an id that a subsegment has too. */
  private sharingSegments: Map<string, TraceStep> | undefined;

  /** The first step with an id stays. */
  add(step: TraceStep): void {
    const { id } = step.entity;
    const known = this.byId.get(id);
    if (known === undefined) this.byId.set(id, step);
    else if (known.kind !== step.kind) {
      const [segment, subsegment] = isSegment(step) ? [step, known] : [known, step];
      this.sharingSegments ??= new Map();
      this.sharingSegments.set(id, segment);
      this.byId.set(id, subsegment);
    }
  }

  remove({ entity }: TraceStep): void {
    this.byId.delete(entity.id);
  }

  subsegment(id: string): TraceStep | undefined {
    const step = this.byId.get(id);
    return step?.kind === "subsegment" ? step : undefined;
  }

  /**
   * The parent that a document means by an id: for a segment its call, for a subsegment the segment that works on it. A
   * segment with the id of a call answers that call, although it names the call's parent as its own.
   */
  parentOf({ entity, kind }: TraceStep, parentId: string): TraceStep | undefined {
    if (kind === "subsegment") return this.sharingSegments?.get(parentId) ?? this.byId.get(parentId);
    return this.subsegment(entity.id) ?? this.byId.get(parentId);
  }
}

function toStep(document: SegmentDocument): TraceStep {
  return makeStep(document, document.type === "subsegment" ? "subsegment" : "segment");
}

/**
 * Makes a step of each subsegment in a document, however deep. A subsegment that was also sent alone, or is in two
 * documents, stays one step, with what is known of its end.
 */
function embed(top: TraceStep, index: StepIndex): void {
  const open = [{ parent: top, subsegments: top.entity.subsegments }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { parent, subsegments = [] } = next;
    for (const subsegment of subsegments) {
      const step = twinOf(subsegment, top, index) ?? makeStep(subsegment, "subsegment");
      if (isLessComplete(step.entity, subsegment)) replaceEntity(step, subsegment);
      if (step.parent === undefined) adopt(step, parent);
      index.add(step);
      if (subsegment.subsegments !== undefined) {
        open.push({ parent: step, subsegments: subsegment.subsegments });
      }
    }
  }
}

/**
 * The step of the same subsegment from another document. Two different subsegments that share an id are not the same.
 */
function twinOf(subsegment: Subsegment, top: TraceStep, index: StepIndex): TraceStep | undefined {
  const known = index.subsegment(subsegment.id);
  if (known === undefined || known === top) return undefined;
  const { name, start_time } = known.entity;
  const isSame = name === subsegment.name && start_time === subsegment.start_time;
  return isSame || known.parent === undefined ? known : undefined;
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

function isInferred(step: TraceStep): step is SegmentStep {
  return isSegment(step) && step.entity.inferred === true;
}

/** An inferred segment is kept at its call; without that call it stays a segment. */
function isFolded(step: TraceStep, index: StepIndex): boolean {
  if (!isInferred(step) || step.entity.parent_id === undefined) return false;
  const call = index.subsegment(step.entity.parent_id);
  if (call === undefined) return false;
  call.inferred = step.entity;
  index.remove(step);
  return true;
}

function attach(top: TraceStep, index: StepIndex): void {
  const parentId = "parent_id" in top.entity ? top.entity.parent_id : undefined;
  if (parentId === undefined || top.parent !== undefined) return;
  const parent = index.parentOf(top, parentId);
  if (parent !== undefined) adopt(top, parent);
}

function sortSegments(segments: SegmentStep[]): SegmentStep[] {
  if (segments.length < 2) return segments;
  segments.sort((first, second) => byStart(first.entity, second.entity));
  const [root] = findRoots(segments);
  return root === undefined ? segments : [root, ...segments.filter((segment) => segment !== root)];
}

/**
 * Roots among segments in order of start: those without `parent_id`; if there are none, the first whose parent did not
 * arrive, because a caller may pass a trace on without recording it; else the first.
 */
function findRoots(segments: readonly SegmentStep[]): SegmentStep[] {
  const uncalled = segments.filter(({ entity }) => entity.parent_id === undefined);
  if (uncalled.length > 0) return uncalled;
  const root = segments.find((segment) => segment.parent === undefined) ?? segments[0];
  return root === undefined ? [] : [root];
}
