import { MAX_MESSAGES } from "../limits.ts";
import { OtlpError } from "../span.ts";

/** Wire types. Source: protobuf.dev, "Encoding". */
const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

const MAX_VARINT_BYTES = 10;

const TWO_TO_32 = 2 ** 32;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const utf8 = new TextDecoder();

/**
 * Reads the fields of one protobuf message in the order in which they come:
 *
 *     while (reader.next()) {
 *       if (reader.field === 1) name = reader.text();
 *       else reader.skip();
 *     }
 *
 * Read or skip each field. Throws OtlpError where the bytes end early, or have another type than is read.
 */
export class ProtobufReader {
  /** Number of the current field. */
  field = 0;
  private wireType = VARINT;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private position: number;
  private readonly end: number;
  /** Shared by all messages of a request. */
  private readonly budget: { messages: number };

  constructor(bytes: Uint8Array, start = 0, end = bytes.length, budget = { messages: MAX_MESSAGES }) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.position = start;
    this.end = end;
    this.budget = budget;
  }

  /** Goes to the next field; false at the end of the message. */
  next(): boolean {
    if (this.position >= this.end) return false;
    const tag = this.varint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag & 7;
    if (this.field < 1) throw new OtlpError(`Field 0 at byte ${this.position}: this is no protobuf message`);
    return true;
  }

  skip(): void {
    if (this.wireType === VARINT) this.varint();
    else if (this.wireType === FIXED64) this.advance(8);
    else if (this.wireType === LENGTH) this.advance(this.varint());
    else if (this.wireType === FIXED32) this.advance(4);
    else throw this.unexpected();
  }

  /** Reads the current field as a message. */
  message(): ProtobufReader {
    const start = this.lengthDelimited();
    this.budget.messages -= 1;
    if (this.budget.messages < 0) throw new OtlpError(`The request has more than ${MAX_MESSAGES} parts`);
    return new ProtobufReader(this.bytes, start, this.position, this.budget);
  }

  text(): string {
    const start = this.lengthDelimited();
    return utf8.decode(this.bytes.subarray(start, this.position));
  }

  /** A view, not a copy. */
  raw(): Uint8Array {
    const start = this.lengthDelimited();
    return this.bytes.subarray(start, this.position);
  }

  hex(): string {
    let text = "";
    for (const byte of this.raw()) text += HEX[byte];
    return text;
  }

  /** Reads int64, int32, enum and bool; beyond 2 ** 53 only roughly right. */
  integer(): number {
    this.expect(VARINT);
    return this.varint();
  }

  /** Beyond 2 ** 53 only roughly right. */
  fixed64(): number {
    const start = this.fixed(FIXED64, 8);
    return this.view.getUint32(start + 4, true) * TWO_TO_32 + this.view.getUint32(start, true);
  }

  fixed32(): number {
    return this.view.getUint32(this.fixed(FIXED32, 4), true);
  }

  double(): number {
    return this.view.getFloat64(this.fixed(FIXED64, 8), true);
  }

  /** Seven bits a byte, the lowest first; the upper half of 64 bits carries the sign. */
  private varint(): number {
    let low = 0;
    let high = 0;
    for (let index = 0; index < MAX_VARINT_BYTES; index += 1) {
      const byte = this.bytes[this.advance(1)] ?? 0;
      const bits = byte & 0x7f;
      if (index < 4) low += bits * 2 ** (7 * index);
      else if (index === 4) {
        low += (bits & 0x0f) * 2 ** 28;
        high = bits >> 4;
      } else high += bits * 2 ** (7 * index - 32);
      if (byte < 0x80) return (high | 0) * TWO_TO_32 + low;
    }
    throw new OtlpError(`A number at byte ${this.position} does not end`);
  }

  /** Returns where the content of the current field begins, and moves behind it. */
  private lengthDelimited(): number {
    this.expect(LENGTH);
    return this.advance(this.varint());
  }

  private fixed(wireType: number, bytes: number): number {
    this.expect(wireType);
    return this.advance(bytes);
  }

  /** Returns the position before it moved. */
  private advance(bytes: number): number {
    const start = this.position;
    if (!(bytes >= 0 && start + bytes <= this.end)) {
      throw new OtlpError(`The message ends early: ${bytes} bytes are announced at byte ${start}`);
    }
    this.position = start + bytes;
    return start;
  }

  private expect(wireType: number): void {
    if (this.wireType !== wireType) throw this.unexpected();
  }

  private unexpected(): OtlpError {
    return new OtlpError(
      `Field ${this.field} at byte ${this.position} has the unexpected wire type ${this.wireType}`,
    );
  }
}
