/**
 * Ids of traces, segments and subsegments. Source: AWS X-Ray Developer Guide, "Segment documents"; PutTraceSegments in
 * the API model for W3C ids. The time in a trace id is not checked: W3C ids have random bits there.
 */

const NATIVE_TRACE_ID = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;
const W3C_TRACE_ID = /^[0-9a-f]{32}$/i;
const ENTITY_ID = /^[0-9a-f]{16}$/i;
const NOT_LOWER_CASE = /[A-F]/;

/** True for `1-58406520-a006649127e371903a2de979`, in either case. */
export function isTraceId(text: string): boolean {
  return NATIVE_TRACE_ID.test(text);
}

/**
 * Converts a native or W3C (32 digits) trace id to the native form, in lower case, so that ids compare by `===`;
 * undefined for anything else.
 */
export function toTraceId(text: string): string | undefined {
  if (NATIVE_TRACE_ID.test(text)) return toLowerCaseHex(text);
  if (W3C_TRACE_ID.test(text)) return toLowerCaseHex(`1-${text.slice(0, 8)}-${text.slice(8)}`);
  return undefined;
}

/** The start of a trace by the time in its id, epoch seconds. Meaningless for W3C ids of random bits. */
export function epochSecOf(traceId: string): number | undefined {
  const native = toTraceId(traceId);
  return native === undefined ? undefined : Number.parseInt(native.slice(2, 10), 16);
}

/**
 * @param nowSec epoch seconds
 * @param randomHex 24 hexadecimal digits
 */
export function makeTraceId(nowSec: number, randomHex: string): string {
  const time = Math.floor(nowSec).toString(16).padStart(8, "0");
  const id = `1-${time}-${randomHex}`;
  if (!isTraceId(id)) throw new RangeError(`${id} is no trace id: the time or the random digits do not fit`);
  return id;
}

/** The id of a segment or subsegment in lower case; undefined when it is not 16 hexadecimal digits. */
export function toEntityId(text: string): string | undefined {
  return ENTITY_ID.test(text) ? toLowerCaseHex(text) : undefined;
}

function toLowerCaseHex(text: string): string {
  // Ids are nearly always in lower case: a test is cheaper than a copy.
  return NOT_LOWER_CASE.test(text) ? text.toLowerCase() : text;
}
