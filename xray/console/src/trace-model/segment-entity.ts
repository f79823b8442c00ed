import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import type { Step } from "./step.ts";

/** The document of a segment, with the fields that subsegments do not have. */
export function segmentEntity(step: Step): SegmentDocument | undefined {
  return step.kind === "segment" ? (step.entity as SegmentDocument) : undefined;
}
