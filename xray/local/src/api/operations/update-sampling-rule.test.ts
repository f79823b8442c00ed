import { UpdateSamplingRuleCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeRuleInput } from "../testing/make-rule.ts";
import { serveClient } from "../testing/serve-client.ts";
import { updateSamplingRule } from "./update-sampling-rule.ts";

describe("UpdateSamplingRule", () => {
  const served = serveClient();

  it("changes what is given by name or by ARN, and answers the whole record", async () => {
    const { rules } = served.context.settings;
    const { SamplingRule } = rules.create({ ...makeRuleInput(), Attributes: { tier: "gold" } }, []);
    const byName = await served.client.send(
      new UpdateSamplingRuleCommand({ SamplingRuleUpdate: { RuleName: "Flask", FixedRate: 0.5 } }),
    );
    expect(byName.SamplingRuleRecord?.SamplingRule).toEqual({ ...SamplingRule, FixedRate: 0.5 });
    const byArn = await served.client.send(
      new UpdateSamplingRuleCommand({
        SamplingRuleUpdate: { RuleARN: SamplingRule.RuleARN, Attributes: {}, ReservoirSize: 0 },
      }),
    );
    expect(byArn.SamplingRuleRecord?.SamplingRule).toEqual({
      ...SamplingRule,
      FixedRate: 0.5,
      Attributes: {},
      ReservoirSize: 0,
    });
  });

  it("sets the rate of Default", async () => {
    const input = { SamplingRuleUpdate: { RuleName: "Default", FixedRate: 0.05 } };
    await served.client.send(new UpdateSamplingRuleCommand(input));
    expect(served.context.sampling.defaultRule()).toEqual({ fixedRate: 0.05, reservoirSize: 1 });
  });

  it.each([
    [{ RuleName: "gone", FixedRate: 1 }, "Sampling rule does not exist"],
    [{ FixedRate: 1 }, "Specify a rule by either name or ARN, but not both."],
    [{ RuleName: "Flask", Priority: 0 }, "Priority must be an integer between 1 and 9999"],
    [{ RuleName: "Flask", FixedRate: 1.5 }, "FixedRate must be between 0 and 1"],
    [{ RuleName: "Flask", ReservoirSize: -1 }, "ReservoirSize must be an integer of at least 0"],
    [{ RuleName: "Flask", HTTPMethod: "x".repeat(11) }, "'samplingRuleUpdate.hTTPMethod'"],
    [{ RuleName: "Default", Host: "x" }, "Only FixedRate and ReservoirSize"],
  ])("rejects %j", async (update, message) => {
    const { rules } = served.context.settings;
    rules.create({ ...makeRuleInput(), Attributes: {} }, []);
    const before = rules.list();
    const input = { SamplingRuleUpdate: update };
    await expect(updateSamplingRule.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: expect.stringContaining(message),
    });
    expect(rules.list()).toEqual(before);
  });
});
