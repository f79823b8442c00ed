import { expect, test } from "vitest";
import { toIsoTimestamp } from "./timestamp.ts";

test.each([
  ["2026-11-24 06:10:00.123456+00", "2026-11-24T06:10:00.123456+00:00"],
  ["2026-11-24 06:10:00-08", "2026-11-24T06:10:00-08:00"],
  ["2026-11-24 11:40:00+05:30", "2026-11-24T11:40:00+05:30"],
])("%s becomes %s", (text, expected) => {
  expect(toIsoTimestamp(text)).toBe(expected);
  expect(Number.isNaN(Date.parse(expected))).toBe(false);
});
