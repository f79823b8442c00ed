import type { RejectionStatus } from "../console-wire/server-status.ts";
import type { RejectionCode } from "../protocol/segment-rejection.ts";
import type { ReasonCount } from "./write/writer-messages.ts";

const SAMPLES = 5;

const HEADER_REMEDY =
  'Send each document in a datagram of its own, after the line `{"format":"json","version":1}`, as the X-Ray SDKs do.';
const ID = "16 hexadecimal digits, as `53995c3f42cd8ad8`";
const TIME = "seconds since 1970 as a number, as `1796040302.5`; milliseconds are a thousand times too many";

/** What to do about each reason for which a document is rejected: names the member, and the form it must have. */
const DOCUMENT_REMEDIES: Readonly<Record<RejectionCode, string>> = {
  ParseError: "The text is not JSON, or was cut off on its way. Send the whole document in one datagram.",
  SegmentTooLarge: "A document has at most 64 KB. Send its subsegments apart, or put less into metadata.",
  MissingId: `Give each segment and subsegment an \`id\` of ${ID}.`,
  InvalidId: `An \`id\` is a text of ${ID}.`,
  MissingName: "Give each segment and subsegment a `name`, a text of 1 to 200 characters.",
  InvalidName:
    "A name has letters, digits, spaces and `_ . : / % & # = + \\ - @` of at most 200 characters. Rename the segment or subsegment.",
  MissingTraceId:
    "Give each document the `trace_id` of its trace, as `1-58406520-a006649127e371903a2de979`; those that are embedded need none.",
  InvalidTraceId: "A trace id looks like `1-58406520-a006649127e371903a2de979`.",
  MissingParentId: `Give a subsegment that is sent apart the \`parent_id\` of the segment or subsegment around it: ${ID}.`,
  InvalidParentId: `A \`parent_id\` is the \`id\` of a segment or subsegment, a text of ${ID}. Leave it out where there is no parent.`,
  MissingStartTime: `Give each segment and subsegment a \`start_time\`: ${TIME}.`,
  InvalidStartTime: `A \`start_time\` is ${TIME}.`,
  MissingEndTime: 'Close the segment and all its subsegments, or mark them with `"in_progress": true`.',
  InvalidEndTime: `An \`end_time\` is ${TIME}.`,
};

/** What to do about rejections that happen before a document is validated. */
const ARRIVAL_REMEDIES: Readonly<Record<string, string>> = {
  MissingHeader: HEADER_REMEDY,
  InvalidHeader: HEADER_REMEDY,
  MissingDocument: HEADER_REMEDY,
};

function remedyOf(reason: string): string {
  return (
    { ...ARRIVAL_REMEDIES, ...DOCUMENT_REMEDIES }[reason] ??
    "Compare the sample with what an X-Ray SDK sends."
  );
}

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
        remedy: remedyOf(reason),
        samples: [...(known?.samples ?? []), ...samples].slice(-SAMPLES),
      });
    }
  }

  /** The most frequent reason first. */
  list(): readonly RejectionStatus[] {
    return [...this.reasons.values()].sort((left, right) => right.count - left.count);
  }
}
