import assert from "node:assert/strict";
import { assertIncludes, assertRejected, read, readList, readText } from "./api-client.ts";
import type { Walk } from "./api-client.ts";

const rule = {
  RuleName: "Checkout",
  ResourceARN: "*",
  Priority: 100,
  FixedRate: 0.25,
  ReservoirSize: 4,
  ServiceName: "checkout",
  ServiceType: "*",
  Host: "*",
  HTTPMethod: "GET",
  URLPath: "/pay/*",
  Version: 1,
};

/** Rules, their quotas for clients, and what the rules did; also the tags of a rule. */
export async function walkSampling({ client, check, nowSec }: Walk): Promise<void> {
  let arn = "";

  await check("CreateSamplingRule", async () => {
    const answer = await client.call("CreateSamplingRule", {
      SamplingRule: rule,
      Tags: [{ Key: "team", Value: "shop" }],
    });
    assertIncludes(answer, { SamplingRuleRecord: { SamplingRule: { ...rule, Attributes: {} } } });
    arn = readText(answer, "SamplingRuleRecord.SamplingRule.RuleARN");
    assert.match(arn, /^arn:aws:xray:us-east-1:\d{12}:sampling-rule\/Checkout$/);
    await assertRejected(
      client.call("CreateSamplingRule", { SamplingRule: rule }),
      INVALID,
      /already exists/,
    );
    const tooOften = { ...rule, RuleName: "TooOften", FixedRate: 1.5 };
    await assertRejected(
      client.call("CreateSamplingRule", { SamplingRule: tooOften }),
      INVALID,
      /fixedRate/i,
    );
  });

  await check("GetSamplingRules", async () => {
    const records = readList(await client.callAllPages("GetSamplingRules"), "SamplingRuleRecords");
    const names = records.map((record) => readText(record, "SamplingRule.RuleName"));
    assert.deepEqual(names.toSorted(), ["Checkout", "Default"]);
  });

  await check("UpdateSamplingRule", async () => {
    const update = { RuleName: "Checkout", FixedRate: 0.5, Attributes: { tier: "gold" } };
    const answer = await client.call("UpdateSamplingRule", { SamplingRuleUpdate: update });
    assertIncludes(answer, { SamplingRuleRecord: { SamplingRule: { ...rule, ...update } } });
    const gone = client.call("UpdateSamplingRule", { SamplingRuleUpdate: { RuleName: "Gone" } });
    await assertRejected(gone, INVALID, /does not exist/);
  });

  await check("GetSamplingTargets", async () => {
    const reportedSec = Math.trunc(Date.now() / 1_000);
    const report = {
      ClientID: "0123456789abcdef01234567",
      RuleName: "Checkout",
      Timestamp: reportedSec,
      RequestCount: 20,
      SampledCount: 6,
      BorrowCount: 1,
    };
    const answer = await client.call("GetSamplingTargets", {
      SamplingStatisticsDocuments: [report, { ...report, RuleName: "Gone" }],
    });
    assertIncludes(answer, {
      SamplingTargetDocuments: [{ RuleName: "Checkout", FixedRate: 0.5, ReservoirQuota: 4, Interval: 10 }],
      UnprocessedStatistics: [{ RuleName: "Gone" }],
    });
    assert.ok(Number(read(answer, "SamplingTargetDocuments.0.ReservoirQuotaTTL")) > reportedSec);
    // This walk has updated the rule; the time is rounded up to the second.
    const modifiedSec = Number(read(answer, "LastRuleModification"));
    assert.ok(modifiedSec >= nowSec && modifiedSec <= reportedSec + 1, `LastRuleModification ${modifiedSec}`);
  });

  await check("GetSamplingStatisticSummaries", async () => {
    const answer = await client.callAllPages("GetSamplingStatisticSummaries");
    assertIncludes(answer, {
      SamplingStatisticSummaries: [
        { RuleName: "Checkout", RequestCount: 20, SampledCount: 6, BorrowCount: 1 },
      ],
    });
  });

  await walkTags({ client, check }, arn);

  await check("DeleteSamplingRule", async () => {
    const answer = await client.call("DeleteSamplingRule", { RuleName: "Checkout" });
    assertIncludes(answer, { SamplingRuleRecord: { SamplingRule: { RuleName: "Checkout" } } });
    await assertRejected(client.call("DeleteSamplingRule", { RuleName: "Default" }), INVALID, /Default/i);
  });
}

const INVALID = "InvalidRequestException";

async function walkTags({ client, check }: Pick<Walk, "client" | "check">, arn: string): Promise<void> {
  const tags = async (): Promise<readonly unknown[]> =>
    readList(await client.callAllPages("ListTagsForResource", { ResourceARN: arn }), "Tags");

  await check("TagResource", async () => {
    const Tags = [{ Key: "cost centre", Value: "42" }];
    assert.deepEqual(await client.call("TagResource", { ResourceARN: arn, Tags }), {});
    const strange = client.call("TagResource", { ResourceARN: `${arn}-gone`, Tags });
    await assertRejected(strange, "ResourceNotFoundException", /./);
  });

  await check("ListTagsForResource", async () => {
    assert.deepEqual(await tags(), [
      { Key: "cost centre", Value: "42" },
      { Key: "team", Value: "shop" },
    ]);
  });

  await check("UntagResource", async () => {
    assert.deepEqual(await client.call("UntagResource", { ResourceARN: arn, TagKeys: ["team"] }), {});
    assert.deepEqual(await tags(), [{ Key: "cost centre", Value: "42" }]);
  });
}
