/** Which one the service's message names as wrong. */
export type Subject = "segment" | "subsegment";

/**
 * Why a document is rejected. `InvalidTraceId`, `MissingId`, `InvalidName` and `MissingEndTime` are codes of the real
 * service; the others follow their pattern, because the service's list is not published.
 */
export type RejectionCode =
  | "ParseError"
  | "SegmentTooLarge"
  | `Missing${"Id" | "Name" | "TraceId" | "ParentId" | "StartTime" | "EndTime"}`
  | `Invalid${"Id" | "Name" | "TraceId" | "ParentId" | "StartTime" | "EndTime"}`;

/** Thrown while a document is parsed; parseSegmentDocument catches it. */
export class SegmentRejection extends Error {
  override readonly name = "SegmentRejection";
  readonly code: RejectionCode;

  constructor(code: RejectionCode, subject: Subject) {
    super(toRejectionMessage(code, subject));
    this.code = code;
  }
}

/** The service's words, in which subsegments end with "Cause: null" and segments do not. */
export function toRejectionMessage(code: RejectionCode, subject: Subject): string {
  const message = `Invalid ${subject}. ErrorCode: ${code}`;
  return subject === "subsegment" ? `${message}, Cause: null` : message;
}
