import { parseSegmentDocument } from "../../protocol/parse-segment-document.ts";
import type { SegmentDocument, Subsegment } from "../../protocol/segment-document.ts";

/** The document as the server reads it from what a client sends. */
export function readDocument(sent: object): SegmentDocument {
  const parsed = parseSegmentDocument(JSON.stringify(sent));
  if (!parsed.ok) throw new Error(`${parsed.message} in ${JSON.stringify(sent)}`);
  return parsed.document;
}

/** 16 hexadecimal digits, always the same for a name, and different for different names (FNV-1a). */
export function makeId(name: string): string {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (const letter of name) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(letter.charCodeAt(0))) * 0x100_0000_01b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

const TRACE_ID = "1-6b00de39-26be0b22a1d1c3e4f5061728";

/** A segment from second 100 to 101 with an id made from its name; `members` replace these. */
export function makeSegment(name: string, members: Partial<SegmentDocument> = {}): SegmentDocument {
  return { id: makeId(name), name, trace_id: TRACE_ID, start_time: 100, end_time: 101, ...members };
}

/** A subsegment inside a document, by the same rules. */
export function makeSubsegment(name: string, members: Partial<Subsegment> = {}): Subsegment {
  return { id: makeId(name), name, start_time: 100, end_time: 101, ...members };
}

/** A subsegment in a document of its own. */
export function makeIndependent(
  name: string,
  parent: string,
  members: Partial<SegmentDocument> = {},
): SegmentDocument {
  return makeSegment(name, { type: "subsegment", parent_id: makeId(parent), ...members });
}

/** All orders of a few items. */
export function permutationsOf<T>(items: readonly T[]): (readonly T[])[] {
  if (items.length < 2) return [items];
  const permutations: (readonly T[])[] = [];
  for (const [index, item] of items.entries()) {
    for (const others of permutationsOf(items.toSpliced(index, 1))) permutations.push([item, ...others]);
  }
  return permutations;
}
