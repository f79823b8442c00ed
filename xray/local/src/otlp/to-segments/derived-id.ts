import { toEntityId } from "../../protocol/trace-id.ts";

/** Any odd constant serves. The same span gives the same ids, so a batch that is sent twice changes nothing. */
const STEP = 0xd1b5_4a32_d192_ed03n;
const BITS_64 = 2n ** 64n - 1n;

/**
 * Another id of 16 hexadecimal digits in lower case, for something that a span implies: `index` 0 is the segment around
 * a call, from 1 on its exceptions. Returns any other text as it is.
 */
export function deriveId(spanId: string, index: number): string {
  if (toEntityId(spanId) !== spanId) return spanId;
  const mask = (STEP * BigInt(2 * index + 1)) & BITS_64;
  return (BigInt(`0x${spanId}`) ^ mask).toString(16).padStart(16, "0");
}
