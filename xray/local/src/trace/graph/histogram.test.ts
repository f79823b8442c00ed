import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createHistogram } from "./histogram.ts";

function histogramOf(seconds: readonly number[]) {
  const histogram = createHistogram();
  for (const value of seconds) histogram.add(value);
  return histogram.entries();
}

describe("createHistogram", () => {
  it("keeps milliseconds while there are few, ascending", () => {
    expect(histogramOf([0.157, 0.0052, 0.0048, 12.3456])).toEqual([
      { Value: 0.005, Count: 2 },
      { Value: 0.157, Count: 1 },
      { Value: 12.346, Count: 1 },
    ]);
  });

  it("keeps two digits when there are many", () => {
    const many = Array.from({ length: 300 }, (_, index) => 1 + index / 1000);
    expect(histogramOf(many)).toEqual([
      { Value: 1, Count: 50 },
      { Value: 1.1, Count: 100 },
      { Value: 1.2, Count: 100 },
      { Value: 1.3, Count: 50 },
    ]);
  });

  it("stays small and loses none of a hundred thousand lengths from 1 ms to a day", () => {
    const entries = histogramOf(
      Array.from({ length: 100_000 }, (_, index) => 0.001 * 86_400_000 ** (index / 100_000)),
    );
    expect(entries.length).toBeLessThan(90 * 8);
    expect(entries.reduce((sum, { Count }) => sum + Count, 0)).toBe(100_000);
  });

  it("does not depend on the order", () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 150, maxLength: 400 });
    fc.assert(
      fc.property(lengths, (ms) => {
        const seconds = ms.map((value) => value / 1000);
        expect(histogramOf(seconds.toReversed())).toEqual(histogramOf(seconds));
      }),
    );
  });
});
