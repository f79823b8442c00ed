import { GetInsightCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { useClient } from "../testing/use-client.ts";
import { getInsight } from "./get-insight.ts";

const used = useClient();

it("GetInsight knows no insight and refuses what is no id", async () => {
  const InsightId = "12345678-1234-4234-8234-123456789012";
  await expect(used.client.send(new GetInsightCommand({ InsightId }))).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "Insight not found",
  });
  await expect(getInsight.invoke({ InsightId: "1" }, used.context)).rejects.toThrow("'insightId'");
});
