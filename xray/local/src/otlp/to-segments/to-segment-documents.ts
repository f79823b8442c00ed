import { RESOURCE, SERVICE, XRAY } from "../attribute-names.ts";
import { toTraceId } from "../../protocol/trace-id.ts";
import type { SegmentDocument, SegmentLink } from "../../protocol/segment-document.ts";
import { AttributeTaker, textOf } from "./attribute-taker.ts";
import { isAwsCall, takeAwsCall } from "./aws-call.ts";
import { accountOf, originOf, toAwsResource } from "./aws-resource.ts";
import { deriveId } from "./derived-id.ts";
import { takeHttp } from "./http-block.ts";
import { segmentName, subsegmentName } from "./segment-name.ts";
import { causeOf, flagsOf } from "./span-cause.ts";
import { roleOf } from "./span-role.ts";
import type { ParentPlace } from "./span-role.ts";
import { MAX_LINKS, toSegmentLinks, toSpanValues } from "./span-values.ts";
import { takeSql } from "./sql-block.ts";
import type { Attributes, Span, SpanLink } from "../span.ts";

/**
 * Turns a span into X-Ray's form: a segment, a subsegment that is sent alone and finds its segment by `parent_id`, or
 * both. Follows AWS's exporter for the OpenTelemetry Collector (awsxrayexporter); functions that differ say so. Nothing
 * is validated here: a document that lacks something is rejected, and counted, when it is ingested.
 *
 *     server  "GET /api/home"            segment     backend-flask         http
 *     └ client "SELECT cruddur.posts"    subsegment  cruddur@localhost     namespace remote, sql
 *     └ internal "render"                subsegment  render
 */
export function toSegmentDocuments(
  span: Span,
  resource: Attributes,
  parent?: ParentPlace,
): SegmentDocument[] {
  switch (roleOf(span, parent)) {
    case "segment":
      return [toSegment(span, resource)];
    case "subsegment":
      return [toSubsegment(span, resource, span.parentSpanId)];
    case "caller": {
      const caller = toCaller(span, resource);
      return [caller, toSubsegment(withoutTakenLinks(span), resource, caller.id)];
    }
  }
}

function toSegment(span: Span, resource: Attributes): SegmentDocument {
  const taker = new AttributeTaker(span.attributes);
  const name = segmentName(span, resource);
  return {
    ...toHead(span, name, taker),
    ...withParent(span.parentSpanId),
    ...whereItRuns(resource),
    ...ifAny("http", takeHttp(taker, span.attributes, span.kind)),
    ...ifAny("user", taker.text(...SERVICE.user)),
    ...flagsOf(span),
    ...ifAny("cause", causeOf(span, resource)),
    ...withLinks(span.links),
    ...toSpanValues(span, name, taker, { resource, isSegment: true }),
  };
}

function toSubsegment(span: Span, resource: Attributes, parentId: string): SegmentDocument {
  const taker = new AttributeTaker(span.attributes);
  const name = subsegmentName(span);
  const namespace = namespaceOf(span);
  const sql = takeSql(taker, span);
  return {
    ...toHead(span, name, taker),
    type: "subsegment",
    ...withParent(parentId),
    ...ifAny("namespace", namespace),
    ...ifAny("sql", sql),
    ...ifAny("http", sql === undefined ? takeHttp(taker, span.attributes, span.kind) : undefined),
    ...ifAny("aws", namespace === "aws" ? takeAwsCall(taker, accountOf(resource)) : undefined),
    ...flagsOf(span),
    ...ifAny("cause", causeOf(span, resource)),
    ...withLinks(span.links),
    ...toSpanValues(span, name, taker, { resource, isSegment: false }),
  };
}

/**
 * The segment of a service that sent only a call. AWS's exporter makes it where AWS's distribution marks the span;
 * without it, the name of the callee would stand for the caller. Errors are told by the call, not here.
 */
function toCaller(span: Span, resource: Attributes): SegmentDocument {
  const name = segmentName(span, resource);
  const [exception] = causeOf(span, resource)?.exceptions ?? [];
  const nothing = new AttributeTaker(new Map());
  const links = isTaker(span) ? span.links : [];
  return {
    ...toHead(span, name, new AttributeTaker(span.attributes)),
    id: deriveId(span.spanId, 0),
    ...withParent(span.parentSpanId),
    ...whereItRuns(resource),
    ...flagsOf(span),
    ...ifAny("cause", exception?.id),
    ...withLinks(links),
    ...toSpanValues({ ...span, name, scope: "", events: [], links }, name, nothing, {
      resource,
      isSegment: true,
    }),
  };
}

/**
 * A consumer's links lead to the messages that its service works on, so they belong to the segment, as in AWS's
 * exporter.
 */
function isTaker({ kind }: Span): boolean {
  return kind === "consumer";
}

function withoutTakenLinks(span: Span): Span {
  return isTaker(span) ? { ...span, links: [] } : span;
}

function withLinks(links: readonly SpanLink[]): { links?: SegmentLink[] } {
  return links.length > 0 ? { links: toSegmentLinks(links.slice(0, MAX_LINKS)) } : {};
}

function toHead(span: Span, name: string, taker: AttributeTaker): SegmentDocument {
  // AWS's distribution reports long spans before they end, and sends an end with them all the same.
  const isInProgress = taker.value(...XRAY.inProgress) === true || Number.isNaN(span.endSec);
  return {
    id: span.spanId,
    name,
    trace_id: toTraceId(span.traceId) ?? span.traceId,
    // NaN becomes null in JSON, which the store rejects as MissingStartTime.
    start_time: span.startSec,
    ...(isInProgress ? { in_progress: true } : { end_time: span.endSec }),
  };
}

function withParent(parentId: string): { parent_id?: string } {
  return parentId === "" ? {} : { parent_id: parentId };
}

function whereItRuns(resource: Attributes): Partial<SegmentDocument> {
  const version = textOf(resource, ...RESOURCE.version);
  return {
    ...ifAny("origin", originOf(resource)),
    ...ifAny("service", version === undefined ? undefined : { version }),
    aws: toAwsResource(resource),
  };
}

/** A consumer that is part of another request is local work, unless AWS's distribution names what it reads from. */
function namespaceOf(span: Span): "aws" | "remote" | undefined {
  if (isAwsCall(span)) return "aws";
  if (span.kind === "client" || span.kind === "producer") return "remote";
  return span.kind === "consumer" && textOf(span.attributes, ...SERVICE.awsRemote) !== undefined
    ? "remote"
    : undefined;
}

function ifAny<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}
