import { parseSegmentDocument } from "../parse-segment-document.ts";
import type { SegmentDocument } from "../segment-document.ts";

export const parseValue = (value: unknown) => parseSegmentDocument(JSON.stringify(value));

export function parseValid(value: unknown): SegmentDocument {
  const parsed = parseValue(value);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.document;
}

export const segment = {
  id: "c5a141f311df5e9b",
  trace_id: "1-6b00de2b-29d8800d391ab00f001fc444",
  name: "backend-flask",
  start_time: 1795218986.638,
  end_time: 1795218986.643,
};

export const subsegment = { id: "d0be29206e3d197d", name: "feed", start_time: 1, end_time: 2 };
