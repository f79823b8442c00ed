import type { ApiSegment, ApiTrace } from "../protocol/api-types.ts";
import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import { assembleTrace } from "./assemble-trace.ts";
import { inferredServiceOf } from "./infer-service.ts";
import { elapsedSec } from "./trace-step.ts";
import type { TraceStep } from "./trace-step.ts";
import { findTimes } from "./trace-times.ts";

/**
 * The upper limit of a trace's size. Source: AWS General Reference, "AWS X-Ray endpoints and quotas" (100 to 500 KB).
 */
const MAX_TRACE_CHARACTERS = 500 * 1024;

/**
 * The trace as BatchGetTraces returns it: a document for each segment, with the subsegments that were sent alone
 * inside, and an inferred segment for each call whose callee sent none (Developer Guide, "Getting data"). Of a trace
 * that is too large nothing is left out; `LimitExceeded` says so.
 */
export function toApiTrace(traceId: string, documents: readonly SegmentDocument[]): ApiTrace {
  const steps = buildApiTrace(traceId, documents);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in short steps: a trace of ten thousand segments takes half a second in all. */
export function* buildApiTrace(
  traceId: string,
  documents: readonly SegmentDocument[],
): Generator<void, ApiTrace, void> {
  const trace = assembleTrace(documents);
  const segments: ApiSegment[] = [];
  yield;
  for (const top of [...trace.segments, ...trace.orphans]) {
    segments.push(toApiSegment(withChildren(top)));
    yield;
  }
  for (const step of trace.steps) {
    const inferred = inferredSegmentOf(traceId, step);
    if (inferred !== undefined) segments.push(toApiSegment(inferred));
    yield;
  }
  const { startSec, endSec } = findTimes(trace);
  const characters = segments.reduce((sum, segment) => sum + segment.Document.length, 0);
  return {
    Id: traceId,
    Duration: elapsedSec(startSec, endSec),
    LimitExceeded: characters > MAX_TRACE_CHARACTERS,
    Segments: segments,
  };
}

function toApiSegment(document: SegmentDocument | Subsegment): ApiSegment {
  return { Id: document.id, Document: JSON.stringify(document) };
}

function withChildren(step: TraceStep): SegmentDocument | Subsegment {
  const { subsegments: _, ...entity } = step.entity;
  if (step.children.length === 0) return entity;
  return { ...entity, subsegments: step.children.map(toEmbedded) };
}

/** Leaves out the members that say where a subsegment belongs: its place says it. */
function toEmbedded(step: TraceStep): Subsegment {
  const { trace_id: _traceId, parent_id: _parentId, type: _type, ...entity } = withChildren(step);
  return entity;
}

/** X-Ray's own document, where it came with the trace. */
function inferredSegmentOf(traceId: string, step: TraceStep): SegmentDocument | undefined {
  const service = inferredServiceOf(step);
  if (service === undefined) return undefined;
  if (step.inferred !== undefined) return step.inferred;
  const { id, name, start_time, end_time, http, aws, error, throttle, fault } = step.entity;
  return {
    id: toInferredId(id),
    name,
    start_time,
    trace_id: traceId,
    parent_id: id,
    ...(end_time === undefined ? { in_progress: true } : { end_time }),
    ...(http && { http }),
    ...(aws && { aws }),
    ...(error && { error }),
    ...(throttle && { throttle }),
    ...(fault && { fault }),
    ...(service.Type !== undefined && service.Type !== "remote" && { origin: service.Type }),
    inferred: true,
  };
}

/** Any constant serves: the same subsegment always gives the same id, and different ones different ids. */
const INFERRED_ID_MASK = 0x9e37_79b9_7f4a_7c15n;

function toInferredId(subsegmentId: string): string {
  return (BigInt(`0x${subsegmentId}`) ^ INFERRED_ID_MASK).toString(16).padStart(16, "0");
}
