import { describe, expect, it } from "vitest";
import { spreadNumbers } from "./spread-numbers.ts";

type Counts = readonly [number, number];
const spread = (values: Readonly<Record<string, Counts>>) =>
  spreadNumbers(new Map(Object.entries(values).map(([value, counts]) => [value, { counts }])));

describe("numbers of two sets", () => {
  it("have a bin for each whole number, and a median each", () => {
    expect(spread({ "1": [0, 5], "2": [1, 3], "4": [6, 0] })).toEqual({
      medians: [4, 1],
      from: 1,
      width: 1,
      counts: [
        [0, 1, 0, 6],
        [5, 3, 0, 0],
      ],
    });
  });

  it("count what is rare and far away into the last bin", () => {
    const { from, width, counts } = spread({ "1": [100, 99], "3": [50, 50], "1000000": [0, 1] });
    expect([from, width]).toEqual([1, 1]);
    expect(counts).toEqual([
      [100, 0, 50],
      [99, 0, 51],
    ]);
  });

  it("have bins of equal width where they are no whole numbers", () => {
    const { width, counts } = spread({ "0.5": [1, 0], "0.75": [1, 1], "2.7": [1, 1] });
    expect(width).toBeCloseTo(2.2 / 44);
    expect(counts[0]).toHaveLength(44);
    expect(counts[0].reduce((a, b) => a + b)).toBe(3);
  });

  it("of one alone are one bin, and of a set without any the median is 0", () => {
    expect(spread({ "7": [3, 0] })).toEqual({ medians: [7, 0], from: 7, width: 1, counts: [[3], [0]] });
  });
});
