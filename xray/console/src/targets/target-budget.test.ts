import { describe, expect, test } from "vitest";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import {
  budgetOf,
  countQuery,
  goodShare,
  isGone,
  lengthText,
  OVER_CHOICES,
  parseLength,
  parseShare,
  rangeQuery,
  shareText,
} from "./target-budget.ts";
import { subjectOfTarget, targetKey } from "./target-key.ts";

const DAY_SEC = 86_400;
const TARGET = { share: 0.95, withinSec: 0.3, overSec: DAY_SEC, alarm: false };
const BOUNDS = { startSec: 0, endSec: 3600 };

/** All and the good ones. */
const sets = (count: number, good: number) =>
  [count, good].map((each): SetFigures => ({
    count: each,
    traces: each,
    partial: 0,
    outcomes: { ok: each, error: 0, throttle: 0, fault: 0 },
    sumSec: 0,
    p50Sec: 0,
    p95Sec: 0,
    p99Sec: 0,
    scanned: each,
    groups: [],
  }));

describe("the budget of a target", () => {
  test("is what may be slow or fail, and is gone at the pace of the range", () => {
    const budget = budgetOf(TARGET, sets(73_440, 72_008), sets(3060, 2254), BOUNDS);
    expect(budget).toMatchObject({ allowed: 3672, used: 1432, usedInRange: 806 });
    // 2,240 are left, and 806 go in an hour.
    expect(budget.goneAtSec).toBeCloseTo(3600 + (2240 / 806) * 3600);
  });

  test("is never gone where the range used nothing, and has no such moment once it is gone", () => {
    expect(budgetOf(TARGET, sets(100, 99), sets(50, 50), BOUNDS).goneAtSec).toBeUndefined();
    expect(budgetOf(TARGET, sets(100, 80), sets(50, 40), BOUNDS)).toMatchObject({
      allowed: 5,
      used: 20,
      goneAtSec: undefined,
    });
  });

  test.each([
    // 100 * (1 - 0.9) is a little under 10 in floating point.
    [0.9, 100, 10],
    [0.9, 200, 20],
    [0.7, 10, 3],
    [0.99, 100, 1],
    [0.999, 1000, 1],
    [0.95, 99, 4],
    [0.95, 19, 0],
  ])("of %f of %i requests allows %i", (share, count, allowed) => {
    const budget = budgetOf({ ...TARGET, share }, sets(count, count), sets(count, count), BOUNDS);
    expect(budget.allowed).toBe(allowed);
  });

  test("goes at the pace of the range alone, and tells no moment beyond the time of the target", () => {
    // Of the 5 that may fail one did, within this hour: the other 4 are gone in 4 hours.
    const target = { ...TARGET, share: 0.995, overSec: 3600 };
    expect(budgetOf(target, sets(1000, 999), sets(100, 99), BOUNDS).goneAtSec).toBeUndefined();
    expect(budgetOf({ ...target, overSec: DAY_SEC }, sets(1000, 999), sets(100, 99), BOUNDS).goneAtSec).toBe(
      3600 + 4 * 3600,
    );
  });

  test("uses no more in the range than in all, and nothing where more are good than there are", () => {
    expect(budgetOf(TARGET, sets(100, 97), sets(100, 90), BOUNDS)).toMatchObject({ used: 3, usedInRange: 3 });
    expect(budgetOf(TARGET, sets(100, 101), sets(100, 101), BOUNDS)).toMatchObject({
      used: 0,
      usedInRange: 0,
    });
    expect(budgetOf(TARGET, [], [], BOUNDS)).toEqual({
      allowed: 0,
      used: 0,
      usedInRange: 0,
      goneAtSec: undefined,
    });
  });

  test.each([
    [{ allowed: 5, used: 4 }, false],
    [{ allowed: 5, used: 5 }, true],
    [{ allowed: 5, used: 6 }, true],
    [{ allowed: 0, used: 1 }, true],
    // Where nothing may fail and nothing did, nothing is missed.
    [{ allowed: 0, used: 0 }, false],
  ])("of %o is gone: %s", (budget, gone) => expect(isGone(budget)).toBe(gone));

  test("asks for columns of the range, and for none of the whole time", () => {
    const question = { subject: { service: "pay", type: undefined, endpoint: "" }, filter: "fault" };
    expect(rangeQuery(question, TARGET, BOUNDS).columnSec).toBe(60);
    expect(rangeQuery(question, TARGET, BOUNDS).sets).toEqual(countQuery(question, TARGET, BOUNDS).sets);
    expect(countQuery(question, TARGET, BOUNDS)).not.toHaveProperty("columnSec");
    expect(countQuery(question, TARGET, BOUNDS).sets[1]).toMatchObject({ filter: "fault" });
  });

  test("counts what failed as slow, and a response of just that length as good", () => {
    const question = { subject: { service: "pay", type: undefined, endpoint: "POST /charge" }, filter: "" };
    expect(countQuery(question, TARGET, BOUNDS).sets).toEqual([
      { ...BOUNDS, where: { service: "pay", endpoint: "POST /charge" } },
      {
        ...BOUNDS,
        where: { service: "pay", endpoint: "POST /charge" },
        outcomes: ["ok", "error", "throttle"],
        brush: { toDurationSec: 0.300001 },
      },
    ]);
    expect(goodShare(sets(200, 150))).toBe(0.75);
    expect(goodShare(sets(0, 0))).toBeUndefined();
  });
});

