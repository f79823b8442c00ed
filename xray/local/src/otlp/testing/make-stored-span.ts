import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { StoredSpan } from "../to-spans/stored-span.ts";
import { toStoredSpan } from "../to-spans/to-stored-span.ts";
import type { SpanPlace } from "../to-spans/to-stored-span.ts";

const traceId = "1-6b00de39-26be0b22a1d1c3e4f5061728";
export const segmentId = "00f067aa0ba902b7";

export function makeDocument(members: Readonly<Record<string, unknown>> = {}): SegmentDocument {
  const text = JSON.stringify({
    id: segmentId,
    trace_id: traceId,
    name: "backend-flask",
    start_time: 1_795_500_000.421,
    end_time: 1_795_500_000.46,
    ...members,
  });
  const parsed = parseSegmentDocument(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

/** A subsegment of `makeDocument()`. */
export function makePart(members: Readonly<Record<string, unknown>>): SegmentDocument {
  return makeDocument({ id: "b7ad6b7169203331", type: "subsegment", parent_id: segmentId, ...members });
}

export function toSegmentSpan(segment: SegmentDocument): StoredSpan {
  return toStoredSpan(segment, { traceId, parentId: segment.parent_id, segment, callee: undefined });
}

export function toPartSpan(part: SegmentDocument, place: Partial<SpanPlace> = {}): StoredSpan {
  return toStoredSpan(part, {
    traceId,
    parentId: segmentId,
    segment: makeDocument(),
    callee: undefined,
    ...place,
  });
}
