import { describe, expect, test } from "vitest";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import {
  budgetOf,
  countQuery,
  goodShare,
  lengthText,
  parseLength,
  parseShare,
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
  ])("a share: %s", (text, share) => expect(parseShare(text)).toBe(share));

  test.each([
    ["300 ms", 0.3],
    ["300", 0.3],
    ["1.5 s", 1.5],
    ["2S", 2],
    ["0", undefined],
    ["2 h", undefined],
    ["soon", undefined],
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

test("a target is kept under its endpoint", () => {
  const subject = { service: "pay", type: "AWS::ECS::Fargate", endpoint: "POST /charge" };
  expect(subjectOfTarget(targetKey(subject))).toEqual(subject);
  const whole = { service: "pay", type: undefined, endpoint: "" };
  expect(subjectOfTarget(targetKey(whole))).toEqual(whole);
});
