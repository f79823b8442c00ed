import type { SegmentDocument, Subsegment } from "xray-local/protocol/segment-document.ts";

/** A segment or subsegment with the id of its parent, before the tree is built. */
export interface Part {
  id: string;
  kind: "segment" | "subsegment";
  entity: SegmentDocument | Subsegment;
  parentId: string | undefined;
}

export interface CollectedParts {
  parts: Map<string, Part>;
  /** Segments that the service made up, by the id of the subsegment they stand below. */
  inferred: Map<string, SegmentDocument>;
}

/**
 * All parts of the documents, whether embedded or sent apart, each once: of two with the same id the closed one counts,
 * else the later. Without recursion, as documents may nest deeply.
 *
 *     [{id: a, subsegments: [{id: b}]}, {id: c, type: subsegment, parent_id: b}]  ->  a, b (in a), c (in b)
 */
export function collectParts(documents: readonly SegmentDocument[]): CollectedParts {
  const parts = new Map<string, Part>();
  const inferred = new Map<string, SegmentDocument>();
  for (const document of documents) {
    if (document.inferred === true && document.parent_id !== undefined) {
      inferred.set(document.parent_id, document);
      continue;
    }
    const kind = document.type === "subsegment" ? "subsegment" : "segment";
    collectOne(parts, { id: document.id, kind, entity: document, parentId: document.parent_id });
  }
  keepStrayInferred(parts, inferred);
  return { parts, inferred };
}

function collectOne(parts: Map<string, Part>, top: Part): void {
  const open = [top];
  for (let part = open.pop(); part; part = open.pop()) {
    addPart(parts, part);
    for (const child of part.entity.subsegments ?? []) {
      if (typeof child?.id !== "string" || !Number.isFinite(child.start_time)) continue;
      open.push({ id: child.id, kind: "subsegment", entity: child, parentId: part.id });
    }
  }
}

function addPart(parts: Map<string, Part>, part: Part): void {
  const known = parts.get(part.id);
  if (known && isClosed(known) && !isClosed(part)) return;
  parts.set(part.id, part);
}

function isClosed(part: Part): boolean {
  return part.entity.end_time !== undefined && part.entity.in_progress !== true;
}

/** An inferred segment whose call is not here shows as a segment of its own. */
function keepStrayInferred(parts: Map<string, Part>, inferred: Map<string, SegmentDocument>): void {
  for (const [parentId, document] of inferred) {
    if (parts.has(parentId)) continue;
    inferred.delete(parentId);
    addPart(parts, { id: document.id, kind: "segment", entity: document, parentId });
  }
}
