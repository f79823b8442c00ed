/**
 * What a record of the queue is: a document, or a datagram that was rejected, and why. Its place in the list is its
 * number.
 */
const RECORD_KINDS = ["Document", "MissingHeader", "InvalidHeader", "MissingDocument"] as const;

export type RecordKind = (typeof RECORD_KINDS)[number];

export function toRecordKind(number: number): RecordKind {
  return RECORD_KINDS[number] ?? "InvalidHeader";
}

export function toRecordNumber(kind: RecordKind): number {
  return RECORD_KINDS.indexOf(kind);
}
