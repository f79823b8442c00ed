import { describe, expect, it } from "vitest";
import type { SamplingRule } from "../protocol/api-types.ts";
import { makeDefaultRule } from "./sampling-rule.ts";
import { createSamplingTargets } from "./sampling-targets.ts";
import type { BoostStatisticsDocument } from "./sampling-boost.ts";
import type { StatisticsDocument } from "./statistics-windows.ts";

const flask: SamplingRule = {
  ...makeDefaultRule("arn"),
  RuleName: "Flask",
  Priority: 9000,
  FixedRate: 0.1,
  ReservoirSize: 5,
};
const rules = [flask, makeDefaultRule("arn")];

function makeStatistics(members: Partial<StatisticsDocument> = {}): StatisticsDocument {
  return {
    RuleName: "Flask",
    ClientID: "a".repeat(24),
    Timestamp: 1_000,
    RequestCount: 10,
    SampledCount: 1,
    BorrowCount: 1,
    ...members,
  };
}

function makeBoostStatistics(members: Partial<BoostStatisticsDocument> = {}): BoostStatisticsDocument {
  return {
    RuleName: "Flask",
    ServiceName: "backend-flask",
    Timestamp: 1_000,
    AnomalyCount: 4,
    TotalCount: 100,
    SampledAnomalyCount: 1,
    ...members,
  };
}

describe("createSamplingTargets", () => {
  it("gives a lone client the whole reservoir for five minutes", () => {
    const statistics = [makeStatistics()];
    const answer = createSamplingTargets().report({ statistics, boostStatistics: [] }, rules, 1_000.7);
    expect(answer).toEqual({
      targets: [
        { RuleName: "Flask", FixedRate: 0.1, ReservoirQuota: 5, ReservoirQuotaTTL: 1_300, Interval: 10 },
      ],
      unprocessed: [],
      unprocessedBoost: [],
      accepted: statistics,
    });
  });

  it("splits the reservoir over the clients of the rule and gives it back when one falls silent", () => {
    const targets = createSamplingTargets();
    const quotaOf = (client: string, nowSec: number) =>
      targets.report(
        {
          statistics: [makeStatistics({ ClientID: client.repeat(24), Timestamp: nowSec })],
          boostStatistics: [],
        },
        rules,
        nowSec,
      ).targets[0]?.ReservoirQuota;
    expect(quotaOf("a", 1_000)).toBe(5);
    expect(quotaOf("b", 1_005)).toBe(2);
    expect(quotaOf("a", 1_010)).toBe(3);
    expect(quotaOf("a", 1_035)).toBe(5);
  });

  it("does not count clients of another rule", () => {
    const targets = createSamplingTargets();
    const boostStatistics: BoostStatisticsDocument[] = [];
    targets.report(
      { statistics: [makeStatistics({ RuleName: "Default", ClientID: "b".repeat(24) })], boostStatistics },
      rules,
      1_000,
    );
    const answer = targets.report({ statistics: [makeStatistics()], boostStatistics }, rules, 1_000);
    expect(answer.targets[0]?.ReservoirQuota).toBe(5);
  });

  it("answers one target a rule, whatever is repeated", () => {
    const statistics = [makeStatistics(), makeStatistics(), makeStatistics({ RuleName: "Default" })];
    const answer = createSamplingTargets().report({ statistics, boostStatistics: [] }, rules, 1_000);
    expect(answer.targets.map(({ RuleName }) => RuleName)).toEqual(["Flask", "Default"]);
    expect(answer.accepted).toHaveLength(3);
  });

  it.each<[Partial<StatisticsDocument>, string, string]>([
    [{ RuleName: "gone" }, "404", "Sampling rule does not exist"],
    [{ Timestamp: 600 }, "400", "Statistics are too old: 400 seconds"],
    [{ Timestamp: 1_400 }, "400", "Statistics are too far in the future: 400 seconds"],
  ])("leaves statistics %j unprocessed", (members, code, message) => {
    const statistics = [makeStatistics(members), makeStatistics({ RuleName: "Default" })];
    const answer = createSamplingTargets().report({ statistics, boostStatistics: [] }, rules, 1_000);
    expect(answer.unprocessed).toEqual([
      { RuleName: members.RuleName ?? "Flask", ErrorCode: code, Message: message },
    ]);
    expect(answer.targets.map(({ RuleName }) => RuleName)).toEqual(["Default"]);
    expect(answer.accepted).toHaveLength(1);
  });

  it("boosts a rule for a minute when anomalies went unrecorded, then waits for the cooldown", () => {
    const boosted = { ...flask, SamplingRateBoost: { MaxRate: 0.5, CooldownWindowMinutes: 10 } };
    const targets = createSamplingTargets();
    const boostAt = (nowSec: number, boostStatistics: readonly BoostStatisticsDocument[]) =>
      targets.report(
        { statistics: [makeStatistics({ Timestamp: nowSec })], boostStatistics },
        [boosted],
        nowSec,
      ).targets[0]?.SamplingBoost;
    expect(boostAt(1_000, [makeBoostStatistics({ AnomalyCount: 1 })])).toBeUndefined();
    expect(boostAt(1_010, [makeBoostStatistics()])).toEqual({ BoostRate: 0.5, BoostRateTTL: 1_070 });
    expect(boostAt(1_060, [])).toEqual({ BoostRate: 0.5, BoostRateTTL: 1_070 });
    expect(boostAt(1_080, [makeBoostStatistics()])).toBeUndefined();
    expect(boostAt(1_610, [makeBoostStatistics({ Timestamp: 1_610 })])).toEqual({
      BoostRate: 0.5,
      BoostRateTTL: 1_670,
    });
  });

  it("does not boost a rule that asks for none, nor one that is not there", () => {
    const report = {
      statistics: [makeStatistics()],
      boostStatistics: [makeBoostStatistics(), makeBoostStatistics({ RuleName: "gone" })],
    };
    const answer = createSamplingTargets().report(report, rules, 1_000);
    expect(answer.targets[0]?.SamplingBoost).toBeUndefined();
    expect(answer.unprocessedBoost).toEqual([
      { RuleName: "gone", ErrorCode: "404", Message: "Sampling rule does not exist" },
    ]);
  });
});
