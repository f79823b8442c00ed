import { assign, isNestedAtMost, isRawObject, toFlag, toInteger, toText, toTexts } from "./raw-json.ts";
import type { RawObject } from "./raw-json.ts";
import type { AnnotationValue, AwsBlock, HttpBlock, SegmentLink, SqlBlock } from "./segment-document.ts";
import { toEntityId, toTraceId } from "./trace-id.ts";

/**
 * Beyond the published schema, allows the dots that OpenTelemetry's exporter sends and the colons that API Gateway
 * sends (`aws:api_id`); `annotation[key]` filters both.
 */
const ANNOTATION_KEY = /^[A-Za-z0-9_.:]{1,500}$/;
const MAX_ANNOTATION_LENGTH = 1000;
/** Source: Developer Guide, "Trace linking". */
const MAX_LINKS = 20;
/** Chosen: far more than anyone writes by hand, far less than exhausts the stack of JSON.stringify. */
const MAX_NESTING = 100;
const SQL_MEMBERS = [
  "connection_string",
  "url",
  "sanitized_query",
  "database_type",
  "database_version",
  "driver_version",
  "user",
  "preparation",
] as const;

export function parseHttp(raw: unknown): HttpBlock | undefined {
  if (!isRawObject(raw)) return undefined;
  const http: HttpBlock = {};
  if (isRawObject(raw.request)) http.request = parseHttpRequest(raw.request);
  if (isRawObject(raw.response)) http.response = parseHttpResponse(raw.response);
  return http;
}

function parseHttpRequest(raw: RawObject): NonNullable<HttpBlock["request"]> {
  const request: NonNullable<HttpBlock["request"]> = {};
  assign(request, "method", toText(raw.method));
  assign(request, "url", toText(raw.url));
  assign(request, "user_agent", toText(raw.user_agent));
  assign(request, "client_ip", toText(raw.client_ip));
  assign(request, "x_forwarded_for", toFlag(raw.x_forwarded_for));
  assign(request, "traced", toFlag(raw.traced));
  return request;
}

function parseHttpResponse(raw: RawObject): NonNullable<HttpBlock["response"]> {
  const response: NonNullable<HttpBlock["response"]> = {};
  assign(response, "status", toInteger(raw.status));
  assign(response, "content_length", toInteger(raw.content_length));
  return response;
}

/** Members that are used elsewhere get the type of AwsBlock; others stay as they came. */
export function parseAws(raw: unknown): AwsBlock | undefined {
  if (!isRawObject(raw) || !isNestedAtMost(raw, MAX_NESTING)) return undefined;
  const aws: Record<string, unknown> = {};
  for (const key of Object.keys(raw)) {
    const value = parseAwsMember(key, raw[key]);
    if (value !== undefined && key !== "__proto__") aws[key] = value;
  }
  return aws;
}

function parseAwsMember(key: string, value: unknown): unknown {
  switch (key) {
    case "account_id":
    case "operation":
    case "region":
    case "request_id":
    case "queue_url":
    case "table_name":
      return toText(value);
    case "resource_names":
      return toTexts(value);
    case "xray":
      return isRawObject(value) ? value : undefined;
    default:
      return value === "" ? undefined : (value ?? undefined);
  }
}

export function parseSql(raw: unknown): SqlBlock | undefined {
  if (!isRawObject(raw)) return undefined;
  const sql: SqlBlock = {};
  for (const member of SQL_MEMBERS) assign(sql, member, toText(raw[member]));
  return sql;
}

export function parseAnnotations(raw: unknown): Readonly<Record<string, AnnotationValue>> | undefined {
  if (!isRawObject(raw)) return undefined;
  return keepMembers(raw, (value, key): value is AnnotationValue => isAnnotation(key, value));
}

function isAnnotation(key: string, value: unknown): value is AnnotationValue {
  if (!ANNOTATION_KEY.test(key)) return false;
  if (typeof value === "string") return value.length <= MAX_ANNOTATION_LENGTH;
  return typeof value === "boolean" || Number.isFinite(value);
}

/**
 * Namespaces with any value. The schema requires objects, the guide allows "values of any type", and PHP's SDK sends
 * values without a namespace. All are kept, since metadata is for people to read.
 */
export function parseMetadata(raw: unknown): RawObject | undefined {
  if (!isRawObject(raw)) return undefined;
  return keepMembers(raw, (value): value is unknown => isNestedAtMost(value, MAX_NESTING));
}

/** Returns the object itself when all of its members pass, which is usual, else a copy of those that do. */
function keepMembers<T>(
  raw: RawObject,
  passes: (value: unknown, key: string) => value is T,
): Readonly<Record<string, T>> | undefined {
  const kept: [string, T][] = [];
  let count = 0;
  for (const key in raw) {
    count++;
    const value = raw[key];
    if (key !== "__proto__" && passes(value, key)) kept.push([key, value]);
  }
  if (kept.length === 0) return undefined;
  return kept.length === count ? (raw as Readonly<Record<string, T>>) : Object.fromEntries(kept);
}

/** Version and runtime of the application, whatever the SDK sends. */
export function parseService(raw: unknown): RawObject | undefined {
  return isRawObject(raw) && isNestedAtMost(raw, MAX_NESTING) ? raw : undefined;
}

export function parseLinks(raw: unknown): SegmentLink[] | undefined {
  if (!Array.isArray(raw)) return undefined;
  const links: SegmentLink[] = [];
  for (const item of raw) {
    const link = parseLink(item);
    if (link !== undefined && links.length < MAX_LINKS) links.push(link);
  }
  return links.length === 0 ? undefined : links;
}

function parseLink(raw: unknown): SegmentLink | undefined {
  if (!isRawObject(raw)) return undefined;
  const traceId = toTraceId(toText(raw.trace_id) ?? "");
  const id = toEntityId(toText(raw.id) ?? "");
  if (traceId === undefined || id === undefined) return undefined;
  const link: SegmentLink = { trace_id: traceId, id };
  if (isRawObject(raw.attributes) && isNestedAtMost(raw.attributes, MAX_NESTING)) {
    link.attributes = raw.attributes;
  }
  return link;
}
