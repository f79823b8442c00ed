import { expect, test } from "vitest";
import { isTraceId, timeOfTraceId } from "./trace-id.ts";

test("a trace id is known, with the moment that it was made", () => {
  expect(isTraceId("1-5759e988-bd862e3fe1be46a994272793")).toBe(true);
  expect(timeOfTraceId("1-5759e988-bd862e3fe1be46a994272793")).toBe(1_465_510_280);
});

test.each([
  "",
  "1-5759e988-SHORT",
  "2-5759e988-bd862e3fe1be46a994272793",
  "1-5759E988-bd862e3fe1be46a994272793",
  "5759e988bd862e3fe1be46a994272793",
  " 1-5759e988-bd862e3fe1be46a994272793",
])("%j is none", (text) => {
  expect(isTraceId(text)).toBe(false);
  expect(timeOfTraceId(text)).toBeUndefined();
});
