import { UpdateIndexingRuleCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { serveClient } from "../testing/serve-client.ts";
import { updateIndexingRule } from "./update-indexing-rule.ts";

describe("UpdateIndexingRule", () => {
  const served = serveClient();

  it("answers the rule as it is now", async () => {
    const Rule = { Probabilistic: { DesiredSamplingPercentage: 25 } };
    const answer = await served.client.send(new UpdateIndexingRuleCommand({ Name: "Default", Rule }));
    expect(answer.IndexingRule).toEqual({
      Name: "Default",
      ModifiedAt: new Date(NOW_SEC * 1_000),
      Rule: { Probabilistic: { DesiredSamplingPercentage: 25, ActualSamplingPercentage: 25 } },
    });
    expect(served.context.settings.account.indexingRule()).toMatchObject({ Rule });
  });

  it.each([
    ["other", { Probabilistic: { DesiredSamplingPercentage: 1 } }, "ResourceNotFoundException"],
    ["Default", { Probabilistic: { DesiredSamplingPercentage: 101 } }, "InvalidRequestException"],
    ["Default", { Probabilistic: {} }, "InvalidRequestException"],
    ["Default", {}, "InvalidRequestException"],
  ])("rejects the rule %s with %j", async (Name, Rule, code) => {
    await expect(updateIndexingRule.invoke({ Name, Rule }, served.context)).rejects.toMatchObject({ code });
  });
});
