import { GetInsightEventsCommand } from "@aws-sdk/client-xray";
import { expect, it } from "vitest";
import { serveClient } from "../testing/serve-client.ts";
import { getInsightEvents } from "./get-insight-events.ts";

const served = serveClient();

it("GetInsightEvents knows no insight and refuses what is no id", async () => {
  const InsightId = "12345678-1234-4234-8234-123456789012";
  await expect(served.client.send(new GetInsightEventsCommand({ InsightId }))).rejects.toMatchObject({
    name: "InvalidRequestException",
    message: "Insight not found",
  });
  await expect(getInsightEvents.invoke({ InsightId: "1" }, served.context)).rejects.toThrow("'insightId'");
});
