import { expect, it } from "vitest";
import { isServedHost } from "./served-host.ts";

it.each([
  undefined,
  "localhost:3000",
  "LOCALHOST",
  "app.localhost:3000",
  "127.0.0.1:3000",
  "[::1]:3000",
  "192.168.1.9",
])("serves %s", (host) => {
  expect(isServedHost(host, [])).toBe(true);
});

it.each([
  "",
  "evil.example",
  "localhost.evil.example:3000",
  "localhost:3000@evil.example",
  "[::1",
  "a b",
  "frontend:3000",
])("does not serve %j", (host) => {
  expect(isServedHost(host, [])).toBe(false);
});

it("serves the names that were allowed, and any with a star", () => {
  expect(isServedHost("frontend:3000", ["frontend"])).toBe(true);
  expect(isServedHost("evil.example", ["frontend"])).toBe(false);
  expect(isServedHost("evil.example", ["*"])).toBe(true);
});
