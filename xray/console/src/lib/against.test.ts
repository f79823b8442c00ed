import { describe, expect, test } from "vitest";
import { againstWords, earlierBounds, parseAgainst, versionOf } from "./against.ts";
import type { Against } from "./against.ts";

const RANGE = { startSec: 1_000_000, endSec: 1_003_600 };

describe("what a range is compared with", () => {
  test.each<[string, Against]>([
    ["", "before"],
    ["before", "before"],
    ["day", "day"],
    ["none", "none"],
    ["version:2.4.0", "version:2.4.0"],
    ["version:a:b", "version:a:b"],
    ["version:", "before"],
    ["yesterday", "before"],
  ])("is read of the address: '%s'", (text, against) => {
    expect(parseAgainst(text)).toBe(against);
  });

  test.each<[Against, object | undefined]>([
    ["before", { startSec: 996_400, endSec: 1_000_000 }],
    ["day", { startSec: 913_600, endSec: 917_200 }],
    ["version:2.4.0", { startSec: 996_400, endSec: 1_003_600 }],
    ["none", undefined],
  ])("%s has bounds", (against, bounds) => {
    expect(earlierBounds(against, RANGE)).toEqual(bounds);
  });

  test.each<[Against, number, string]>([
    ["before", 3600, "the hour before"],
    ["before", 900, "the 15 min before"],
    ["before", 86_400, "the day before"],
    ["before", 5400, "the 1 h 30 min before"],
    ["day", 900, "the same time yesterday"],
    ["version:2.4.0", 900, "version 2.4.0"],
    ["none", 900, "nothing"],
  ])("%s of %s s is told in words", (against, durationSec, words) => {
    expect(againstWords(against, { kind: "last", durationSec }).replaceAll("\u00a0", " ")).toBe(words);
  });

  test("is a version where it names one", () => {
    expect(versionOf("version:2.4.0")).toBe("2.4.0");
    expect(versionOf("day")).toBeUndefined();
  });
});
