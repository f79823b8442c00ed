import { OtlpError } from "./span.ts";

/** Spans of one request; a batch of the Collector has 8,192. */
const MAX_SPANS = 20_000;

/**
 * Messages of one protobuf request: spans, attributes, events, values. An empty message takes two bytes but becomes an
 * object of a hundred. The densest requests that SDKs send have half as many in 8 MB.
 */
export const MAX_MESSAGES = 1_000_000;

/** `spans` is the count so far: a reader stops as soon as it is too high. */
export function checkSpanCount(spans: number): void {
  if (spans <= MAX_SPANS) return;
  throw new OtlpError(`The request has ${spans} spans, more than ${MAX_SPANS}; send smaller batches`);
}
