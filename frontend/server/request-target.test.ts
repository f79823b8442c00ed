import { expect, it } from "vitest";
import { parseTarget } from "./request-target.ts";

it.each([
  ["/", { raw: "/", path: "/" }],
  ["/lessons/a%20b?x=%", { raw: "/lessons/a%20b?x=%", path: "/lessons/a b" }],
  ["/@worf/status/1", { raw: "/@worf/status/1", path: "/@worf/status/1" }],
  ["http://localhost:3000/a?b", { raw: "/a?b", path: "/a", host: "localhost:3000" }],
  ["HTTP://localhost", { raw: "/", path: "/", host: "localhost" }],
  ["http://localhost?b", { raw: "/?b", path: "/", host: "localhost" }],
  ["//evil.example/a", { raw: "//evil.example/a", path: "//evil.example/a" }],
  ["/..hidden/a..b", { raw: "/..hidden/a..b", path: "/..hidden/a..b" }],
])("reads %s", (target, wanted) => {
  expect(parseTarget(target)).toEqual(wanted);
});

it.each([
  "http://[",
  "http://[::1/",
  "http://",
  "http:///a",
  "*",
  "",
  "localhost:3000",
  "ftp://localhost/",
  "/%",
  "/%c3%28",
  "/%00",
  "/a%0d%0ab",
  "/a\\b",
  "/%5c..%5c",
  "/../a",
  "/a/%2e%2e/b",
  "/..",
  "/a#b",
])("refuses %j", (target) => {
  expect(parseTarget(target)).toBeUndefined();
});
