import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countJsonValues } from "./count-json-values.ts";

const count = (text: string): number => countJsonValues(new TextEncoder().encode(text));

/** Objects, arrays, members and elements. */
function countParsed(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const below: unknown[] = Array.isArray(value) ? value : Object.values(value);
  return below.reduce<number>((sum, each) => sum + countParsed(each), 1 + below.length);
}

describe("countJsonValues", () => {
  it.each([
    ["3", 1],
    ["[]", 2],
    ["[1,2,3]", 4],
    ['{"a":1,"b":{"c":[]}}', 5],
    [String.raw`["a,[{\"","\\",","]`, 4],
  ])("counts brackets and commas of %s outside of texts", (text, expected) => {
    expect(count(text)).toBe(expected);
  });

  it("never counts less than half of what there is, however it is written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(2 * count(JSON.stringify(value))).toBeGreaterThanOrEqual(countParsed(value));
      }),
    );
  });
});
