import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromUpperBits, roundUpToFloat32, toUpperBits } from "./round-up.ts";

const throughUpperBits = (value: number): number => fromUpperBits(toUpperBits(value));

test.each([
  ["a float32", roundUpToFloat32, (value: number) => new Float32Array([value])[0], 0.000_001],
  ["two bytes", throughUpperBits, throughUpperBits, 0.01],
] as const)(
  "what is rounded up to %s is not below the value and close to it",
  (_name, roundUp, store, share) => {
    const seconds = fc.double({ min: 0, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(seconds, (value) => {
        const rounded = roundUp(value);
        expect(store(rounded)).toBe(rounded);
        expect(rounded).toBeGreaterThanOrEqual(value);
        expect(rounded - value).toBeLessThanOrEqual(value * share + 1e-38);
      }),
      { numRuns: 1000 },
    );
  },
);

test.each([[0], [Infinity]])("%s stays what it is", (value) => {
  expect(throughUpperBits(value)).toBe(value);
});

test("what is too large for a float is Infinity", () => {
  expect(throughUpperBits(1e300)).toBe(Infinity);
});

test("a bound fits into two bytes", () => {
  for (const value of [0, 0.001, 65_504, 1e38, Infinity]) {
    expect(new Uint16Array([toUpperBits(value)])[0]).toBe(toUpperBits(value));
  }
});
