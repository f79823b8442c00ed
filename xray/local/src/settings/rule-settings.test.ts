import { describe, expect, it } from "vitest";
import { makeDefaultRule } from "../sampling/sampling-rule.ts";
import { makeSettings, NOW_SEC } from "./testing/make-settings.ts";

const { RuleARN: _, ...fallback } = makeDefaultRule("");
const flask = {
  ...fallback,
  RuleName: "Flask",
  Priority: 9000,
  FixedRate: 0.1,
  ReservoirSize: 5,
  ServiceName: "backend-flask",
};
const arn = "arn:aws:xray:us-east-1:000000000000:sampling-rule/Flask";

function rejection(message: string): object {
  return expect.objectContaining({ code: "InvalidRequestException", message });
}

describe("rule settings", () => {
  it("start with Default at 100 %, as it is on AWS otherwise", () => {
    expect(makeSettings().rules.list()).toEqual([
      {
        SamplingRule: {
          RuleName: "Default",
          RuleARN: "arn:aws:xray:us-east-1:000000000000:sampling-rule/Default",
          ResourceARN: "*",
          Priority: 10_000,
          FixedRate: 1,
          ReservoirSize: 1,
          ServiceName: "*",
          ServiceType: "*",
          Host: "*",
          HTTPMethod: "*",
          URLPath: "*",
          Version: 1,
          Attributes: {},
        },
        CreatedAt: 0,
        ModifiedAt: NOW_SEC,
      },
    ]);
  });

  it("keep a rule as it was given, with its ARN and times", () => {
    const { rules } = makeSettings();
    const rule = {
      ...flask,
      Attributes: { tier: "gold" },
      SamplingRateBoost: { MaxRate: 0.5, CooldownWindowMinutes: 10 },
    };
    const record = {
      SamplingRule: { ...rule, RuleARN: arn },
      CreatedAt: NOW_SEC,
      ModifiedAt: NOW_SEC,
    };
    expect(rules.create(rule, [])).toEqual(record);
    expect(rules.find({ RuleName: "Flask" })).toEqual(record);
    expect(rules.find({ RuleARN: arn })).toEqual(record);
  });

  it("list rules in the order in which they are tried", () => {
    const { rules } = makeSettings();
    for (const [RuleName, Priority] of [
      ["late", 9_999],
      ["b", 5],
      ["a", 5],
    ] as const) {
      rules.create({ ...flask, RuleName, Priority }, []);
    }
    expect(rules.list().map(({ SamplingRule }) => SamplingRule.RuleName)).toEqual([
      "a",
      "b",
      "late",
      "Default",
    ]);
  });

  it("change what is named and move on the time of the last modification, rounded up", () => {
    let nowMs = NOW_SEC * 1_000;
    const { rules } = makeSettings({ nowMs: () => nowMs });
    rules.create(flask, []);
    expect(rules.lastModificationSec()).toBe(NOW_SEC);
    nowMs += 1_500;
    const updated = rules.update({ RuleARN: arn }, { FixedRate: 0.5 });
    expect(updated).toEqual({
      SamplingRule: { ...flask, RuleARN: arn, FixedRate: 0.5 },
      CreatedAt: NOW_SEC,
      ModifiedAt: NOW_SEC + 1,
    });
    expect(rules.lastModificationSec()).toBe(NOW_SEC + 2);
    nowMs += 2_000;
    rules.delete({ RuleName: "Flask" });
    expect(rules.lastModificationSec()).toBe(NOW_SEC + 4);
  });

  it("let the rate and the reservoir of Default change, and nothing else", () => {
    const { rules } = makeSettings();
    rules.update({ RuleName: "Default" }, { FixedRate: 0.05, ReservoirSize: 3 });
    expect(rules.defaultRule()).toMatchObject({ FixedRate: 0.05, ReservoirSize: 3, Priority: 10_000 });
    expect(() => rules.update({ RuleName: "Default" }, { Host: "localhost" })).toThrow(
      rejection("Only FixedRate and ReservoirSize of the Default sampling rule can be updated"),
    );
    expect(() => rules.delete({ RuleName: "Default" })).toThrow(
      rejection("The Default sampling rule cannot be deleted"),
    );
    expect(() => rules.create({ ...flask, RuleName: "Default" }, [])).toThrow(
      rejection("A sampling rule named Default already exists"),
    );
  });

  it.each([
    [{ RuleName: "gone" }, "Sampling rule does not exist"],
    [{ RuleARN: "arn:aws:xray:us-east-1:000000000000:sampling-rule/gone" }, "Sampling rule does not exist"],
    [{ RuleARN: "Flask" }, "Sampling rule does not exist"],
    [{ RuleARN: "arn:aws:xray:eu-west-1:000000000000:sampling-rule/Flask" }, "Sampling rule does not exist"],
    [{ RuleName: "Flask", RuleARN: arn }, "Specify a rule by either name or ARN, but not both."],
    [{}, "Specify a rule by either name or ARN, but not both."],
  ])("reject to update or delete %j", (reference, message) => {
    const { rules } = makeSettings();
    rules.create(flask, []);
    expect(() => rules.update(reference, { FixedRate: 1 })).toThrow(rejection(message));
    expect(() => rules.delete(reference)).toThrow(rejection(message));
    expect(rules.list()).toHaveLength(2);
  });

  it("take 25 custom rules and not one more", () => {
    const { rules } = makeSettings();
    for (let i = 1; i <= 25; i += 1) rules.create({ ...flask, RuleName: `rule-${i}` }, []);
    expect(() => rules.create({ ...flask, RuleName: "rule-26" }, [])).toThrow(
      expect.objectContaining({ code: "RuleLimitExceededException" }),
    );
    expect(rules.list()).toHaveLength(26);
    rules.delete({ RuleName: "rule-1" });
    expect(rules.create({ ...flask, RuleName: "rule-26" }, []).SamplingRule.RuleName).toBe("rule-26");
  });

  it("reject a second rule of the same name, and what is out of range", () => {
    const { rules } = makeSettings();
    rules.create(flask, []);
    expect(() => rules.create(flask, [])).toThrow(rejection("A sampling rule named Flask already exists"));
    expect(() => rules.update({ RuleName: "Flask" }, { Priority: 10_000 })).toThrow(
      rejection("Priority must be an integer between 1 and 9999"),
    );
  });

  it("leave nothing of a rule whose tags are rejected", () => {
    const { rules } = makeSettings();
    expect(() => rules.create(flask, [{ Key: "aws:x", Value: "" }])).toThrow("reserved");
    expect(rules.list()).toHaveLength(1);
  });

  it("drop a rule's tags with it", () => {
    const { rules, tags } = makeSettings();
    rules.create(flask, [{ Key: "team", Value: "a" }]);
    expect(tags.list({ kind: "rule", name: "Flask" })).toEqual([{ Key: "team", Value: "a" }]);
    rules.delete({ RuleName: "Flask" });
    rules.create(flask, []);
    expect(tags.list({ kind: "rule", name: "Flask" })).toEqual([]);
  });
});
