import { readU8 } from "../../bytes/elements.ts";
import { isTraceId } from "../../protocol/trace-id.ts";

/** A trace id as 16 bytes: the 8 digits of its epoch, then its 24 random digits. */
export const PACKED_ID_BYTES = 16;

/** Writes `1-5759e988-bd862e3fe1be46a994272793` into 16 bytes at `offset`; false when the text is no such id. */
export function packTraceId(traceId: string, target: Uint8Array, offset: number): boolean {
  if (!isTraceId(traceId)) return false;
  for (let index = 0; index < PACKED_ID_BYTES; index += 1) {
    const at = index < 4 ? 2 + 2 * index : 3 + 2 * index;
    target[offset + index] = (digit(traceId, at) << 4) | digit(traceId, at + 1);
  }
  return true;
}

/** The inverse of `packTraceId`, in lower case. */
export function unpackTraceId(source: Uint8Array, offset: number): string {
  let text = "1-";
  for (let index = 0; index < PACKED_ID_BYTES; index += 1) {
    if (index === 4) text += "-";
    text += HEX[readU8(source, offset + index)];
  }
  return text;
}

/** Copies one id; a loop, as views of so few bytes cost more than copying them. */
export function copyPackedId(
  source: Uint8Array,
  sourceAt: number,
  target: Uint8Array,
  targetAt: number,
): void {
  for (let byte = 0; byte < PACKED_ID_BYTES; byte += 1) {
    target[targetAt + byte] = readU8(source, sourceAt + byte);
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code <= 57 ? code - 48 : (code | 32) - 87;
}
