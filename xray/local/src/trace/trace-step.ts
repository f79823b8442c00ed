import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";

/** A segment or subsegment in its place in the trace, from whatever document it came. */
export interface TraceStep {
  /** Its members; use `children`, because `subsegments` may be incomplete. */
  entity: SegmentDocument | Subsegment;
  kind: "segment" | "subsegment";
  /** The step around a subsegment, or the step that called a segment; absent at a root, or where it never arrived. */
  parent: TraceStep | undefined;
  /** The segment of the step, itself for a segment; absent below a subsegment whose segment never arrived. */
  segment: TraceStep | undefined;
  /** Subsegments, whether they came inside a document or alone. */
  children: TraceStep[];
  /** Segments that name this step as their parent. */
  callees: TraceStep[];
  /** What X-Ray inferred about the callee of this step, where a document of the trace has it. */
  inferred: SegmentDocument | undefined;
  /** The latest end of a segment and its subsegments, epoch seconds: later than its own end where work went on. */
  lastEndSec: number;
}

/** A step with the members that subsegments do not have. */
export interface SegmentStep extends TraceStep {
  kind: "segment";
  entity: SegmentDocument;
}

export function isSegment(step: TraceStep): step is SegmentStep {
  return step.kind === "segment";
}

export function makeStep(entity: SegmentDocument | Subsegment, kind: TraceStep["kind"]): TraceStep {
  return {
    entity,
    kind,
    parent: undefined,
    segment: undefined,
    children: [],
    callees: [],
    inferred: undefined,
    lastEndSec: entity.end_time ?? entity.start_time,
  };
}

/**
 * Seconds from start to end, never negative, rounded to microseconds: epoch seconds in floating point have an error of
 * a quarter of one (1795218986.643 - 1795218986.638 is 0.00499987…).
 */
export function elapsedSec(startSec: number, endSec: number): number {
  return Math.max(0, Math.round((endSec - startSec) * 1e6) / 1e6);
}

/** Durations are rounded to microseconds in any case. */
export function toMicros(sec: number): number {
  return Math.round(sec * 1e6);
}

/** Zero while the step is in progress. */
export function responseTimeSecOf(step: TraceStep): number {
  return elapsedSec(step.entity.start_time, step.entity.end_time ?? step.entity.start_time);
}

/** For sorting; equal starts are ordered by id. */
export function byStart(first: TraceStep["entity"], second: TraceStep["entity"]): number {
  return first.start_time - second.start_time || (first.id < second.id ? -1 : 1);
}
