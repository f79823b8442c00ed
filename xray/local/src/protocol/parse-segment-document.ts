import { parseEntity, parseSharedBlocks } from "./parse-entity.ts";
import { parseService } from "./parse-blocks.ts";
import { assign, isRawObject, parseJson, toText } from "./raw-json.ts";
import type { RawObject } from "./raw-json.ts";
import type { SegmentDocument } from "./segment-document.ts";
import { SegmentRejection, toRejectionMessage } from "./segment-rejection.ts";
import type { RejectionCode, Subject } from "./segment-rejection.ts";
import { toEntityId, toTraceId } from "./trace-id.ts";

export type ParsedSegmentDocument =
  | { ok: true; document: SegmentDocument }
  | {
      ok: false;
      /** The id of the submitted document as it was written, even when one of its subsegments is wrong. */
      id?: string;
      code: RejectionCode;
      message: string;
    };

/** 64 KB. Source: AWS General Reference, "AWS X-Ray endpoints and quotas". */
export const MAX_DOCUMENT_BYTES = 65_536;
export const MAX_USER_LENGTH = 250;

/**
 * Parses one document of PutTraceSegments or of a datagram. Checks what the service requires, and rejects in its words;
 * leaves out other members that do not follow the schema, as in the documents that the service returns (Developer
 * Guide, "Getting data"). Ids become lower case. Never throws.
 *
 * An array is rejected as a document without an id, which is the service's answer to `[]`. The API model mentions "an
 * array of subsegments", but no client sends one.
 */
export function parseSegmentDocument(text: string): ParsedSegmentDocument {
  if (isTooLarge(text)) return reject("SegmentTooLarge", "segment", undefined);
  const raw = parseJson(text);
  if (raw === undefined) return { ok: false, code: "ParseError", message: describeParseError(text) };
  if (Array.isArray(raw)) return reject("MissingId", "segment", undefined);
  if (!isRawObject(raw)) return reject("ParseError", "segment", undefined);
  try {
    return { ok: true, document: parseDocument(raw) };
  } catch (error) {
    if (!(error instanceof SegmentRejection)) throw error;
    return { ok: false, ...idOf(raw.id), code: error.code, message: error.message };
  }
}

/** Numbers that JSON does not have but Python's json module writes. */
const NO_JSON_NUMBER = /[[:,]\s*-?(NaN|Infinity)\s*[,\]}]/;

function describeParseError(text: string): string {
  const message = toRejectionMessage("ParseError", "segment");
  // The mark of AWS's distributions of OpenTelemetry; a request that can be read was unpacked before.
  if (text.startsWith("T1")) return `${message}, Cause: behind T1 is no request of OTLP in base64`;
  const [, number] = NO_JSON_NUMBER.exec(text) ?? [];
  return number === undefined ? message : `${message}, Cause: ${number} is no number in JSON`;
}

function isTooLarge(text: string): boolean {
  if (text.length > MAX_DOCUMENT_BYTES) return true;
  // A UTF-16 unit takes at most three bytes of UTF-8, so most texts need not be encoded.
  return text.length * 3 > MAX_DOCUMENT_BYTES && new TextEncoder().encode(text).length > MAX_DOCUMENT_BYTES;
}

function reject(code: RejectionCode, subject: Subject, id: unknown): ParsedSegmentDocument {
  return { ok: false, ...idOf(id), code, message: toRejectionMessage(code, subject) };
}

function idOf(id: unknown): { id?: string } {
  return typeof id === "string" && id !== "" ? { id } : {};
}

function parseDocument(raw: RawObject): SegmentDocument {
  const subject = raw.type === "subsegment" ? "subsegment" : "segment";
  const entity = parseEntity(raw, subject);
  const document: SegmentDocument = {
    id: entity.id,
    name: entity.name,
    trace_id: parseTraceId(raw.trace_id, subject),
    start_time: entity.start_time,
  };
  assign(document, "end_time", entity.end_time);
  assign(document, "in_progress", entity.in_progress);
  assign(document, "parent_id", parseParentId(raw.parent_id, subject));
  if (subject === "subsegment") document.type = "subsegment";
  else addSegmentMembers(document, raw);
  parseSharedBlocks(document, raw, subject);
  return document;
}

function addSegmentMembers(document: SegmentDocument, raw: RawObject): void {
  assign(document, "origin", toText(raw.origin));
  assign(document, "resource_arn", toText(raw.resource_arn));
  assign(document, "service", parseService(raw.service));
  if (raw.inferred === true) document.inferred = true;
  const user = toText(raw.user);
  if (user !== undefined && user.length <= MAX_USER_LENGTH) document.user = user;
}

function parseTraceId(value: unknown, subject: Subject): string {
  if (value === undefined || value === null || value === "") {
    throw new SegmentRejection("MissingTraceId", subject);
  }
  const traceId = typeof value === "string" ? toTraceId(value) : undefined;
  if (traceId === undefined) throw new SegmentRejection("InvalidTraceId", subject);
  return traceId;
}

function parseParentId(value: unknown, subject: Subject): string | undefined {
  if (value === undefined || value === null || value === "") {
    if (subject === "subsegment") throw new SegmentRejection("MissingParentId", subject);
    return undefined;
  }
  const parentId = typeof value === "string" ? toEntityId(value) : undefined;
  if (parentId === undefined) throw new SegmentRejection("InvalidParentId", subject);
  return parentId;
}
