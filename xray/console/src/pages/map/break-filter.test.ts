import { expect, test } from "vitest";
import { breakFilter } from "./break-filter.ts";

test.each([
  ['service(id(name: "a", type: "b"))', 'service(id(name: "a", type: "b"))'],
  ['service("a") { x AND (y AND z) }', 'service("a") {\n  x\n  AND (y AND z) }'],
  ['service("a { AND (") { x AND y }', 'service("a { AND (") {\n  x\n  AND y }'],
  ['service("\\" AND ") { x AND y }', 'service("\\" AND ") {\n  x\n  AND y }'],
])("breakFilter of %s", (filter, broken) => {
  expect(breakFilter(filter)).toBe(broken);
});
