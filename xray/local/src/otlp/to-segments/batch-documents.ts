import { RESOURCE } from "../attribute-names.ts";
import type { Attributes, ResourceSpans, Span } from "../span.ts";
import { textOf } from "./attribute-taker.ts";
import type { ParentPlace } from "./span-role.ts";
import { toSegmentDocuments } from "./to-segment-documents.ts";

/** A document as text, with its id and the id of its span: they differ where one span becomes two documents. */
export interface SpanDocument {
  text: string;
  id: string;
  spanId: string;
}

/** Makes the documents of a request, those of one span in each step. */
export function* toBatchDocuments(
  batches: readonly ResourceSpans[],
): Generator<readonly SpanDocument[], void, void> {
  const placeOfParent = createParentFinder(batches);
  for (const { resource, spans } of batches) {
    for (const span of spans) {
      yield toSegmentDocuments(span, resource, placeOfParent(span, resource)).map((document) => ({
        text: JSON.stringify(document),
        id: document.id,
        spanId: span.spanId,
      }));
    }
  }
}

/** Finds out where a parent is, if it is in the same request. */
function createParentFinder(
  batches: readonly ResourceSpans[],
): (span: Span, resource: Attributes) => ParentPlace {
  const processes = new Map<string, string>();
  for (const { resource, spans } of batches) {
    const process = processOf(resource);
    for (const { traceId, spanId } of spans) processes.set(traceId + spanId, process);
  }
  return ({ traceId, parentSpanId }, resource) => {
    const process = processes.get(traceId + parentSpanId);
    if (process === undefined) return "unknown";
    return process === processOf(resource) ? "same process" : "other process";
  };
}

function processOf(resource: Attributes): string {
  return JSON.stringify([textOf(resource, ...RESOURCE.service), textOf(resource, ...RESOURCE.instance)]);
}
