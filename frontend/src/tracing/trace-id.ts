/**
 * A new trace id: `1-` + 8 hexadecimal digits (epoch seconds) + `-` + 24 random ones (X-Ray Developer Guide, "Tracing
 * header"). `random` holds 12 bytes.
 */
export function makeTraceId(nowMs: number, random: Uint8Array): string {
  const seconds = Math.floor(nowMs / 1_000);
  return `1-${seconds.toString(16).padStart(8, "0")}-${toHex(random)}`;
}

export function randomTraceId(): string {
  return makeTraceId(Date.now(), crypto.getRandomValues(new Uint8Array(12)));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
