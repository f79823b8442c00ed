import { GetInsightImpactGraphCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getInsightImpactGraph } from "./get-insight-impact-graph.ts";

const InsightId = "12345678-1234-4234-8234-123456789012";

describe("GetInsightImpactGraph", () => {
  const served = serveClient();

  it("knows no insight", async () => {
    const StartTime = new Date((NOW_SEC - 3_600) * 1_000);
    const EndTime = new Date(NOW_SEC * 1_000);
    await expect(
      served.client.send(new GetInsightImpactGraphCommand({ InsightId, StartTime, EndTime })),
    ).rejects.toMatchObject({ name: "InvalidRequestException", message: "Insight not found" });
  });

  it.each([
    [{ InsightId, StartTime: NOW_SEC, EndTime: NOW_SEC }, "EndTime must be after StartTime"],
    [{ InsightId, StartTime: NOW_SEC - 21_601, EndTime: NOW_SEC }, "cannot be longer than 6 hours"],
    [{ InsightId: "x", StartTime: 1, EndTime: 2 }, "'insightId'"],
  ])("refuses %j", async (input, message) => {
    await expect(getInsightImpactGraph.invoke(input, served.context)).rejects.toThrow(message);
  });
});
