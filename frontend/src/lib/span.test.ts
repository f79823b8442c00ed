import { describe, expect, it } from "vitest";
import { formatLong, formatShort, toAge, toTimeLeft } from "./span.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("age", () => {
  it.each([
    [-5 * SECOND, undefined],
    [59 * SECOND, undefined],
    [MINUTE, "1 min"],
    [59 * MINUTE + 59 * SECOND, "59 min"],
    [HOUR, "1 h"],
    [119 * MINUTE, "1 h"],
    [DAY - 1, "23 h"],
    [2 * DAY, "2 d"],
    [400 * DAY, "400 d"],
  ])("of %d ms reads %s", (ageMs, words) => {
    const age = toAge(ageMs);
    expect(age && formatShort(age)).toBe(words);
  });
});

describe("time left", () => {
  it.each([
    [-1, "0 s"],
    [1, "1 s"],
    [41_200, "42 s"],
    [MINUTE, "1 min"],
    [55.6 * MINUTE, "56 min"],
    [HOUR, "60 min"],
    [90 * MINUTE, "90 min"],
    [11 * HOUR - SECOND, "11 h"],
    [2 * HOUR - SECOND, "2 h"],
    [30 * HOUR, "30 h"],
    [2 * DAY - SECOND, "2 d"],
    [5 * DAY - HOUR, "5 d"],
    [30 * DAY, "30 d"],
  ])("of %d ms reads %s", (leftMs, words) => {
    expect(formatShort(toTimeLeft(leftMs))).toBe(words);
  });
});

describe("long words", () => {
  it.each([
    [{ count: 1, unit: "hour" }, "1 hour"],
    [{ count: 5, unit: "day" }, "5 days"],
  ] as const)("are whole and agree in number", (span, words) => {
    expect(formatLong(span)).toBe(words);
  });
});
