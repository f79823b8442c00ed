import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import type { TraceNode } from "./trace-node.ts";

/** The document of a segment, with the fields that subsegments do not have. */
export function segmentEntity(node: TraceNode): SegmentDocument | undefined {
  return node.kind === "segment" ? (node.entity as SegmentDocument) : undefined;
}
