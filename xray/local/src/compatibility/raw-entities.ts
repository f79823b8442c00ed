import { isRawObject, parseJson } from "../protocol/raw-json.ts";
import type { RawObject } from "../protocol/raw-json.ts";

/** The segment of a document and all subsegments in it, as they were written; none where the text is not JSON. */
export function* rawEntities(text: string): Generator<RawObject, void, void> {
  const open: unknown[] = [parseJson(text)];
  for (let raw = open.shift(); raw !== undefined; raw = open.shift()) {
    if (!isRawObject(raw)) continue;
    yield raw;
    if (Array.isArray(raw.subsegments)) open.unshift(...raw.subsegments);
  }
}
