import { GetInsightEventsCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { insightsOf } from "../insights/group-insights.ts";
import { makeOutage, OUTAGE_START_SEC } from "../testing/make-outage.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getInsightEvents } from "./get-insight-events.ts";

const served = serveClient();

it("GetInsightEvents answers how the insight stood after each minute", async () => {
  const [insight] = await insightsOf(await makeOutage(served.context), served.context);
  const answer = await served.client.send(new GetInsightEventsCommand({ InsightId: insight?.id }));
  expect(answer.NextToken).toBeUndefined();
  expect(answer.InsightEvents).toMatchObject([
    {
      Summary: "10 of 10 requests (100 %) failed so far.",
      EventTime: new Date((OUTAGE_START_SEC + 60) * 1_000),
      ClientRequestImpactStatistics: { FaultCount: 10, OkCount: 0, TotalCount: 10 },
      RootCauseServiceRequestImpactStatistics: { FaultCount: 10, OkCount: 0, TotalCount: 10 },
      TopAnomalousServices: [
        { ServiceId: { Name: "cruddur@localhost" } },
        { ServiceId: { Name: "backend-flask" } },
      ],
    },
  ]);
});

it("GetInsightEvents rejects an unknown id and what is no id", async () => {
  const InsightId = "12345678-1234-4234-8234-123456789012";
  await expect(served.client.send(new GetInsightEventsCommand({ InsightId }))).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "Insight not found",
  });
  await expect(getInsightEvents.invoke({ InsightId: "1" }, served.context)).rejects.toThrow("'insightId'");
});
