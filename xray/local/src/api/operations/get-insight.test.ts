import { GetInsightCommand, GetInsightSummariesCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { makeOutage } from "../testing/make-outage.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getInsight } from "./get-insight.ts";

const served = serveClient();

it("GetInsight answers what the summary told, whether the id is in lower or upper case", async () => {
  await makeOutage(served.context);
  const { InsightSummaries = [] } = await served.client.send(
    new GetInsightSummariesCommand({
      GroupName: "backend",
      StartTime: new Date((NOW_SEC - 3_600) * 1_000),
      EndTime: new Date(NOW_SEC * 1_000),
    }),
  );
  const { LastUpdateTime: _, ...summary } = InsightSummaries[0] ?? {};
  const InsightId = summary.InsightId ?? "";
  expect((await served.client.send(new GetInsightCommand({ InsightId }))).Insight).toEqual(summary);
  expect(await getInsight.invoke({ InsightId: InsightId.toUpperCase() }, served.context)).toMatchObject({
    Insight: { InsightId },
  });
});

it("GetInsight rejects an unknown id and what is no id", async () => {
  const InsightId = "12345678-1234-4234-8234-123456789012";
  await expect(served.client.send(new GetInsightCommand({ InsightId }))).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "Insight not found",
  });
  await expect(getInsight.invoke({ InsightId: "1" }, served.context)).rejects.toThrow("'insightId'");
});
