import { readU32 } from "../../bytes/elements.ts";
import type { SegmentDocument } from "../../protocol/segment-document.ts";

/**
 * Who sends again does so within some seconds, when an answer was lost or came late; in a minute come a million documents
 * at most. A slot has 12 bytes.
 */
const SLOTS = 2 ** 16;

/**
 * Tells a document that came a moment ago, letter by letter, and was the last of its id: an exporter or a daemon sent it
 * again. Bounded: of two that meet in a slot the later one is remembered.
 */
export class RecentDocuments {
  private readonly marks = new Uint32Array(SLOTS);
  private readonly checksums = new Uint32Array(SLOTS);
  /** In which it went, 0 for a free slot. */
  private readonly chunks = new Uint32Array(SLOTS);
  private firstChunk = 1;

  /** Remembers the document (`checksum` is that of its text), which goes into `chunk` unless it is known. */
  isKnown(document: SegmentDocument, checksum: number, chunk: number): boolean {
    const kind = document.type === "subsegment" ? 1 : 0;
    const mark = hashText(document.id, hashText(document.trace_id, kind));
    const slot = mark % SLOTS;
    const isThere = readU32(this.chunks, slot) >= this.firstChunk;
    if (isThere && this.marks[slot] === mark && this.checksums[slot] === checksum) return true;
    this.marks[slot] = mark;
    this.checksums[slot] = checksum;
    this.chunks[slot] = chunk;
    return false;
  }

  /** What was in this chunk and older ones is not stored any more. */
  expireThrough(chunk: number): void {
    this.firstChunk = chunk + 1;
  }

  /** Some of what was taken was not stored after all. */
  forget(): void {
    this.chunks.fill(0);
  }
}

/** 32 bits; of other letters, or from another start, others. */
function hashText(text: string, start: number): number {
  let hash = 0x811c9dc5 ^ start;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 12)) >>> 0;
}
