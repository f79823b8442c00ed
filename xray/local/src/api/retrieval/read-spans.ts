import type { ApiSegment } from "../../protocol/api-types.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import { toStoredSpan } from "../../otlp/to-spans/to-stored-span.ts";
import { assembleTrace } from "../../trace/assemble-trace.ts";
import { inferredServiceOf } from "../../trace/infer-service.ts";
import { elapsedSec } from "../../trace/trace-step.ts";
import type { TraceStep } from "../../trace/trace-step.ts";
import { findTimes } from "../../trace/trace-times.ts";
import { createScheduler } from "../scheduler.ts";
import { readSegments } from "./read-trace.ts";
import type { TraceSource } from "./read-trace.ts";
import type { RetrievedTrace } from "./retrieved-traces.ts";

/**
 * A trace as spans of Transaction Search, each after its parent; undefined when nothing of it is stored. Each
 * subsegment is a span. An inferred segment is not: nobody sent it, and the call itself says what it called. Yields to
 * other work, and rejects when the caller has hung up.
 */
export async function readSpans(source: TraceSource, id: string): Promise<RetrievedTrace | undefined> {
  const scheduler = createScheduler(source.signal);
  const documents = await readSegments(source, id, scheduler);
  if (documents.length === 0) return undefined;
  const trace = assembleTrace(documents);
  const spans: ApiSegment[] = [];
  for (const step of trace.steps) {
    spans.push({ Id: step.entity.id, Document: JSON.stringify(toSpan(id, step)) });
    if (scheduler.isDue()) await scheduler.yield();
  }
  const { startSec, endSec } = findTimes(trace);
  return { Id: id, Duration: elapsedSec(startSec, endSec), Spans: spans };
}

function toSpan(traceId: string, step: TraceStep): object {
  const [callee] = step.callees;
  return toStoredSpan(step.entity, {
    traceId,
    parentId: parentIdOf(step),
    segment: step.segment?.entity as SegmentDocument | undefined,
    callee: inferredServiceOf(step)?.Name ?? callee?.entity.name,
  });
}

/** The parent that the document names, even if it never arrived. */
function parentIdOf({ entity, parent }: TraceStep): string | undefined {
  return parent?.entity.id ?? entity.parent_id;
}
