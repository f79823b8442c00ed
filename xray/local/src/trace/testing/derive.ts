import type { SegmentDocument } from "../../protocol/segment-document.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { deriveTraceFacts } from "../facts/derive-facts.ts";
import { readDocument } from "./make-documents.ts";

export const derive = (...documents: readonly SegmentDocument[]): TraceFacts =>
  deriveTraceFacts(documents, 1);

export const deriveSent = (...sent: readonly object[]): TraceFacts => derive(...sent.map(readDocument));
