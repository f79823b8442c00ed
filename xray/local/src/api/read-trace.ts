import type { ApiTrace } from "../protocol/api-types.ts";
import { parseSegmentDocument } from "../protocol/parse-segment-document.ts";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import type { TraceStore } from "../store/trace-store.ts";
import { toApiTrace } from "../trace/to-api-trace.ts";

/** A trace as the API answers it; undefined when nothing of it is stored. */
export function readTrace(store: TraceStore, id: string): ApiTrace | undefined {
  const documents: SegmentDocument[] = [];
  for (const text of store.documents(id)) {
    const parsed = parseSegmentDocument(text);
    if (parsed.ok) documents.push(parsed.document);
  }
  return documents.length === 0 ? undefined : toApiTrace(id, documents);
}
