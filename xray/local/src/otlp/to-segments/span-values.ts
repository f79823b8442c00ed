import { isRawObject, parseJson } from "../../protocol/raw-json.ts";
import { METADATA_PREFIX, RESOURCE_PREFIX, XRAY } from "../attribute-names.ts";
import type { AnnotationValue, SegmentLink } from "../../protocol/segment-document.ts";
import { toTraceId } from "../../protocol/trace-id.ts";
import { AttributeTaker } from "./attribute-taker.ts";
import { isException } from "./span-cause.ts";
import type { AttributeValue, Attributes, Span, SpanEvent, SpanLink } from "../span.ts";

const DEFAULT_NAMESPACE = "default";

/** Longer texts do not become annotations; they stay in the metadata. */
const MAX_ANNOTATION_LENGTH = 1000;
/** Links of a segment or subsegment. Source: Developer Guide, "Trace linking". */
export const MAX_LINKS = 20;
/** The default limit of OpenTelemetry's SDKs. */
const MAX_EVENTS = 128;

export interface SpanValues {
  annotations?: Record<string, AnnotationValue>;
  metadata?: Record<string, Record<string, unknown>>;
}

/**
 * What is left of a span when its blocks are made. Attributes that it or its resource lists as annotations become
 * annotations, all others metadata; segments add those of their resource. The exporter drops the span's name where the
 * segment has another, the scope, and all events but exceptions. Here the namespace `otel` keeps them, and the links
 * beyond those that X-Ray allows.
 */
export function toSpanValues(
  span: Span,
  segmentName: string,
  taker: AttributeTaker,
  { resource, isSegment }: { resource: Attributes; isSegment: boolean },
): SpanValues {
  const ofResource = new AttributeTaker(resource);
  const indexAll = ofResource.value(...XRAY.indexAll);
  const isAllIndexed = indexAll === true || indexAll === "true";
  const indexed = new Set([
    ...toKeys(taker.value(...XRAY.annotations)),
    ...toKeysOfResource(ofResource.value(...XRAY.indexedOfAll)),
  ]);
  const annotations = new Map<string, AnnotationValue>();
  const metadata = new Map<string, Record<string, unknown>>();
  const defaults = new Map<string, unknown>();
  if (isSegment) for (const [key, value] of ofResource.rest()) add(RESOURCE_PREFIX + key, value);
  for (const [key, value] of taker.rest()) {
    const namespace = key.startsWith(METADATA_PREFIX) ? parseNamespace(value) : undefined;
    if (namespace === undefined) add(key, value);
    else addNamespace(key.slice(METADATA_PREFIX.length), namespace);
  }

  function add(key: string, value: AttributeValue): void {
    if ((isAllIndexed || indexed.has(key)) && isAnnotation(value))
      annotations.set(toAnnotationKey(key), value);
    else if (value !== null) defaults.set(key, toJsonValue(value));
  }
  function addNamespace(name: string, members: Record<string, unknown>): void {
    if (name.toLowerCase() !== DEFAULT_NAMESPACE) metadata.set(name, members);
    else for (const [key, value] of Object.entries(members)) defaults.set(key, value);
  }

  if (defaults.size > 0) metadata.set(DEFAULT_NAMESPACE, Object.fromEntries(defaults));
  const otel = toOtelNamespace(span, segmentName);
  if (Object.keys(otel).length > 0) metadata.set("otel", otel);
  return {
    ...(annotations.size > 0 && { annotations: Object.fromEntries(annotations) }),
    ...(metadata.size > 0 && { metadata: Object.fromEntries(metadata) }),
  };
}

function toOtelNamespace(span: Span, segmentName: string): Record<string, unknown> {
  const links = span.links.slice(MAX_LINKS);
  const events = span.events.filter((event) => !isException(event)).slice(0, MAX_EVENTS);
  return {
    ...(span.name !== segmentName && { span_name: span.name }),
    ...(span.scope !== "" && { scope: span.scope }),
    ...(events.length > 0 && {
      events: events.map(toEvent),
    }),
    ...(links.length > 0 && { links: toSegmentLinks(links) }),
  };
}

function toEvent({ name, timeSec, attributes }: SpanEvent): Record<string, unknown> {
  return { name, time: timeSec, ...(attributes.size > 0 && { attributes: toJsonObject(attributes) }) };
}

export function toSegmentLinks(links: readonly SpanLink[]): SegmentLink[] {
  return links.map(({ traceId, spanId, attributes }) => ({
    trace_id: toTraceId(traceId) ?? traceId,
    id: spanId,
    ...(attributes.size > 0 && { attributes: toJsonObject(attributes) }),
  }));
}

function toJsonObject(attributes: Attributes): Record<string, unknown> {
  return Object.fromEntries(Array.from(attributes, ([key, value]) => [key, toJsonValue(value)]));
}

/** JSON has no NaN and no Infinity. */
function toJsonValue(value: AttributeValue): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

function toKeys(value: AttributeValue | undefined): readonly AttributeValue[] {
  return Array.isArray(value) ? value : [];
}

/** OTEL_RESOURCE_ATTRIBUTES has only texts: commas separate its attributes, `&` separates parts of one. */
function toKeysOfResource(value: AttributeValue | undefined): readonly AttributeValue[] {
  return typeof value === "string" ? value.split("&") : toKeys(value);
}

function isAnnotation(value: AttributeValue): value is AnnotationValue {
  if (typeof value === "string") return value.length <= MAX_ANNOTATION_LENGTH;
  return typeof value === "boolean" || Number.isFinite(value);
}

/** `user-type` → `user_type`; dots stay, as in the exporter since 0.97. */
function toAnnotationKey(key: string): string {
  return key.replace(/[^A-Za-z0-9.]/g, "_");
}

function parseNamespace(value: AttributeValue): Record<string, unknown> | undefined {
  const parsed = typeof value === "string" ? parseJson(value) : undefined;
  return isRawObject(parsed) ? { ...parsed } : undefined;
}
