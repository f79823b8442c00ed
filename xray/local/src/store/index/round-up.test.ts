import * as fc from "fast-check";
import { expect, test } from "vitest";
import { roundUpToFloat16, roundUpToFloat32 } from "./round-up.ts";

test.each([
  ["float32", roundUpToFloat32, (value: number) => new Float32Array([value])[0]],
  ["float16", roundUpToFloat16, (value: number) => new Float16Array([value])[0]],
])("what is rounded up is a %s, not below the value and close to it", (_name, roundUp, store) => {
  const seconds = fc.double({ min: 0, max: 65_504, noNaN: true });
  fc.assert(
    fc.property(seconds, (value) => {
      const rounded = roundUp(value);
      expect(store(rounded)).toBe(rounded);
      expect(rounded).toBeGreaterThanOrEqual(value);
      expect(rounded - value).toBeLessThanOrEqual(value * 0.002 + 2e-7);
    }),
    { numRuns: 1000 },
  );
});

test("beyond the range it is Infinity", () => {
  expect(roundUpToFloat16(1e6)).toBe(Infinity);
});
