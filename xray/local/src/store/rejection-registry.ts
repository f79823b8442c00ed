import type { RejectionStatus } from "../console-wire/server-status.ts";
import type { ReasonCount } from "./write/writer-messages.ts";

const SAMPLES = 5;

const HEADER_REMEDY =
  'Send each document in a datagram of its own, after the line `{"format":"json","version":1}`, as the X-Ray SDKs do.';
const DOCUMENT_REMEDY =
  "Compare the sample with the fields that a segment document requires: `name`, `id`, `trace_id`, `start_time`, and `end_time` or `in_progress`.";

/** What to do about each reason; reasons that are not here name a field, and get `DOCUMENT_REMEDY`. */
const REMEDIES: Readonly<Record<string, string>> = {
  MissingHeader: HEADER_REMEDY,
  InvalidHeader: HEADER_REMEDY,
  MissingDocument: HEADER_REMEDY,
  QueueFull: "More arrives than can be stored. Lower the sampling rate, or send less at once.",
  NotStored: "The disk rejected the documents. See that the data folder is writable and has room.",
  InternalFailure: "This is a defect of the local X-Ray. Please report it together with the sample.",
  ParseError: "The text is not JSON, or was cut off on its way. Send the whole document in one datagram.",
  SegmentTooLarge: "A document has at most 64 KB. Send its subsegments apart, or put less into metadata.",
  MissingId: "Give the segment an id of 16 hexadecimal digits.",
  InvalidId: "An id has 16 hexadecimal digits.",
  InvalidTraceId: "A trace id looks like `1-58406520-a006649127e371903a2de979`.",
  InvalidName:
    "A name has letters, digits, spaces and `_ . : / % & # = + \\ - @` of at most 200 characters. Rename the segment or subsegment.",
  MissingEndTime: 'Close the segment and all its subsegments, or mark them with `"in_progress": true`.',
};

/** Counts rejections by reason since the start. */
export class RejectionRegistry {
  private readonly reasons = new Map<string, RejectionStatus>();

  add(counts: readonly ReasonCount[], nowMs: number): void {
    for (const { reason, count, samples } of counts) {
      const known = this.reasons.get(reason);
      this.reasons.set(reason, {
        reason,
        count: (known?.count ?? 0) + count,
        lastAtMs: samples.at(-1)?.atMs ?? nowMs,
        remedy: REMEDIES[reason] ?? DOCUMENT_REMEDY,
        samples: [...(known?.samples ?? []), ...samples].slice(-SAMPLES),
      });
    }
  }

  /** The most frequent first. */
  list(): readonly RejectionStatus[] {
    return [...this.reasons.values()].sort((left, right) => right.count - left.count);
  }
}
