import { GetIndexingRulesCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { getIndexingRules } from "./get-indexing-rules.ts";

const served = serveClient();

it("GetIndexingRules answers the one rule", async () => {
  const answer = await served.client.send(new GetIndexingRulesCommand({}));
  expect(answer.IndexingRules).toEqual([
    {
      Name: "Default",
      ModifiedAt: new Date(0),
      Rule: { Probabilistic: { DesiredSamplingPercentage: 1, ActualSamplingPercentage: 1 } },
    },
  ]);
  await expect(getIndexingRules.invoke({ NextToken: "x" }, served.context)).rejects.toThrow(
    "Invalid NextToken",
  );
});
