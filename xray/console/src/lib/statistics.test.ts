import { expect, test } from "vitest";
import { roundUpToAxisEnd, sortNumbers } from "./statistics.ts";

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
