import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import { byStart } from "./trace-step.ts";

/**
 * Keeps one segment and one subsegment for each id, in order of start, so that the result does not depend on the order
 * of arrival. A complete one replaces one in progress, whichever came first; else the later one counts. A document sent
 * twice counts once. A call and the segment that answers it may share an id: Zipkin's clients do that. Source:
 * Developer Guide, "Segment documents", `in_progress`.
 */
export function newestDocuments(documents: readonly SegmentDocument[]): readonly SegmentDocument[] {
  if (documents.length < 2) return documents;
  const segments = new Map<string, SegmentDocument>();
  const subsegments = new Map<string, SegmentDocument>();
  for (const document of documents) {
    const newest = document.type === "subsegment" ? subsegments : segments;
    const known = newest.get(document.id);
    if (known === undefined || !isLessComplete(document, known)) newest.set(document.id, document);
  }
  return [...segments.values(), ...subsegments.values()].sort(byStart);
}

/** Whether the first is still in progress and the second is not. */
export function isLessComplete(
  first: SegmentDocument | Subsegment,
  second: SegmentDocument | Subsegment,
): boolean {
  return first.end_time === undefined && second.end_time !== undefined;
}
