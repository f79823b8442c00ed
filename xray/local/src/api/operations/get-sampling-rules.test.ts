import { GetSamplingRulesCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeRuleInput } from "../testing/make-rule.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getSamplingRules } from "./get-sampling-rules.ts";

describe("GetSamplingRules", () => {
  const served = serveClient();

  it("answers Default at 100 % to the real client", async () => {
    const answer = await served.client.send(new GetSamplingRulesCommand());
    expect(answer.SamplingRuleRecords).toHaveLength(1);
    expect(answer.SamplingRuleRecords?.[0]).toMatchObject({
      SamplingRule: { RuleName: "Default", FixedRate: 1, ReservoirSize: 1, Priority: 10_000, Attributes: {} },
      CreatedAt: new Date(0),
    });
    expect(answer.NextToken).toBeUndefined();
  });

  it("answers all 26 rules in one page, in their order, each as the SDKs need it", async () => {
    for (let i = 25; i >= 1; i -= 1) {
      const rule = makeRuleInput({ RuleName: `rule-${i}`, Priority: i });
      served.context.settings.rules.create({ ...rule, Attributes: {} }, []);
    }
    const answer = await served.client.send(new GetSamplingRulesCommand());
    const rules = (answer.SamplingRuleRecords ?? []).flatMap(({ SamplingRule: rule }) =>
      rule ? [rule] : [],
    );
    expect(rules.map(({ RuleName }) => RuleName)).toEqual([
      ...Array.from({ length: 25 }, (_, i) => `rule-${i + 1}`),
      "Default",
    ]);
    for (const rule of rules) {
      expect(rule).toMatchObject({ Version: 1, ResourceARN: "*", ServiceType: "*", Attributes: {} });
    }
  });

  it("remembers when an SDK asked, and no other client", async () => {
    const { sampling } = served.context;
    await served.client.send(new GetSamplingRulesCommand());
    expect(sampling.lastQuestionAtMs()).toBeUndefined();
    await getSamplingRules.invoke({}, { ...served.context, isFromSdk: true });
    expect(sampling.lastQuestionAtMs()).toBe(served.context.nowMs());
  });

  it("takes an empty token for none and rejects any other", async () => {
    expect(await getSamplingRules.invoke({ NextToken: "" }, served.context)).toHaveProperty(
      "SamplingRuleRecords",
    );
    await expect(getSamplingRules.invoke({ NextToken: "x" }, served.context)).rejects.toThrow(
      "Invalid NextToken",
    );
  });
});
