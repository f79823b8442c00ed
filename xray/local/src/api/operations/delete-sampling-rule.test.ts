import { DeleteSamplingRuleCommand, GetSamplingRulesCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeRuleInput } from "../testing/make-rule.ts";
import { serveClient } from "../testing/serve-client.ts";
import { deleteSamplingRule } from "./delete-sampling-rule.ts";

describe("DeleteSamplingRule", () => {
  const served = serveClient();

  it.each(["RuleName", "RuleARN"] as const)("answers the rule that was, found by %s", async (member) => {
    const record = served.context.settings.rules.create({ ...makeRuleInput(), Attributes: {} }, []);
    const answer = await served.client.send(
      new DeleteSamplingRuleCommand({ [member]: record.SamplingRule[member] }),
    );
    expect(answer.SamplingRuleRecord?.SamplingRule).toEqual(record.SamplingRule);
    const left = await served.client.send(new GetSamplingRulesCommand());
    expect(left.SamplingRuleRecords?.map((each) => each.SamplingRule?.RuleName)).toEqual(["Default"]);
  });

  it.each([
    [{ RuleName: "gone" }, "Sampling rule does not exist"],
    [{ RuleName: "Default" }, "The Default sampling rule cannot be deleted"],
    [{}, "Specify a rule by either name or ARN, but not both."],
  ])("rejects %j", async (input, message) => {
    await expect(deleteSamplingRule.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message,
    });
  });
});
