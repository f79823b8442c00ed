import { XRAY } from "../attribute-names.ts";
import { textOf } from "./attribute-taker.ts";
import type { Span } from "../span.ts";

/**
 * What a span becomes:
 * - `segment`: a request that the service served, or the first thing that it did in the trace
 * - `subsegment`: work within that
 * - `caller`: both, where the first span of a service in the trace is a call
 */
export type SpanRole = "segment" | "subsegment" | "caller";

/** Where the parent of a span is. Known only if it is in the same request, because each service sends its own. */
export type ParentPlace = "same process" | "other process" | "unknown";

/**
 * AWS's exporter (translator/segment.go) makes segments of server and consumer spans, of spans without a parent, and of
 * those that AWS's distribution marks as local roots. That mark means that the parent is remote, which newer SDKs tell
 * themselves. It also shows when a consumer is part of another request: when its parent is seen to be in the same
 * process. The SDK's word alone does not do, because .NET calls every parent local that was given by its id
 * (dotnet/runtime#42575), as libraries for queues do.
 */
export function roleOf(span: Span, parent: ParentPlace = "unknown"): SpanRole {
  if (span.kind === "server") return "segment";
  if (!isLocalRoot(span, parent)) return "subsegment";
  const isCall = span.kind === "client" || span.kind === "producer";
  return isCall || (span.kind === "consumer" && isMarked(span)) ? "caller" : "segment";
}

function isLocalRoot(span: Span, parent: ParentPlace): boolean {
  if (span.parentSpanId === "" || parent === "other process" || isMarked(span)) return true;
  if (span.kind !== "consumer") return span.isParentRemote ?? false;
  return span.isParentRemote !== false || parent === "unknown";
}

function isMarked({ attributes }: Span): boolean {
  return textOf(attributes, ...XRAY.spanKind) === "LOCAL_ROOT";
}
