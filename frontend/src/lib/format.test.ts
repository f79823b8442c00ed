import { expect, it } from "vitest";
import { formatCount, formatDuration, formatMoment } from "./format.ts";

it.each([
  [0.2, "1 ms"],
  [41.4, "41 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [12_340, "12.3 s"],
])("%d ms read %s", (durationMs, words) => {
  expect(formatDuration(durationMs)).toBe(words);
});

it("writes a moment out", () => {
  expect(formatMoment(Date.UTC(2026, 10, 24, 20, 31, 5))).toBe("Tue, 24 Nov 2026, 20:31:05");
});

it.each([
  [0, "0 replies"],
  [1, "1 reply"],
  [1_200, "1,200 replies"],
])("counts %d in words", (count, words) => {
  expect(formatCount(count, "reply", "replies")).toBe(words);
});
