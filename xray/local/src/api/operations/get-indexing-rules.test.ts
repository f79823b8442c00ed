import { GetIndexingRulesCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { useClient } from "../testing/use-client.ts";
import { getIndexingRules } from "./get-indexing-rules.ts";

const used = useClient();

it("GetIndexingRules answers the one rule", async () => {
  const answer = await used.client.send(new GetIndexingRulesCommand({}));
  expect(answer.IndexingRules).toEqual([
    {
      Name: "Default",
      ModifiedAt: new Date(0),
      Rule: { Probabilistic: { DesiredSamplingPercentage: 1, ActualSamplingPercentage: 1 } },
    },
  ]);
  await expect(getIndexingRules.invoke({ NextToken: "x" }, used.context)).rejects.toThrow(
    "Invalid NextToken",
  );
});
