import { parseAnnotations } from "../protocol/parse-blocks.ts";
import { isRawObject } from "../protocol/raw-json.ts";
import type { RawObject } from "../protocol/raw-json.ts";
import { rawEntities } from "./raw-entities.ts";

export interface LeftOutAnnotation {
  entityId: string;
  name: string;
  key: string;
}

/**
 * Annotations of a document, embedded subsegments included, that X-Ray does not index: a key with other characters than
 * A–Z a–z 0–9 _ (dots are accepted, because OpenTelemetry's exporter sends them), a value that is not a string, number
 * or boolean, or a string that is too long. X-Ray accepts the document, so nobody is told. Never throws.
 */
export function leftOutAnnotations(text: string): readonly LeftOutAnnotation[] {
  // Most documents have no annotations, or only valid ones.
  if (!text.includes('"annotations"')) return [];
  return [...rawEntities(text)].flatMap(leftOutOf);
}

function leftOutOf({ id, name, annotations }: RawObject): readonly LeftOutAnnotation[] {
  if (!isRawObject(annotations)) return [];
  const kept = parseAnnotations(annotations) ?? {};
  return Object.keys(annotations)
    .filter((key) => !Object.hasOwn(kept, key))
    .map((key) => ({ entityId: String(id), name: String(name), key }));
}
