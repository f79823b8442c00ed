import { expect, test } from "vitest";
import { percentile, percentileOfEntries } from "./percentile.ts";

test.each([
  [[1, 2, 3, 4], 0.5, 2],
  [[1, 2, 3, 4], 0.99, 4],
  [[7], 0.5, 7],
  [[1, 2, 3], 0, 1],
])("of %j the share %s is not above %s", (values, share, expected) =>
  expect(percentile(values, share)).toBe(expected),
);

test("no values have no percentile", () => {
  expect(percentile([], 0.5)).toBeNaN();
  expect(percentileOfEntries([], 0.5)).toBeUndefined();
  expect(percentileOfEntries([{ Value: 1, Count: 0 }], 0.5)).toBeUndefined();
});

const ENTRIES = [
  { Value: 0.2, Count: 1 },
  { Value: 0.002, Count: 90 },
  { Value: 0.04, Count: 9 },
];

test.each([
  [0.5, 0.002],
  [0.95, 0.04],
  [0.99, 0.04],
  [1, 0.2],
])("the percentile %d of a histogram is %d s", (share, value) => {
  expect(percentileOfEntries(ENTRIES, share)).toBe(value);
});

test.each([0.01, 0.5, 0.9, 0.91, 0.99, 1])("entries and their values one by one agree on %d", (share) => {
  const values = ENTRIES.flatMap(({ Value, Count }) => Array.from({ length: Count }, () => Value));
  const sorted = values.toSorted((a, b) => a - b);
  expect(percentileOfEntries(ENTRIES, share)).toBe(percentile(sorted, share));
});