describe("what is written into its fields", () => {
  test.each([
    ["95 %", 0.95],
    ["99.9", 0.999],
    ["99,5%", 0.995],
    ["0", undefined],
    ["100", undefined],
    ["", undefined],
    ["many", undefined],
    ["%", undefined],
    ["-5", undefined],
    ["100.1", undefined],
    ["99.9999", 0.999999],
    // Would be kept as all and as none.
    ["99.99999", undefined],
    ["0.00001", undefined],
  ])("a share: %s", (text, share) => expect(parseShare(text)).toBe(share));

  test.each([
    ["300 ms", 0.3],
    ["300", 0.3],
    ["1.5 s", 1.5],
    ["2S", 2],
    ["0", undefined],
    ["2 h", undefined],
    ["soon", undefined],
    ["", undefined],
    ["-1 s", undefined],
    ["1 ms", 0.001],
    ["0.4 ms", undefined],
    ["1,5s", 1.5],
    ["1.2345 s", 1.235],
    ["3600 s", 3600],
    ["3600.1 s", undefined],
    ["300 ms or so", undefined],
  ])("a length: %s", (text, sec) => expect(parseLength(text)).toBe(sec));

  test("is read as it is shown", () => {
    expect([shareText(0.95), shareText(0.9995), lengthText(0.3), lengthText(1.5)]).toEqual([
      "95 %",
      "99.95 %",
      "300 ms",
      "1.5 s",
    ]);
  });
});

test.each(["95 %", "99.95 %", "99.9999 %", "0.0001 %", "50 %"])(
  "a share that was written stands in its field as it was, and is no mistake there: %s",
  (text) => expect(shareText(parseShare(text) ?? Number.NaN)).toBe(text),
);

test.each(["1 ms", "300 ms", "999 ms", "1 s", "1.235 s", "3600 s"])(
  "a length that was written stands in its field as it was: %s",
  (text) => expect(lengthText(parseLength(text) ?? Number.NaN)).toBe(text),
);

test("a target can be kept over an hour to a week", () => {
  expect(OVER_CHOICES.map(({ sec, label }) => `${label}: ${sec}`)).toEqual([
    "1 h: 3600",
    "6 h: 21600",
    "24 h: 86400",
    "7 days: 604800",
  ]);
});

test("targets of a service, of each type and of each endpoint are kept apart", () => {
  const type = "AWS::ECS::Fargate";
  const keys = [
    { service: "pay", type: undefined, endpoint: "" },
    { service: "pay", type, endpoint: "" },
    { service: "pay", type: undefined, endpoint: type },
    { service: "pay", type, endpoint: "POST /charge" },
  ].map(targetKey);
  expect(new Set(keys).size).toBe(4);
});

test("a target is kept under its endpoint", () => {
  const subject = { service: "pay", type: "AWS::ECS::Fargate", endpoint: "POST /charge" };
  expect(subjectOfTarget(targetKey(subject))).toEqual(subject);
  const whole = { service: "pay", type: undefined, endpoint: "" };
  expect(subjectOfTarget(targetKey(whole))).toEqual(whole);
});
