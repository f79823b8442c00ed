import { CreateSamplingRuleCommand, ListTagsForResourceCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeRuleInput } from "../testing/make-rule.ts";
import { serveClient } from "../testing/serve-client.ts";
import { createSamplingRule } from "./create-sampling-rule.ts";

const arn = "arn:aws:xray:us-east-1:000000000000:sampling-rule/Flask";

describe("CreateSamplingRule", () => {
  const served = serveClient();

  it("answers the record with its ARN, its times and Attributes, though none were given", async () => {
    const answer = await served.client.send(
      new CreateSamplingRuleCommand({
        SamplingRule: makeRuleInput(),
        Tags: [{ Key: "team", Value: "backend" }],
      }),
    );
    expect(answer.SamplingRuleRecord).toEqual({
      SamplingRule: { ...makeRuleInput(), RuleARN: arn, Attributes: {} },
      CreatedAt: new Date(NOW_SEC * 1_000),
      ModifiedAt: new Date(NOW_SEC * 1_000),
    });
    const tags = await served.client.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
    expect(tags.Tags).toEqual([{ Key: "team", Value: "backend" }]);
  });

  it("rejects a rule that is there already with the modelled error", async () => {
    const command = new CreateSamplingRuleCommand({ SamplingRule: makeRuleInput() });
    await served.client.send(command);
    await expect(served.client.send(command)).rejects.toMatchObject({
      name: "InvalidRequestException",
      message: "A sampling rule named Flask already exists",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("rejects the 26th rule with RuleLimitExceededException", async () => {
    for (let i = 1; i <= 25; i += 1) {
      await createSamplingRule.invoke(
        { SamplingRule: makeRuleInput({ RuleName: `rule-${i}` }) },
        served.context,
      );
    }
    await expect(
      served.client.send(new CreateSamplingRuleCommand({ SamplingRule: makeRuleInput() })),
    ).rejects.toMatchObject({ name: "RuleLimitExceededException", $metadata: { httpStatusCode: 400 } });
  });

  it.each([
    [{}, "Value null at 'samplingRule'"],
    [{ SamplingRule: { ...makeRuleInput(), RuleName: undefined } }, "RuleName is required"],
    [{ SamplingRule: { ...makeRuleInput(), RuleARN: arn } }, "Specify a rule by either name or ARN"],
    [{ SamplingRule: makeRuleInput({ RuleName: "x".repeat(33) }) }, "'samplingRule.ruleName'"],
    [{ SamplingRule: makeRuleInput({ Priority: 10_000 }) }, "'samplingRule.priority'"],
    [{ SamplingRule: makeRuleInput({ FixedRate: 1.01 }) }, "'samplingRule.fixedRate'"],
    [{ SamplingRule: makeRuleInput({ ReservoirSize: -1 }) }, "'samplingRule.reservoirSize'"],
    [{ SamplingRule: makeRuleInput({ ServiceName: "x".repeat(65) }) }, "'samplingRule.serviceName'"],
    [{ SamplingRule: makeRuleInput({ Version: 2 }) }, "Version must be 1"],
    [
      {
        SamplingRule: makeRuleInput({ Attributes: { a: "1", b: "1", c: "1", d: "1", e: "1", f: "1" } }),
      },
      "'samplingRule.attributes'",
    ],
    [{ SamplingRule: makeRuleInput(), Tags: [{ Key: "aws:x", Value: "" }] }, "reserved"],
  ])("rejects %j", async (input, message) => {
    const context = makeContext();
    await expect(createSamplingRule.invoke(input, context)).rejects.toThrow(message);
    expect(context.settings.rules.list()).toHaveLength(1);
  });
});
