import { expect, it } from "vitest";
import { toPagePattern, toPath } from "./page-paths.ts";

it.each([
  ["/", "/"],
  ["/notifications/", "/notifications"],
  ["/@worf", "/@:handle"],
  ["/@worf/status/c0b1a5e0-0000-4000-8000-000000000003", "/@:handle/status/:uuid"],
  ["/messages/@worf", "/messages/@:handle"],
  ["/lessons/slow-query", "/lessons/:name"],
  ["/@", undefined],
  ["/@worf/status/1", undefined],
  ["/no/where", undefined],
  ["/messages/worf", undefined],
  ["/lessons/", undefined],
])("takes %s for %s", (path, pattern) => {
  expect(toPagePattern(path)).toBe(pattern);
});

it.each([
  [toPath("home"), "/"],
  [toPath("profile", { at: "@worf" }), "/@worf"],
  [toPath("crud", { at: "@worf", uuid: "c0b1" }), "/@worf/status/c0b1"],
  [toPath("lesson", { name: "a b/c" }), "/lessons/a%20b%2Fc"],
])("fills %s in", (path, wanted) => {
  expect(path).toBe(wanted);
});
