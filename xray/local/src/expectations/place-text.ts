import { cut, toInert } from "../text/format-text.ts";
import type { Place } from "./expectation.ts";

/** Of a long line, what stands around the place. */
const MAX_SHOWN = 160;
const BEFORE = 60;
/** Messages of YAML quote what they found. */
const MAX_MESSAGE = 400;

/**
 * What is wrong at a place of a file, the line and a mark under it, each control character made visible:
 *
 *     traces.yaml:3:12: Column 7: …
 *       traces: servce("api")
 *               ^
 */
export function toPlaceText(file: string, { line, column }: Place, source: string, message: string): string {
  const from = source.length <= MAX_SHOWN ? 0 : Math.max(0, column - 1 - BEFORE);
  const shown = toInert(source.slice(from, from + MAX_SHOWN));
  return `${file}:${line}:${column}: ${cut(toInert(message), MAX_MESSAGE)}\n  ${shown}\n  ${" ".repeat(column - 1 - from)}^`;
}
