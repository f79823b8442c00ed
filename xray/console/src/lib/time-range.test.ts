import { expect, test } from "vitest";
import { boundsOf, formatTimeRange, fromLocalField, parseTimeRange, toLocalField } from "./time-range.ts";

test.each([
  ["PT15M", 900],
  ["PT1H", 3600],
  ["PT1H30M", 5400],
  ["P1D", 86_400],
  ["P1DT6H", 108_000],
  ["P1W", 604_800],
  ["pt90s", 90],
])("%s is the last %s seconds", (text, durationSec) =>
  expect(parseTimeRange(text)).toEqual({ kind: "last", durationSec }),
);

test.each([
  "",
  "PT",
  "P",
  "PT0S",
  "15m",
  "2026-11-24",
  "a~b",
  "2026-11-24T10:00~2026-11-24T09:00",
  "PT1M~PT2M",
  "x~y~z",
])("%s is no range", (text) => expect(parseTimeRange(text)).toBeUndefined());

test("a fixed range is UTC, with one digit or two as AWS writes them", () => {
  expect(parseTimeRange("2018-9-11T16:00:00~2018-09-11T17:00:30.5")).toEqual({
    kind: "between",
    startSec: Date.UTC(2018, 8, 11, 16) / 1000,
    endSec: Date.UTC(2018, 8, 11, 17, 0, 30) / 1000 + 0.5,
  });
});

test.each(["PT15M", "PT1H", "P1D", "P30D", "P1DT1M", "PT45S", "2026-11-24T10:00:00~2026-11-24T11:00:00.250"])(
  "%s survives being read and written",
  (text) => {
    const range = parseTimeRange(text);
    expect(range && formatTimeRange(range)).toBe(text);
  },
);

test("bounds of a moving range end now", () => {
  expect(boundsOf({ kind: "last", durationSec: 60 }, 1000)).toEqual({ startSec: 940, endSec: 1000 });
});

test.each([0, 1_795_500_000, 1_782_864_000, 1_774_746_000])(
  "%s s survives a field of local time",
  (timeSec) => {
    expect(fromLocalField(toLocalField(timeSec))).toBe(timeSec);
  },
);

test.each(["", "2026-11-24", "2026-11-24T", "x"])("%j is no complete field", (text) =>
  expect(fromLocalField(text)).toBeUndefined(),
);

test("a field may leave out seconds", () => {
  expect(fromLocalField("2026-11-24T14:40")).toBe(fromLocalField("2026-11-24T14:40:00"));
});
