import type { SegmentDocument, Subsegment } from "../protocol/segment-document.ts";
import { byStart } from "./trace-step.ts";

/**
 * One document an id, by start, so that what is made of them does not depend on the order of arrival. A complete one
 * overwrites one in progress whichever came first, else the later one counts; a document sent twice counts once.
 * Source: Developer Guide, "Segment documents", `in_progress`.
 */
export function newestDocuments(documents: readonly SegmentDocument[]): readonly SegmentDocument[] {
  if (documents.length < 2) return documents;
  const newest = new Map<string, SegmentDocument>();
  for (const document of documents) {
    const known = newest.get(document.id);
    if (known === undefined || !isLessComplete(document, known)) newest.set(document.id, document);
  }
  return [...newest.values()].sort(byStart);
}

/** True when the first is still in progress and the second is not. */
export function isLessComplete(
  first: SegmentDocument | Subsegment,
  second: SegmentDocument | Subsegment,
): boolean {
  return first.end_time === undefined && second.end_time !== undefined;
}
