import { checkSpanCount } from "../limits.ts";
import { ProtobufReader } from "./protobuf-reader.ts";
import {
  MAX_VALUE_DEPTH,
  NO_ATTRIBUTES,
  SPAN_KINDS,
  toId,
  toIsParentRemote,
  toScope,
  toSec,
} from "../span.ts";
import type { AttributeValue, Attributes, ResourceSpans, Span, SpanEvent, SpanLink } from "../span.ts";

/**
 * Reads an ExportTraceServiceRequest in steps of a span or less. Throws OtlpError when the bytes are no such request.
 * The numbers are the field numbers of opentelemetry-proto (collector/trace/v1, trace/v1, resource/v1, common/v1);
 * fields that nothing here uses are skipped.
 */
export function* readProtobufSpans(bytes: Uint8Array): Generator<void, ResourceSpans[], void> {
  const reader = new ProtobufReader(bytes);
  const batches: ResourceSpans[] = [];
  let spans = 0;
  while (reader.next()) {
    if (reader.field === 1) {
      const batch = yield* readResourceSpans(reader.message(), spans);
      spans += batch.spans.length;
      batches.push(batch);
    } else reader.skip();
    yield;
  }
  return batches;
}

/** `before` is how many spans of the request were read already. */
function* readResourceSpans(reader: ProtobufReader, before: number): Generator<void, ResourceSpans, void> {
  let resource = NO_ATTRIBUTES;
  const spans: Span[] = [];
  while (reader.next()) {
    if (reader.field === 1) resource = readResource(reader.message());
    else if (reader.field === 2) yield* readScopeSpans(reader.message(), spans, before);
    else reader.skip();
    yield;
  }
  return { resource, spans };
}

function readResource(reader: ProtobufReader): Attributes {
  let attributes = NO_ATTRIBUTES;
  while (reader.next()) {
    if (reader.field === 1) attributes = addAttribute(attributes, reader.message());
    else reader.skip();
  }
  return attributes;
}

function* readScopeSpans(reader: ProtobufReader, spans: Span[], before: number): Generator<void, void, void> {
  const own: Span[] = [];
  let scope = "";
  while (reader.next()) {
    if (reader.field === 1) scope = readScope(reader.message());
    else if (reader.field === 2) {
      own.push(readSpan(reader.message()));
      checkSpanCount(before + spans.length + own.length);
    } else reader.skip();
    yield;
  }
  // Set here because the scope may come after its spans.
  for (const span of own) {
    span.scope = scope;
    spans.push(span);
  }
}

function readScope(reader: ProtobufReader): string {
  let name = "";
  let version = "";
  while (reader.next()) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) version = reader.text();
    else reader.skip();
  }
  return toScope(name, version);
}

interface OpenSpan extends Span {
  events: SpanEvent[];
  links: SpanLink[];
}

function readSpan(reader: ProtobufReader): Span {
  const span: OpenSpan = {
    traceId: "",
    spanId: "",
    parentSpanId: "",
    isParentRemote: undefined,
    name: "",
    kind: "unspecified",
    startSec: Number.NaN,
    endSec: Number.NaN,
    attributes: NO_ATTRIBUTES,
    events: [],
    links: [],
    status: { isError: false, message: "" },
    scope: "",
  };
  while (reader.next()) readSpanField(reader, span);
  return span;
}

function readSpanField(reader: ProtobufReader, span: OpenSpan): void {
  switch (reader.field) {
    case 1:
      span.traceId = toId(reader.hex());
      break;
    case 2:
      span.spanId = toId(reader.hex());
      break;
    case 4:
      span.parentSpanId = toId(reader.hex());
      break;
    case 5:
      span.name = reader.text();
      break;
    case 6:
      span.kind = SPAN_KINDS[reader.integer()] ?? "unspecified";
      break;
    case 7:
      span.startSec = toSec(reader.fixed64());
      break;
    case 8:
      span.endSec = toSec(reader.fixed64());
      break;
    case 9:
      span.attributes = addAttribute(span.attributes, reader.message());
      break;
    case 11:
      span.events.push(readEvent(reader.message()));
      break;
    case 13:
      span.links.push(readLink(reader.message()));
      break;
    case 15:
      span.status = readStatus(reader.message());
      break;
    case 16:
      span.isParentRemote = toIsParentRemote(reader.fixed32());
      break;
    default:
      reader.skip();
  }
}

function readEvent(reader: ProtobufReader): SpanEvent {
  let attributes = NO_ATTRIBUTES;
  let name = "";
  let timeSec = Number.NaN;
  while (reader.next()) {
    if (reader.field === 1) timeSec = toSec(reader.fixed64());
    else if (reader.field === 2) name = reader.text();
    else if (reader.field === 3) attributes = addAttribute(attributes, reader.message());
    else reader.skip();
  }
  return { name, timeSec, attributes };
}

function readLink(reader: ProtobufReader): SpanLink {
  let attributes = NO_ATTRIBUTES;
  let traceId = "";
  let spanId = "";
  while (reader.next()) {
    if (reader.field === 1) traceId = toId(reader.hex());
    else if (reader.field === 2) spanId = toId(reader.hex());
    else if (reader.field === 4) attributes = addAttribute(attributes, reader.message());
    else reader.skip();
  }
  return { traceId, spanId, attributes };
}

function readStatus(reader: ProtobufReader): Span["status"] {
  const status = { isError: false, message: "" };
  while (reader.next()) {
    if (reader.field === 2) status.message = reader.text();
    else if (reader.field === 3) status.isError = reader.integer() === 2;
    else reader.skip();
  }
  return status;
}

/** Makes a map when the first attribute comes, because many spans and events have none. */
function addAttribute(attributes: Attributes, reader: ProtobufReader, depth = 0): Attributes {
  let key = "";
  let value: AttributeValue = null;
  while (reader.next()) {
    if (reader.field === 1) key = reader.text();
    else if (reader.field === 2) value = readValue(reader.message(), depth);
    else reader.skip();
  }
  return attributes.size === 0
    ? new Map([[key, value]])
    : (attributes as Map<string, AttributeValue>).set(key, value);
}

function readValue(reader: ProtobufReader, depth: number): AttributeValue {
  let value: AttributeValue = null;
  if (depth >= MAX_VALUE_DEPTH) return value;
  while (reader.next()) {
    switch (reader.field) {
      case 1:
        value = reader.text();
        break;
      case 2:
        value = reader.integer() !== 0;
        break;
      case 3:
        value = reader.integer();
        break;
      case 4:
        value = reader.double();
        break;
      case 5:
        value = readArray(reader.message(), depth + 1);
        break;
      case 6:
        value = readList(reader.message(), depth + 1);
        break;
      case 7:
        value = toBase64(reader.raw());
        break;
      default:
        reader.skip();
    }
  }
  return value;
}

function readArray(reader: ProtobufReader, depth: number): AttributeValue[] {
  const values: AttributeValue[] = [];
  while (reader.next()) {
    if (reader.field === 1) values.push(readValue(reader.message(), depth));
    else reader.skip();
  }
  return values;
}

function readList(reader: ProtobufReader, depth: number): AttributeValue {
  let members = NO_ATTRIBUTES;
  while (reader.next()) {
    if (reader.field === 1) members = addAttribute(members, reader.message(), depth);
    else reader.skip();
  }
  return Object.fromEntries(members);
}

/** The form of bytes in OTLP's JSON. */
function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
