import { readU8 } from "./elements.ts";
/** Appends numbers (little endian) and text to a buffer that grows. */
export class ByteWriter {
  private bytes: Buffer;
  private view: DataView;
  length = 0;

  constructor(initialBytes = 64 * 1024) {
    this.bytes = Buffer.allocUnsafe(initialBytes);
    this.view = new DataView(this.bytes.buffer, this.bytes.byteOffset);
  }

  u8(value: number): void {
    this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  u32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  f64(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** Writes a whole number from 0 to 2^32 - 1, seven bits a byte. */
  varint(value: number): void {
    this.reserve(5);
    let rest = value >>> 0;
    while (rest > 127) {
      this.bytes[this.length] = (rest & 127) | 128;
      this.length += 1;
      rest >>>= 7;
    }
    this.bytes[this.length] = rest;
    this.length += 1;
  }

  /** Writes a whole number from 0 to 2^53 - 1, in the form of `varint` where that suffices. */
  longVarint(value: number): void {
    this.reserve(8);
    let rest = value;
    while (rest > 127) {
      this.bytes[this.length] = (rest % 128) | 128;
      this.length += 1;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length] = rest;
    this.length += 1;
  }

  /** Appends UTF-8; returns how many bytes it took. */
  text(value: string): number {
    this.reserve(value.length * 3);
    const written = this.bytes.write(value, this.length, "utf8");
    this.length += written;
    return written;
  }

  /** What was written from `start` on; valid until more is written. */
  since(start: number): Uint8Array {
    return this.bytes.subarray(start, this.length);
  }

  /** Starts over in the same memory. */
  clear(): void {
    this.length = 0;
  }

  setU32(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  /** A copy of what was written, no larger than needed. */
  written(): Buffer {
    return Buffer.copyBytesFrom(this.bytes, 0, this.length);
  }

  private reserve(extra: number): void {
    if (this.length + extra <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + extra));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
    this.view = new DataView(grown.buffer, grown.byteOffset);
  }
}

/** Reads what `ByteWriter` wrote, from `position` on; callers may set the position. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  u8(): number {
    this.position += 1;
    return this.view.getUint8(this.position - 1);
  }

  u32(): number {
    this.position += 4;
    return this.view.getUint32(this.position - 4, true);
  }

  f64(): number {
    this.position += 8;
    return this.view.getFloat64(this.position - 8, true);
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = readU8(this.bytes, this.position);
      this.position += 1;
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value >>> 0;
  }

  longVarint(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = readU8(this.bytes, this.position);
      this.position += 1;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  }

  text(bytes: number): string {
    this.position += bytes;
    const at = this.view.byteOffset + this.position - bytes;
    return Buffer.from(this.view.buffer as ArrayBuffer, at, bytes).toString("utf8");
  }
}
