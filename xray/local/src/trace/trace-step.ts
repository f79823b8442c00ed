import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";

/** A segment or subsegment in its place in the trace, wherever its document came from. */
export interface TraceStep {
  /** Its fields; `subsegments` here is not the whole truth, `children` is. */
  entity: SegmentDocument | Subsegment;
  kind: "segment" | "subsegment";
  /** The step around a subsegment, the step that called a segment; absent at a root, or where it never arrived. */
  parent: TraceStep | undefined;
  /** The segment that the step belongs to, itself for a segment; absent below a subsegment whose segment never arrived. */
  segment: TraceStep | undefined;
  /** Subsegments, embedded or sent apart. */
  children: TraceStep[];
  /** Segments that name this step as their parent. */
  callees: TraceStep[];
  /** What AWS inferred of the callee that this step called, where a document brings it home. */
  inferred: SegmentDocument | undefined;
  /** Latest end of a segment and its subsegments, epoch seconds: later than its own end where work went on. */
  lastEndSec: number;
}

/** With the members that subsegments do not have. */
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
 * Seconds from start to end, never negative, to the microsecond: epoch seconds as floating point carry noise of a
 * quarter of one (1795218986.643 - 1795218986.638 is 0.00499987…).
 */
export function elapsedSec(startSec: number, endSec: number): number {
  return Math.max(0, Math.round((endSec - startSec) * 1e6) / 1e6);
}

/** Lengths are rounded to microseconds anyway. */
export function toMicros(sec: number): number {
  return Math.round(sec * 1e6);
}

/** Zero while the step is in progress. */
export function responseTimeSecOf(step: TraceStep): number {
  return elapsedSec(step.entity.start_time, step.entity.end_time ?? step.entity.start_time);
}

/** For sorting; the id decides where starts are equal. */
export function byStart(first: TraceStep["entity"], second: TraceStep["entity"]): number {
  return first.start_time - second.start_time || (first.id < second.id ? -1 : 1);
}
