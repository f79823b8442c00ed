import { GetInsightImpactGraphCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { insightsOf } from "../insights/group-insights.ts";
import { NOW_SEC } from "../testing/make-context.ts";
import { makeOutage } from "../testing/make-outage.ts";
import { makeSegment } from "../testing/make-segment.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getInsightImpactGraph } from "./get-insight-impact-graph.ts";

const InsightId = "12345678-1234-4234-8234-123456789012";
const range = { StartTime: new Date((NOW_SEC - 3_600) * 1_000), EndTime: new Date(NOW_SEC * 1_000) };

describe("GetInsightImpactGraph", () => {
  const served = serveClient();

  it("answers services and calls of the failing traces alone, without figures", async () => {
    const [insight] = await insightsOf(await makeOutage(served.context), served.context);
    await served.context.store.put([JSON.stringify(makeSegment({ name: "healthy" }))]);
    const answer = await served.client.send(
      new GetInsightImpactGraphCommand({ InsightId: insight?.id, ...range }),
    );
    expect(answer).toMatchObject({
      ...range,
      InsightId: insight?.id,
      ServiceGraphStartTime: range.StartTime,
    });
    const services = answer.Services ?? [];
    const nameOf = (id: number | undefined) => services.find((each) => each.ReferenceId === id)?.Name;
    const calls = services.flatMap(({ Name, Edges = [] }) =>
      Edges.map(({ ReferenceId }) => `${Name} → ${nameOf(ReferenceId)}`),
    );
    expect(calls).toContain("backend-flask → cruddur@localhost");
    expect(services.map(({ Name }) => Name)).not.toContain("healthy");
    expect(services[0]).not.toHaveProperty("SummaryStatistics");
  });

  it("knows no other insight", async () => {
    await expect(
      served.client.send(new GetInsightImpactGraphCommand({ InsightId, ...range })),
    ).rejects.toMatchObject({ name: "InvalidRequestException", message: "Insight not found" });
  });

  it.each([
    [{ InsightId, StartTime: NOW_SEC, EndTime: NOW_SEC }, "EndTime must be after StartTime"],
    [{ InsightId, StartTime: NOW_SEC - 21_601, EndTime: NOW_SEC }, "cannot be longer than 6 hours"],
    [{ InsightId, StartTime: NOW_SEC - 60, EndTime: NOW_SEC, NextToken: "x" }, "Invalid NextToken"],
    [{ InsightId: "x", StartTime: 1, EndTime: 2 }, "'insightId'"],
  ])("rejects %j", async (input, message) => {
    await expect(getInsightImpactGraph.invoke(input, served.context)).rejects.toThrow(message);
  });
});
