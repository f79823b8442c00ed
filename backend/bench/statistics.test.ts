import { expect, test } from "vitest";
import { quantile, spreadOf } from "./statistics.ts";

test.each([
  [[3, 1, 2], { median: 2, min: 1, max: 3 }],
  [[4, 1, 2, 3], { median: 2.5, min: 1, max: 4 }],
  [[7], { median: 7, min: 7, max: 7 }],
])("the spread of %o", (values, expected) => {
  expect(spreadOf(values)).toEqual(expected);
});

test.each([
  [0.5, 51],
  [0.99, 100],
  [1, 100],
])("the quantile %d of 1 to 100 is %d", (share, expected) => {
  const sorted = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(quantile(sorted, share)).toBe(expected);
});
