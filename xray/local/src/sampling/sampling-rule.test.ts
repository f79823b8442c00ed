import { describe, expect, it } from "vitest";
import type { RuleChanges } from "./sampling-rule.ts";
import { changeRule, defaultRuleProblem, makeDefaultRule, ruleProblem } from "./sampling-rule.ts";

const fallback = makeDefaultRule("arn:aws:xray:us-east-1:000000000000:sampling-rule/Default");
const custom = { ...fallback, RuleName: "Flask", Priority: 9000, Attributes: { tier: "gold" } };

describe("ruleProblem", () => {
  it.each<[RuleChanges & { Version?: number; RuleName?: string }, string | undefined]>([
    [{}, undefined],
    [{ Priority: 1, FixedRate: 0, ReservoirSize: 0 }, undefined],
    [{ Priority: 9999, FixedRate: 1 }, undefined],
    [{ Priority: 0 }, "Priority must be an integer between 1 and 9999"],
    [{ Priority: 10_000 }, "Priority must be an integer between 1 and 9999"],
    [{ Priority: 1.5 }, "Priority must be an integer between 1 and 9999"],
    [{ FixedRate: -0.1 }, "FixedRate must be between 0 and 1"],
    [{ FixedRate: 1.1 }, "FixedRate must be between 0 and 1"],
    [{ FixedRate: Number.NaN }, "FixedRate must be between 0 and 1"],
    [{ ReservoirSize: -1 }, "ReservoirSize must be an integer of at least 0"],
    [{ ReservoirSize: 0.5 }, "ReservoirSize must be an integer of at least 0"],
    [{ Version: 2 }, "Version must be 1"],
    [{ RuleName: "" }, "RuleName is required"],
  ])("finds in %j: %s", (changes, problem) => {
    expect(ruleProblem({ ...custom, ...changes })).toBe(problem);
  });
});

describe("changeRule", () => {
  it("keeps what is not named and clears attributes by an empty map", () => {
    expect(changeRule(custom, { FixedRate: 0.5 })).toEqual({ ...custom, FixedRate: 0.5 });
    expect(changeRule(custom, { Attributes: {} }).Attributes).toEqual({});
  });
});

describe("defaultRuleProblem", () => {
  const onlyRates = "Only FixedRate and ReservoirSize of the Default sampling rule can be updated";

  it.each<[RuleChanges, string | undefined]>([
    [{ FixedRate: 0.05, ReservoirSize: 3 }, undefined],
    [{ FixedRate: 0.05, Priority: 10_000, Host: "*", Attributes: {} }, undefined],
    [{ Priority: 1 }, onlyRates],
    [{ Host: "localhost" }, onlyRates],
    [{ Attributes: { a: "b" } }, onlyRates],
    [{ SamplingRateBoost: { MaxRate: 1, CooldownWindowMinutes: 1 } }, onlyRates],
    [{ FixedRate: 2 }, "FixedRate must be between 0 and 1"],
  ])("finds in %j: %s", (changes, problem) => {
    expect(defaultRuleProblem(fallback, changeRule(fallback, changes))).toBe(problem);
  });
});
