/** What X-Ray rejects a document for when its name has it (Developer Guide, "Segment documents", name). */
const NOT_IN_NAMES = /[^\p{L}\p{N}\s_.:/%&#=+\\\-@]/gu;
const MAX_LENGTH = 200;

/** A name that X-Ray takes; the SDK for Node.js sends names as they come, which a Host header may be. */
export function toSegmentName(text: string): string {
  return text.replaceAll(NOT_IN_NAMES, "_").slice(0, MAX_LENGTH) || "_";
}
