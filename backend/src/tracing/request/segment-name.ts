/** The characters for which X-Ray rejects a name (Developer Guide, "Segment documents", name). */
const NOT_IN_NAMES = /[^\p{L}\p{N}\s_.:/%&#=+\\\-@]/gu;
const MAX_LENGTH = 200;

/** A name that X-Ray accepts. The SDK for Node.js sends names as they come, for example from a Host header. */
export function toSegmentName(text: string): string {
  return text.replaceAll(NOT_IN_NAMES, "_").slice(0, MAX_LENGTH) || "_";
}
