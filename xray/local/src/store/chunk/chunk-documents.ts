import { crc32 } from "node:zlib";
import type { ByteWriter } from "../../bytes/byte-writer.ts";

/**
 * Gathers the documents of a chunk as text; the caller compresses them together.
 *
 *     UTF-8 · where each ends (u32 each) · count (u32)
 */
export class DocumentsWriter {
  private readonly writer: ByteWriter;
  private readonly ends: number[] = [];

  /** Takes over the writer and its memory. */
  constructor(writer: ByteWriter) {
    writer.clear();
    this.writer = writer;
  }

  get count(): number {
    return this.ends.length;
  }

  get byteLength(): number {
    return this.writer.length;
  }

  /** Returns the number of the document in its chunk. */
  add(text: string): number {
    this.writer.text(text);
    return this.ends.push(this.writer.length) - 1;
  }

  /** Of the document that was added last: of other letters another one. */
  checksumOfLast(): number {
    return crc32(this.writer.since(this.ends.at(-2) ?? 0));
  }

  removeLast(): void {
    this.ends.pop();
    this.writer.length = this.ends.at(-1) ?? 0;
  }

  /** Nothing may be added afterwards. */
  encode(): Buffer {
    for (const end of this.ends) this.writer.u32(end);
    this.writer.u32(this.ends.length);
    return this.writer.written();
  }
}

export function countDocuments(encoded: Buffer): number {
  return encoded.readUInt32LE(encoded.length - 4);
}

/** The text of one document, or undefined when the chunk has fewer. */
export function documentAt(encoded: Buffer, ordinal: number): string | undefined {
  const count = countDocuments(encoded);
  if (ordinal < 0 || ordinal >= count) return undefined;
  const ends = encoded.length - 4 - 4 * count;
  const start = ordinal === 0 ? 0 : encoded.readUInt32LE(ends + 4 * (ordinal - 1));
  return encoded.toString("utf8", start, encoded.readUInt32LE(ends + 4 * ordinal));
}
