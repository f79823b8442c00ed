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
 * A trace as Transaction Search's spans, each behind its parent; undefined when nothing of it is stored. Each subsegment
 * is a span of its own. Inferred segments are none: nobody sent them, and the call says by itself what it called. Gives
 * way to other work in between and rejects when the caller has hung up.
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

/** As it was sent where the parent never arrived. */
function parentIdOf({ entity, parent }: TraceStep): string | undefined {
  return parent?.entity.id ?? entity.parent_id;
}
