import type { ApiTrace } from "xray-local/protocol/api-types.ts";
import { isRawObject, parseJson } from "xray-local/protocol/raw-json.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";

/**
 * Reads the documents of a trace as BatchGetTraces returns them, each as JSON text. Leaves out a document that cannot
 * be read, so that the rest of the trace still shows.
 */
export function parseDocuments(trace: Pick<ApiTrace, "Segments">): SegmentDocument[] {
  return trace.Segments.flatMap((segment) => {
    const document = parseDocument(segment.Document);
    return document ? [document] : [];
  });
}

function parseDocument(text: string): SegmentDocument | undefined {
  const value = parseJson(text);
  return isSegmentDocument(value) ? value : undefined;
}

function isSegmentDocument(value: unknown): value is SegmentDocument {
  return isRawObject(value) && typeof value["id"] === "string" && Number.isFinite(value["start_time"]);
}
