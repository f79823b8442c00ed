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

/**
 * AWS's exporter (translator/segment.go) makes segments of server and consumer spans, of those without a parent, and of
 * those that AWS's distribution marks as local roots. Newer SDKs tell which parents are remote, which is what that mark
 * stands for, and by which a consumer within another request is known.
 */
export function roleOf(span: Span): SpanRole {
  if (span.kind === "server") return "segment";
  if (!isLocalRoot(span)) return "subsegment";
  const isCall = span.kind === "client" || span.kind === "producer";
  return isCall || (span.kind === "consumer" && isMarked(span)) ? "caller" : "segment";
}

function isLocalRoot(span: Span): boolean {
  if (span.parentSpanId === "" || isMarked(span)) return true;
  return span.isParentRemote ?? span.kind === "consumer";
}

function isMarked({ attributes }: Span): boolean {
  return textOf(attributes, ...XRAY.spanKind) === "LOCAL_ROOT";
}
