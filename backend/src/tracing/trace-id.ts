const TRACE_ID = /^1-([0-9a-f]{8})-[0-9a-f]{24}$/;
const ENTITY_ID = /^[0-9a-f]{16}$/;

/**
 * Whether a text is a trace id, `1-5759e988-bd862e3fe1be46a994272793`, in lower case as SDKs write it (X-Ray Developer
 * Guide, "Segment documents", trace_id).
 */
export function isTraceId(text: string): boolean {
  return TRACE_ID.test(text);
}

/** Id of a segment, subsegment or exception: 16 hexadecimal digits in lower case. */
export function isEntityId(text: string): boolean {
  return ENTITY_ID.test(text);
}

/** When a trace id was made, in epoch seconds; undefined for any other text. */
export function timeOfTraceId(text: string): number | undefined {
  const seconds = TRACE_ID.exec(text)?.[1];
  return seconds === undefined ? undefined : Number.parseInt(seconds, 16);
}
