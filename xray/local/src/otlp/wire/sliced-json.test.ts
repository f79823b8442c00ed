import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonInSlices } from "./sliced-json.ts";
import { finishSteps } from "../finish-steps.ts";

function parse(text: string): unknown {
  return finishSteps(parseJsonInSlices(text));
}

/** White space that makes what it stands in larger than a slice. */
const PADDING = " \n\r\t".repeat(10_000);
const LONG = "x".repeat(40_000);

/** Each within arrays and objects that are walked. */
const values = [
  '""',
  `"${LONG}"`,
  `"${"\\\\".repeat(20_000)}"`,
  `"${'\\"'.repeat(20_000)}"`,
  '"a \\" ] } \\\\"',
  '"\\u0041\\ud83d\\ude00 é 😀"',
  "-0.5e3",
  "1".repeat(40_000),
  "true",
  "null",
  "[]",
  "{}",
  `[${PADDING}]`,
  `{${PADDING}}`,
  `{"a":1,"a":2,"__proto__":{"b":3},"10":4,"9":5}`,
  `{"a":1${PADDING},"a":{"__proto__":1,"b":[1,2,${PADDING}3]}}`,
  `${"[".repeat(40)}${PADDING}1${"]".repeat(40)}`,
  `${'{"a":'.repeat(40)}"${LONG}"${"}".repeat(40)}`,
];

const wrong = [
  "",
  PADDING,
  "[",
  "{",
  "]",
  `[${PADDING}`,
  `[1,${PADDING}`,
  `[1,${PADDING}]`,
  `[1${PADDING} 2]`,
  `[,${PADDING}]`,
  `[1,,2${PADDING}]`,
  `[1${PADDING}}`,
  `{"a":1${PADDING}]`,
  `{"a" 1${PADDING}}`,
  `{"a":${PADDING}}`,
  `{a:1${PADDING}}`,
  `{1:1${PADDING}}`,
  `{"a":1,${PADDING}}`,
  `{"a":1${PADDING}} 2`,
  `[{]}${PADDING}]`,
  `[nul${PADDING}]`,
  `["\\x"${PADDING}]`,
  `["${LONG}`,
  `["${LONG}\\"`,
  `["\u0001"${PADDING}]`,
  `\ufeff[${PADDING}]`,
  `[1\u00a0${PADDING}]`,
  "[".repeat(100_000),
];

describe("parseJsonInSlices", () => {
  it.each(values)("reads %# as JSON.parse does", (value) => {
    for (const text of [value, `[${value},${PADDING}${value}]`, `{"k":${value},"l"${PADDING}:[${value}]}`]) {
      const parsed = parse(text);
      expect(parsed).toStrictEqual(JSON.parse(text));
      expect(JSON.stringify(parsed)).toBe(JSON.stringify(JSON.parse(text)));
    }
  });

  it.each(wrong)("refuses %# as JSON.parse does", (text) => {
    expect(() => void JSON.parse(text)).toThrow(SyntaxError);
    expect(() => parse(text)).toThrow(SyntaxError);
  });

  it("agrees with JSON.parse on whatever is put into a large text, and takes out or puts in a character", () => {
    const changes = fc.tuple(
      fc.jsonValue(),
      fc.jsonValue(),
      fc.nat(),
      fc.constantFrom("", '"', ",", "]", "}", "[", "\\", "0"),
    );
    fc.assert(
      fc.property(changes, ([first, second, at, change]) => {
        const whole = JSON.stringify({ first, second: [second, first], third: { first, second } }, null, 1);
        const index = at % whole.length;
        const changed = `${whole.slice(0, index)}${change}${whole.slice(index + 1)}`;
        for (const text of [whole, changed]) {
          const padded = text.replaceAll(/^/gm, PADDING.slice(0, 9_000));
          expect(resultOf(() => parse(padded))).toStrictEqual(resultOf(() => JSON.parse(padded)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("takes a step for each item of a large array, and none that is larger than a slice", () => {
    const items = Array.from({ length: 2_000 }, (_, id) => ({ id, text: LONG.slice(0, 100) }));
    let steps = 0;
    for (const _ of parseJsonInSlices(JSON.stringify({ items: [{ items }] }))) steps += 1;
    expect(steps).toBeGreaterThanOrEqual(2_000);
  });
});

function resultOf(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    return error instanceof SyntaxError ? "refused" : error;
  }
}
