import { ByteWriter } from "./byte-writer.ts";

/**
 * The documents of a chunk as text, compressed together outside.
 *
 *     count (u32) · where each ends, counted from the first (u32 each) · UTF-8
 */
export function encodeDocuments(texts: readonly string[]): Buffer {
  const writer = new ByteWriter();
  writer.u32(texts.length);
  for (let index = 0; index < texts.length; index += 1) writer.u32(0);
  const start = writer.length;
  for (const [index, text] of texts.entries()) {
    writer.text(text);
    writer.setU32(4 + 4 * index, writer.length - start);
  }
  return writer.written();
}

export function countDocuments(encoded: Buffer): number {
  return encoded.readUInt32LE(0);
}

/** The text of one document, or undefined when the chunk has fewer. */
export function documentAt(encoded: Buffer, ordinal: number): string | undefined {
  const count = countDocuments(encoded);
  if (ordinal < 0 || ordinal >= count) return undefined;
  const start = 4 + 4 * count;
  const from = ordinal === 0 ? 0 : encoded.readUInt32LE(4 * ordinal);
  return encoded.toString("utf8", start + from, start + encoded.readUInt32LE(4 + 4 * ordinal));
}
