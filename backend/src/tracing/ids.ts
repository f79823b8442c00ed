import { randomFillSync } from "node:crypto";

/** One draw of random bytes costs as much as a thousand bytes, so they are drawn for hundreds of ids at once. */
const pool = Buffer.allocUnsafeSlow(8_192);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += bytes;
  return pool.toString("hex", used - bytes, used);
}

/** Id of a segment or subsegment: 16 hexadecimal digits. */
export function newEntityId(): string {
  return randomHex(8);
}

/** `1-<epoch seconds, 8 hexadecimal digits>-<24 hexadecimal digits>` (Developer Guide, "Tracing header"). */
export function newTraceId(nowSec: number = Date.now() / 1_000): string {
  return `1-${Math.round(nowSec).toString(16).padStart(8, "0")}-${randomHex(12)}`;
}
