/**
 * A new trace id: `1-` + 8 hexadecimal digits (epoch seconds) + `-` + 24 random ones (X-Ray Developer Guide, "Tracing
 * header"). `random` holds 12 bytes.
 */
export function makeTraceId(nowSec: number, random: Uint8Array): string {
  return `1-${Math.floor(nowSec).toString(16).padStart(8, "0")}-${toHex(random)}`;
}

/** A new id of a segment or subsegment, 16 hexadecimal digits. `random` holds 8 bytes. */
export function makeSegmentId(random: Uint8Array): string {
  return toHex(random);
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
