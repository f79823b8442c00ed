import { expect, it } from "vitest";
import { toPagePattern } from "./page-pattern.ts";

it.each([
  ["/", "/"],
  ["/notifications/", "/notifications"],
  ["/@worf", "/@:handle"],
  ["/@worf/status/c0b1a5e0-0000-4000-8000-000000000003", "/@:handle/status/:uuid"],
  ["/messages/@worf", "/messages/@:handle"],
  ["/lessons/slow-query", "/lessons/:name"],
  ["/@", "*"],
  ["/@worf/status/1", "*"],
  ["/no/where", "*"],
])("takes %s for %s", (path, pattern) => {
  expect(toPagePattern(path)).toBe(pattern);
});
