import {
  parseAnnotations,
  parseAws,
  parseHttp,
  parseLinks,
  parseMetadata,
  parseSql,
} from "./parse-blocks.ts";
import { parseCause } from "./parse-cause.ts";
import { assign, isRawObject, toTexts } from "./raw-json.ts";
import type { RawObject } from "./raw-json.ts";
import type { SegmentDocument, Subsegment } from "./segment-document.ts";
import { SegmentRejection } from "./segment-rejection.ts";
import type { Subject } from "./segment-rejection.ts";
import { toEntityId } from "./trace-id.ts";

/** Letters, digits and whitespace of any script and `_ . : / % & # = + \ - @`, 1 to 200 (Developer Guide, "Segment documents"). */
const NAME = /^[\p{L}\p{N}\p{Z}_.:/%&#=+\\\-@]{1,200}$/u;
/** 5138-11-16. Larger numbers are milliseconds by mistake. */
const MAX_TIME_SEC = 1e11;

type Required = Pick<Subsegment, "id" | "name" | "start_time" | "end_time" | "in_progress">;

/**
 * Parses the members that every segment and subsegment needs; throws a SegmentRejection where one is missing or wrong.
 */
export function parseEntity(raw: RawObject, subject: Subject): Required {
  const id = parseId(raw.id, subject);
  const name = parseName(raw.name, subject);
  const start_time = parseTime(raw.start_time, "StartTime", subject);
  if (isAbsent(raw.end_time)) {
    if (raw.in_progress !== true) throw new SegmentRejection("MissingEndTime", subject);
    return { id, name, start_time, in_progress: true };
  }
  // When a document has both, the end counts: a client that forgets to remove the flag would leave the trace partial
  // forever.
  return { id, name, start_time, end_time: parseTime(raw.end_time, "EndTime", subject) };
}

/** Adds the optional members that segments and subsegments share; leaves out those that do not follow the schema. */
export function parseSharedBlocks(
  entity: SegmentDocument | Subsegment,
  raw: RawObject,
  subject: Subject,
): void {
  if (subject === "subsegment") addSubsegmentMembers(entity, raw);
  assign(entity, "http", parseHttp(raw.http));
  assign(entity, "aws", parseAws(raw.aws));
  if (raw.error === true) entity.error = true;
  if (raw.throttle === true) entity.throttle = true;
  if (raw.fault === true) entity.fault = true;
  assign(entity, "cause", parseCause(raw.cause));
  assign(entity, "annotations", parseAnnotations(raw.annotations));
  assign(entity, "metadata", parseMetadata(raw.metadata));
  assign(entity, "links", parseLinks(raw.links));
  if (Array.isArray(raw.subsegments) && raw.subsegments.length > 0) {
    entity.subsegments = raw.subsegments.map(parseSubsegment);
  }
}

function parseSubsegment(raw: unknown): Subsegment {
  if (!isRawObject(raw)) throw new SegmentRejection("MissingId", "subsegment");
  const subsegment: Subsegment = parseEntity(raw, "subsegment");
  parseSharedBlocks(subsegment, raw, "subsegment");
  return subsegment;
}

function addSubsegmentMembers(entity: SegmentDocument | Subsegment, raw: RawObject): void {
  if (raw.namespace === "aws" || raw.namespace === "remote") entity.namespace = raw.namespace;
  assign(entity, "sql", parseSql(raw.sql));
  assign(entity, "precursor_ids", toTexts(raw.precursor_ids));
  if (raw.traced === true) entity.traced = true;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function parseId(value: unknown, subject: Subject): string {
  if (isAbsent(value) || value === "") throw new SegmentRejection("MissingId", subject);
  const id = typeof value === "string" ? toEntityId(value) : undefined;
  if (id === undefined) throw new SegmentRejection("InvalidId", subject);
  return id;
}

function parseName(value: unknown, subject: Subject): string {
  // What is not text counts as missing, as in the service's answer.
  if (typeof value !== "string" || value === "") throw new SegmentRejection("MissingName", subject);
  if (!NAME.test(value) || value.trim() === "") throw new SegmentRejection("InvalidName", subject);
  return value;
}

function parseTime(value: unknown, field: "StartTime" | "EndTime", subject: Subject): number {
  if (isAbsent(value)) throw new SegmentRejection(`Missing${field}`, subject);
  if (typeof value !== "number" || !(value >= 0 && value < MAX_TIME_SEC)) {
    throw new SegmentRejection(`Invalid${field}`, subject);
  }
  return value;
}
