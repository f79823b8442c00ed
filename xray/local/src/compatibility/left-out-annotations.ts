import { parseAnnotations } from "../protocol/parse-blocks.ts";
import { isRawObject } from "../protocol/raw-json.ts";

export interface LeftOutAnnotation {
  entityId: string;
  name: string;
  key: string;
}

/**
 * Annotations of a document, embedded subsegments included, that X-Ray does not index: a key with other characters than
 * A–Z a–z 0–9 _ (dots are taken, since OpenTelemetry's exporter sends them), a value that is no string, number or boolean, or a
 * string that is too long. The document itself is taken, so nobody is told. Never throws.
 */
export function leftOutAnnotations(text: string): readonly LeftOutAnnotation[] {
  // Most documents have none, or have only such as pass.
  if (!text.includes('"annotations"')) return [];
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return [];
  }
  return leftOutOf(raw);
}

function leftOutOf(raw: unknown): readonly LeftOutAnnotation[] {
  if (!isRawObject(raw)) return [];
  const below = Array.isArray(raw.subsegments) ? raw.subsegments.flatMap(leftOutOf) : [];
  if (!isRawObject(raw.annotations)) return below;
  const kept = parseAnnotations(raw.annotations) ?? {};
  const own = Object.keys(raw.annotations)
    .filter((key) => !Object.hasOwn(kept, key))
    .map((key) => ({ entityId: String(raw.id), name: String(raw.name), key }));
  return [...own, ...below];
}
