import { isRawObject, toText } from "../../protocol/raw-json.ts";
import type { RawObject } from "../../protocol/raw-json.ts";
import type { SegmentDocument, SegmentLink, Subsegment } from "../../protocol/segment-document.ts";
import { toStoredAttributes } from "./stored-attributes.ts";
import { toExceptionEvents } from "./stored-exceptions.ts";
import { toStoredResource } from "./stored-resource.ts";
import { toNano, toW3cTraceId } from "./stored-span.ts";
import type { StoredEvent, StoredKind, StoredLink, StoredSpan } from "./stored-span.ts";

/** Where a segment or subsegment stands in its trace. */
export interface SpanPlace {
  /** In X-Ray's form. */
  traceId: string;
  parentId: string | undefined;
  /** The segment that it belongs to, itself for a segment; undefined when that never arrived. */
  segment: SegmentDocument | undefined;
  /** The name of the service that it called: of the segment that the callee sent, or of the inferred node. */
  callee: string | undefined;
}

/**
 * Turns a segment or subsegment into a span of Transaction Search. Seen on AWS (see `StoredSpan`): the members of the
 * span and of `_aws.xray`, both generations of HTTP's names, the names of AWS calls, `aws.local.service`,
 * `aws.remote.service` and `aws.remote.operation`, annotations under their own names beside `aws.xray.annotation_keys`,
 * `aws.xray.inprogress` and `aws.xray.origin`, the status, and that a subsegment's name is empty unless it is an AWS
 * call. From the Collector's receiver for X-Ray (awsxrayreceiver, internal/translator): the names of databases, users,
 * metadata, exceptions and places. Our own: what `_aws.xray` holds beyond `name`, `namespace`, `type` and `cause`, and
 * the links. Also our own: a span that came by OTLP is made from its segment again, not stored as it came.
 */
export function toStoredSpan(entity: SegmentDocument | Subsegment, place: SpanPlace): StoredSpan {
  const otel = otelOf(entity);
  const events = toEvents(entity, otel);
  const links = toLinks(entity, otel);
  const scope = toScope(toText(otel?.scope));
  return {
    resource: { attributes: toStoredResource(place.segment) },
    ...(scope && { scope }),
    traceId: toW3cTraceId(place.traceId),
    spanId: entity.id,
    ...(place.parentId !== undefined && { parentSpanId: place.parentId }),
    name: nameOf(entity, place, otel),
    kind: kindOf(entity, place),
    ...toTimes(entity),
    attributes: toStoredAttributes(entity, place.segment, place.callee),
    ...(events.length > 0 && { events }),
    ...(links.length > 0 && { links }),
    status: toStatus(entity),
    _aws: { xray: toLeftOver(entity, place) },
  };
}

/** What the conversion from OTLP kept of a span beside its attributes. */
function otelOf({ metadata }: SegmentDocument | Subsegment): RawObject | undefined {
  return isRawObject(metadata?.["otel"]) ? metadata["otel"] : undefined;
}

function isSegment(entity: SegmentDocument | Subsegment, { segment }: SpanPlace): boolean {
  return entity === segment;
}

function nameOf(entity: SegmentDocument | Subsegment, place: SpanPlace, otel: RawObject | undefined): string {
  if (otel !== undefined) return toText(otel.span_name) ?? entity.name;
  if (isSegment(entity, place)) return entity.name;
  const operation = entity.namespace === "aws" ? entity.aws?.operation : undefined;
  return operation === undefined ? "" : `${entity.name}.${operation}`;
}

function kindOf(entity: SegmentDocument | Subsegment, place: SpanPlace): StoredKind {
  if (isSegment(entity, place)) return "SERVER";
  return entity.namespace === undefined ? "INTERNAL" : "CLIENT";
}

function toTimes({
  start_time,
  end_time,
}: SegmentDocument | Subsegment): Pick<StoredSpan, "startTimeUnixNano" | "endTimeUnixNano" | "durationNano"> {
  const startTimeUnixNano = toNano(start_time);
  if (end_time === undefined) return { startTimeUnixNano };
  const endTimeUnixNano = toNano(end_time);
  // In whole microseconds: the difference of two numbers beyond 2 ** 53 would be rounded.
  const durationNano = Math.max(0, toNano(end_time - start_time));
  return { startTimeUnixNano, endTimeUnixNano, durationNano };
}

function toStatus({ error, throttle, fault, cause }: SegmentDocument | Subsegment): StoredSpan["status"] {
  if (error !== true && throttle !== true && fault !== true) return { code: "UNSET" };
  const message = typeof cause === "object" ? cause.exceptions?.[0]?.message : undefined;
  return { code: "ERROR", ...(message !== undefined && { message }) };
}

function toEvents(entity: SegmentDocument | Subsegment, otel: RawObject | undefined): StoredEvent[] {
  const others = Array.isArray(otel?.events) ? otel.events.filter(isRawObject).map(toEvent) : [];
  return [...others, ...toExceptionEvents(entity)];
}

function toEvent({ name, time, attributes }: RawObject): StoredEvent {
  return {
    name: toText(name) ?? "",
    timeUnixNano: typeof time === "number" ? toNano(time) : 0,
    ...(isRawObject(attributes) && { attributes }),
  };
}

function toLinks({ links = [] }: SegmentDocument | Subsegment, otel: RawObject | undefined): StoredLink[] {
  const others = Array.isArray(otel?.links) ? otel.links.filter(isLink) : [];
  return [...links, ...others].map(toLink);
}

function isLink(raw: unknown): raw is SegmentLink {
  return isRawObject(raw) && typeof raw.trace_id === "string" && typeof raw.id === "string";
}

function toLink({ trace_id, id, attributes }: SegmentLink): StoredLink {
  return { traceId: toW3cTraceId(trace_id), spanId: id, ...(attributes && { attributes }) };
}

/** `@opentelemetry/instrumentation-http 0.200.0` → name and version. */
function toScope(text: string | undefined): StoredSpan["scope"] {
  if (text === undefined) return undefined;
  const [, name = text, version] = /^(.*) (\S+)$/.exec(text) ?? [];
  return version === undefined ? { name } : { name, version };
}

function toLeftOver(entity: SegmentDocument | Subsegment, place: SpanPlace): Record<string, unknown> {
  const { name, namespace, error, throttle, fault, cause, precursor_ids } = entity;
  return {
    name,
    ...(namespace !== undefined && { namespace }),
    ...(!isSegment(entity, place) && { type: "subsegment" }),
    ...(error === true && { error }),
    ...(throttle === true && { throttle }),
    ...(fault === true && { fault }),
    ...(cause !== undefined && { cause }),
    ...(precursor_ids !== undefined && { precursor_ids }),
  };
}
