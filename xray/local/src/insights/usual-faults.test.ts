import { describe, expect, it } from "vitest";
import { createUsualFaults, isUnusual } from "./usual-faults.ts";

describe("createUsualFaults", () => {
  it("knows no rate before twenty traces", () => {
    const usual = createUsualFaults();
    usual.learn(1, 19);
    expect(usual.rate()).toBeUndefined();
    usual.learn(1, 1);
    expect(usual.rate()).toBe(0.1);
  });

  it("forgets what is older than sixty minutes with traffic", () => {
    const usual = createUsualFaults();
    usual.learn(50, 100);
    for (let i = 0; i < 59; i += 1) usual.learn(0, 100);
    expect(usual.rate()).toBeGreaterThan(0);
    usual.learn(0, 100);
    expect(usual.rate()).toBe(0);
  });
});

describe("isUnusual", () => {
  it.each([
    [4, 4, 0, false],
    [5, 100, 0, true],
    [4, 100, 0, false],
    [5, 200, 0, false],
    [7, 200, 0, true],
    [30, 100, 0.2, false],
    [32, 100, 0.2, false],
    [33, 100, 0.2, true],
    [100, 100, 1, false],
    [0, 0, 0, false],
  ])("%d faults of %d at a usual rate of %d: %j", (faults, traces, usualRate, expected) => {
    expect(isUnusual(faults, traces, usualRate)).toBe(expected);
  });
});
