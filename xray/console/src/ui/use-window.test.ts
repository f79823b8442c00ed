import { expect, test } from "vitest";
import { rowWindow } from "./use-window.ts";

test.each([
  [0, 560, 1000, { start: 0, end: 28 }],
  [2800, 560, 1000, { start: 92, end: 128 }],
  [27_440, 560, 1000, { start: 972, end: 1000 }],
  [0, 560, 5, { start: 0, end: 5 }],
  [0, 0, 0, { start: 0, end: 0 }],
  // A list that became shorter than what was scrolled.
  [27_440, 560, 3, { start: 2, end: 3 }],
])("scrolled %s px, %s px high, %s rows: draws %j", (scrollTop, height, count, window) =>
  expect(rowWindow(scrollTop, height, 28, count)).toEqual(window),
);
