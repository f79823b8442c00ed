import {
  GetSamplingStatisticSummariesCommand,
  GetSamplingTargetsCommand,
  UpdateSamplingRuleCommand,
} from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeRuleInput } from "../testing/make-rule.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getSamplingTargets } from "./get-sampling-targets.ts";

function makeStatistics(members: Readonly<Record<string, unknown>> = {}) {
  return {
    RuleName: "Default",
    ClientID: "a".repeat(24),
    Timestamp: NOW_SEC,
    RequestCount: 20,
    SampledCount: 3,
    BorrowCount: 1,
    ...members,
  };
}

describe("GetSamplingTargets", () => {
  const served = serveClient();

  it("answers the real client with a quota, its end and the time of the last change of a rule", async () => {
    served.context.settings.rules.create({ ...makeRuleInput(), Attributes: {} }, []);
    const answer = await served.client.send(
      new GetSamplingTargetsCommand({
        SamplingStatisticsDocuments: [
          { ...makeStatistics({ RuleName: "Flask" }), Timestamp: new Date(NOW_SEC * 1_000) },
        ],
      }),
    );
    expect(answer).toMatchObject({
      SamplingTargetDocuments: [
        {
          RuleName: "Flask",
          FixedRate: 0.1,
          ReservoirQuota: 5,
          ReservoirQuotaTTL: new Date((NOW_SEC + 300) * 1_000),
          Interval: 10,
        },
      ],
      LastRuleModification: new Date(NOW_SEC * 1_000),
      UnprocessedStatistics: [],
      UnprocessedBoostStatistics: [],
    });
  });

  it("splits the reservoir over two clients and shows both to the status", async () => {
    served.context.settings.rules.create({ ...makeRuleInput(), Attributes: {} }, []);
    const quotas: unknown[] = [];
    for (const client of ["a", "b", "a"]) {
      const statistics = makeStatistics({ RuleName: "Flask", ClientID: client.repeat(24) });
      const input = { SamplingStatisticsDocuments: [statistics] };
      quotas.push(await getSamplingTargets.invoke(input, served.context));
    }
    expect(quotas).toMatchObject(
      [5, 2, 3].map((ReservoirQuota) => ({ SamplingTargetDocuments: [{ ReservoirQuota }] })),
    );
    expect(served.context.sampling.clients()).toEqual([
      {
        kind: "sdk",
        id: "a".repeat(24),
        detail: "40 requests under Flask",
        lastSeenAtMs: NOW_SEC * 1_000,
      },
      {
        kind: "sdk",
        id: "b".repeat(24),
        detail: "20 requests under Flask",
        lastSeenAtMs: NOW_SEC * 1_000,
      },
    ]);
  });

  it("counts what was reported into windows, apart from what was not accepted", async () => {
    const input = {
      SamplingStatisticsDocuments: [
        makeStatistics(),
        makeStatistics({ ClientID: "b".repeat(24), Timestamp: NOW_SEC - 3 }),
        makeStatistics({ RuleName: "gone" }),
        makeStatistics({ Timestamp: NOW_SEC - 1_000 }),
      ],
    };
    expect(await getSamplingTargets.invoke(input, served.context)).toMatchObject({
      UnprocessedStatistics: [
        { RuleName: "gone", ErrorCode: "404", Message: "Sampling rule does not exist" },
        { RuleName: "Default", ErrorCode: "400", Message: "Statistics are too old: 1000 seconds" },
      ],
    });
    const counted = { RuleName: "Default", RequestCount: 20, SampledCount: 3, BorrowCount: 1 };
    const answer = await served.client.send(new GetSamplingStatisticSummariesCommand());
    expect(answer.SamplingStatisticSummaries).toEqual([
      { ...counted, Timestamp: new Date(NOW_SEC * 1_000) },
      { ...counted, Timestamp: new Date((NOW_SEC - 10) * 1_000) },
    ]);
  });

  it("tells of a change that came within the second of the last fetch", async () => {
    let nowMs = NOW_SEC * 1_000;
    const context = makeContext({ nowMs: () => nowMs });
    nowMs += 700;
    context.settings.rules.update({ RuleName: "Default" }, { FixedRate: 0.5 });
    const input = { SamplingStatisticsDocuments: [makeStatistics()] };
    expect(await getSamplingTargets.invoke(input, context)).toMatchObject({
      SamplingTargetDocuments: [{ FixedRate: 0.5 }],
      LastRuleModification: NOW_SEC + 1,
    });
  });

  it("hands out a boost to a rule that has one", async () => {
    served.context.settings.rules.create({ ...makeRuleInput(), Attributes: {} }, []);
    await served.client.send(
      new UpdateSamplingRuleCommand({
        SamplingRuleUpdate: {
          RuleName: "Flask",
          SamplingRateBoost: { MaxRate: 0.8, CooldownWindowMinutes: 5 },
        },
      }),
    );
    const boost = {
      RuleName: "Flask",
      ServiceName: "backend-flask",
      Timestamp: NOW_SEC,
      AnomalyCount: 9,
      TotalCount: 100,
      SampledAnomalyCount: 0,
    };
    const input = {
      SamplingStatisticsDocuments: [makeStatistics({ RuleName: "Flask" })],
      SamplingBoostStatisticsDocuments: [boost, { ...boost, RuleName: "gone" }],
    };
    expect(await getSamplingTargets.invoke(input, served.context)).toMatchObject({
      SamplingTargetDocuments: [{ SamplingBoost: { BoostRate: 0.8, BoostRateTTL: NOW_SEC + 60 } }],
      UnprocessedBoostStatistics: [{ RuleName: "gone", ErrorCode: "404" }],
    });
  });

  it.each([
    [{}, "'samplingStatisticsDocuments'"],
    [{ SamplingStatisticsDocuments: Array.from({ length: 26 }, () => makeStatistics()) }, "equal to 25"],
    [{ SamplingStatisticsDocuments: [makeStatistics({ ClientID: "short" })] }, "clientID"],
    [{ SamplingStatisticsDocuments: [makeStatistics({ RequestCount: -1 })] }, "requestCount"],
    [{ SamplingStatisticsDocuments: [makeStatistics({ Timestamp: "now" })] }, "timestamp"],
  ])("rejects %j", async (input, message) => {
    await expect(getSamplingTargets.invoke(input, makeContext())).rejects.toThrow(message);
  });

  it("understands OpenTelemetry's samplers: Python's SampleCount, Java's milliseconds, a null for no boosts", async () => {
    const { SampledCount: SampleCount, ...python } = makeStatistics();
    const java = makeStatistics({ ClientID: "b".repeat(24), Timestamp: NOW_SEC * 1_000 });
    const body = {
      SamplingStatisticsDocuments: [{ ...python, SampleCount }, java],
      SamplingBoostStatisticsDocuments: null,
    };
    expect(await getSamplingTargets.invoke(body, served.context)).toMatchObject({
      SamplingTargetDocuments: [{ RuleName: "Default", FixedRate: 1 }],
      UnprocessedStatistics: [],
    });
    expect(await served.client.send(new GetSamplingStatisticSummariesCommand({}))).toMatchObject({
      SamplingStatisticSummaries: [{ RuleName: "Default", RequestCount: 40, SampledCount: 6 }],
    });
  });
});
