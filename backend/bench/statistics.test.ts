import { expect, test } from "vitest";
import { spreadOf } from "./statistics.ts";

test.each([
  [[3, 1, 2], { median: 2, min: 1, max: 3 }],
  [[4, 1, 2, 3], { median: 2.5, min: 1, max: 4 }],
  [[7], { median: 7, min: 7, max: 7 }],
])("the spread of %o", (values, expected) => {
  expect(spreadOf(values)).toEqual(expected);
});
