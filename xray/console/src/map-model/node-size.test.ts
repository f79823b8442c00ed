import { expect, test } from "vitest";
import { clearRadii, edgeWidth, nodeRadius } from "./node-size.ts";

test.each([
  [100, 100, false, 38],
  [25, 100, false, 29],
  [0, 100, false, 20],
  [0, 0, false, 20],
  [100, 100, true, 15],
  [1, 100, true, 5],
])("a node with %d of at most %d (crowded: %s) has a radius of %d", (measure, most, isCrowded, radius) => {
  expect(nodeRadius(measure, most, isCrowded)).toBe(radius);
});

test("rings of one column keep clear of each other", () => {
  const centres = new Map([
    ["a", { x: 0, y: 0 }],
    ["b", { x: 0, y: 15 }],
    ["c", { x: 100, y: 0 }],
  ]);
  const radii = new Map([
    ["a", 15],
    ["b", 5],
    ["c", 15],
  ]);
  expect(Object.fromEntries(clearRadii(radii, centres))).toEqual({ a: 6, b: 5, c: 15 });
});

test.each([
  [0, 1000, 1.3],
  [1000, 1000, 4],
  [31, 1000, 2.6],
])("an edge of %d calls of at most %d is %d wide", (total, most, width) => {
  expect(edgeWidth(total, most)).toBe(width);
});
