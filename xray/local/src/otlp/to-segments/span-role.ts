import { XRAY } from "../attribute-names.ts";
import { textOf } from "./attribute-taker.ts";
import type { Span } from "../span.ts";

/**
 * What a span becomes:
 * - `segment`: a request that its service served, or the first thing a service did in the trace;
 * - `subsegment`: what happened within;
 * - `caller`: both, for a service whose first span in the trace is already a call.
 */
export type SpanRole = "segment" | "subsegment" | "caller";

/** Where a span's parent is, as far as the request that brought the span tells: services send requests of their own. */
export type ParentPlace = "same process" | "other process" | "unknown";

/**
 * AWS's exporter (translator/segment.go) makes segments of server and consumer spans, of those without a parent, and of
 * those that AWS's distribution marks as local roots. Newer SDKs tell which parents are remote, which is what that mark
 * stands for, and by which a consumer within another request is known: where its parent is seen to be of the same process.
 * .NET calls every parent local that was given by its id (dotnet/runtime#42575), as libraries for queues do.
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
