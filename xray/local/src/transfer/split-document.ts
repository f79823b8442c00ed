import { MAX_DOCUMENT_BYTES } from "../protocol/parse-segment-document.ts";
import { isRawObject } from "../protocol/raw-json.ts";
import type { RawObject } from "../protocol/raw-json.ts";

/** How deep subsegments are searched; deeper ones stay where they are. */
const MAX_DEPTH = 500;

/**
 * Splits a document that is larger than X-Ray accepts. Those of `batch-get-traces` may be, because AWS merges what was
 * sent apart. Subsegments become documents of their own, the largest first, until the rest fits.
 *
 *     {id: a, subsegments: [{id: b}, {id: c}]}  ->  {id: a, subsegments: [{id: c}]}, {id: b, type: subsegment, parent_id: a}
 *
 * A single subsegment that is too large stays so: the server names it.
 */
export function splitDocument(text: string, maxBytes = MAX_DOCUMENT_BYTES): readonly string[] {
  if (Buffer.byteLength(text) <= maxBytes) return [text];
  const document: unknown = JSON.parse(text);
  return isRawObject(document) ? splitObject(document, document["trace_id"], maxBytes, 0) : [text];
}

function splitObject(
  document: RawObject,
  traceId: unknown,
  maxBytes: number,
  depth: number,
): readonly string[] {
  const whole = JSON.stringify(document);
  const subsegments = Array.isArray(document["subsegments"])
    ? document["subsegments"].filter(isRawObject)
    : [];
  if (Buffer.byteLength(whole) <= maxBytes || subsegments.length === 0 || depth === MAX_DEPTH) return [whole];
  const bySize = subsegments
    .map((subsegment) => ({ subsegment, bytes: Buffer.byteLength(JSON.stringify(subsegment)) + 1 }))
    .toSorted((a, b) => b.bytes - a.bytes);
  let left = Buffer.byteLength(whole);
  const parts: string[] = [];
  const moved = new Set<RawObject>();
  for (const { subsegment, bytes } of bySize) {
    if (left <= maxBytes) break;
    left -= bytes;
    moved.add(subsegment);
    const independent = { ...subsegment, type: "subsegment", parent_id: document["id"], trace_id: traceId };
    parts.push(...splitObject(independent, traceId, maxBytes, depth + 1));
  }
  const kept = subsegments.filter((subsegment) => !moved.has(subsegment));
  return [JSON.stringify({ ...document, subsegments: kept.length === 0 ? undefined : kept }), ...parts];
}
