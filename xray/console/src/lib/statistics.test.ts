import { expect, test } from "vitest";
import { percentile, roundUpToAxisEnd, sortNumbers } from "./statistics.ts";

test.each([
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.99, 4],
  [[7], 0.5, 7],
  [[1, 2, 3], 0, 1],
])("of %j the share %s is not above %s", (values, share, expected) =>
  expect(percentile(values, share)).toBe(expected),
);

test("no values have no percentile", () => expect(percentile([], 0.5)).toBeNaN());

test("numbers are sorted as numbers", () => expect(sortNumbers([10, 9, 100])).toEqual([9, 10, 100]));

test.each([
  [0.31, 0.4],
  [0.3, 0.4],
  [0.1, 0.1],
  [0.000_41, 0.0005],
  [486, 500],
  [51, 100],
  [0, 1],
  [Number.NaN, 1],
])("an axis for %s ends at %s", (value, end) => expect(roundUpToAxisEnd(value)).toBeCloseTo(end, 10));
