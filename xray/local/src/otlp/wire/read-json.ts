import { isRawObject, toText } from "../../protocol/raw-json.ts";
import type { RawObject } from "../../protocol/raw-json.ts";
import { checkSpanCount } from "../limits.ts";
import { parseJsonInSlices } from "./sliced-json.ts";
import {
  MAX_VALUE_DEPTH,
  NO_ATTRIBUTES,
  OtlpError,
  SPAN_KINDS,
  toId,
  toIsParentRemote,
  toScope,
  toSec,
} from "../span.ts";
import type {
  AttributeValue,
  Attributes,
  ResourceSpans,
  Span,
  SpanEvent,
  SpanKind,
  SpanLink,
} from "../span.ts";

/**
 * Reads an ExportTraceServiceRequest in OTLP's JSON, in steps of a span or less. Ids are hexadecimal there, and 64-bit
 * numbers may be texts. Throws OtlpError when the text is no such request; members of a wrong type count as absent.
 * Source: OTLP specification, "JSON Protobuf Encoding".
 */
export function* readJsonSpans(text: string): Generator<void, ResourceSpans[], void> {
  const request = yield* parse(text);
  if (!isRawObject(request)) throw new OtlpError("The request is not a JSON object");
  const batches = request.resourceSpans;
  if (batches === undefined || batches === null) return [];
  if (!Array.isArray(batches)) throw new OtlpError("The member resourceSpans is not an array");
  checkSpanCount(countSpans(batches));
  const read: ResourceSpans[] = [];
  for (const batch of batches.filter(isRawObject)) read.push(yield* readResourceSpans(batch));
  return read;
}

/** Counts before any of them becomes a span. */
function countSpans(batches: readonly unknown[]): number {
  let count = 0;
  for (const batch of objects(batches)) {
    for (const { spans } of objects(batch.scopeSpans)) count += Array.isArray(spans) ? spans.length : 0;
  }
  return count;
}

function* parse(text: string): Generator<void, unknown, void> {
  try {
    return yield* parseJsonInSlices(text);
  } catch {
    throw new OtlpError("The request is not valid JSON");
  }
}

function* readResourceSpans(raw: RawObject): Generator<void, ResourceSpans, void> {
  const resource = isRawObject(raw.resource) ? raw.resource.attributes : undefined;
  const spans: Span[] = [];
  for (const each of objects(raw.scopeSpans)) yield* readScopeSpans(each, spans);
  return { resource: readAttributes(resource), spans };
}

function* readScopeSpans(raw: RawObject, spans: Span[]): Generator<void, void, void> {
  const scope = isRawObject(raw.scope) ? toScope(textOf(raw.scope.name), textOf(raw.scope.version)) : "";
  for (const span of objects(raw.spans)) {
    spans.push(readSpan(span, scope));
    yield;
  }
}

function readSpan(raw: RawObject, scope: string): Span {
  const status = isRawObject(raw.status) ? raw.status : {};
  return {
    traceId: toId(textOf(raw.traceId)),
    spanId: toId(textOf(raw.spanId)),
    parentSpanId: toId(textOf(raw.parentSpanId)),
    isParentRemote: toIsParentRemote(Number(raw.flags ?? 0)),
    name: textOf(raw.name),
    kind: readKind(raw.kind),
    startSec: readTime(raw.startTimeUnixNano),
    endSec: readTime(raw.endTimeUnixNano),
    attributes: readAttributes(raw.attributes),
    events: objects(raw.events).map(readEvent),
    links: objects(raw.links).map(readLink),
    status: {
      isError: status.code === 2 || status.code === "STATUS_CODE_ERROR",
      message: textOf(status.message),
    },
    scope,
  };
}

/** Mostly numbers; some encoders write `SPAN_KIND_SERVER`. */
function readKind(raw: unknown): SpanKind {
  if (typeof raw === "number") return SPAN_KINDS[raw] ?? "unspecified";
  const name = textOf(raw)
    .replace(/^SPAN_KIND_/, "")
    .toLowerCase();
  return SPAN_KINDS.find((kind) => kind === name) ?? "unspecified";
}

function readEvent(raw: RawObject): SpanEvent {
  return {
    name: textOf(raw.name),
    timeSec: readTime(raw.timeUnixNano),
    attributes: readAttributes(raw.attributes),
  };
}

function readLink(raw: RawObject): SpanLink {
  return {
    traceId: toId(textOf(raw.traceId)),
    spanId: toId(textOf(raw.spanId)),
    attributes: readAttributes(raw.attributes),
  };
}

function readAttributes(raw: unknown, depth = 0): Attributes {
  const list = objects(raw);
  if (list.length === 0) return NO_ATTRIBUTES;
  return new Map(list.map(({ key, value }) => [textOf(key), readValue(value, depth)]));
}

function readValue(raw: unknown, depth: number): AttributeValue {
  if (!isRawObject(raw) || depth >= MAX_VALUE_DEPTH) return null;
  const { stringValue, boolValue, intValue, doubleValue, arrayValue, kvlistValue, bytesValue } = raw;
  if (typeof stringValue === "string") return stringValue;
  if (typeof boolValue === "boolean") return boolValue;
  // Texts are 64-bit numbers, or NaN and Infinity.
  const number = intValue ?? doubleValue;
  if (typeof number === "number" || typeof number === "string") return Number(number);
  if (isRawObject(arrayValue)) return objects(arrayValue.values).map((item) => readValue(item, depth + 1));
  if (isRawObject(kvlistValue)) return Object.fromEntries(readAttributes(kvlistValue.values, depth + 1));
  return toText(bytesValue) ?? null;
}

function readTime(raw: unknown): number {
  return typeof raw === "string" || typeof raw === "number" ? toSec(Number(raw)) : Number.NaN;
}

function textOf(raw: unknown): string {
  return toText(raw) ?? "";
}

function objects(raw: unknown): RawObject[] {
  return Array.isArray(raw) ? raw.filter(isRawObject) : [];
}
