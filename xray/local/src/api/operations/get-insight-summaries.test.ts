import { GetInsightSummariesCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { makeOutage, OUTAGE_START_SEC } from "../testing/make-outage.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getInsightSummaries } from "./get-insight-summaries.ts";

const range = { StartTime: NOW_SEC - 3_600, EndTime: NOW_SEC };
const dates = { StartTime: new Date((NOW_SEC - 3_600) * 1_000), EndTime: new Date(NOW_SEC * 1_000) };
const THIRTY_DAYS_SEC = 30 * 24 * 3_600;

describe("GetInsightSummaries", () => {
  const served = serveClient();

  it("finds the outage of a database, who noticed and what it touched", async () => {
    const group = await makeOutage(served.context);
    const answer = await served.client.send(
      new GetInsightSummariesCommand({ GroupARN: group.GroupARN, ...dates }),
    );
    expect(answer.InsightSummaries).toHaveLength(1);
    expect(answer.InsightSummaries?.[0]).toMatchObject({
      InsightId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
      GroupName: "backend",
      GroupARN: group.GroupARN,
      RootCauseServiceId: { Name: "cruddur@localhost" },
      Categories: ["FAULT"],
      State: "CLOSED",
      StartTime: new Date(OUTAGE_START_SEC * 1_000),
      EndTime: new Date((OUTAGE_START_SEC + 60) * 1_000),
      LastUpdateTime: new Date((OUTAGE_START_SEC + 60) * 1_000),
      Summary: "10 of 10 requests (100 %) failed at cruddur@localhost, where usually hardly any does.",
      ClientRequestImpactStatistics: { FaultCount: 10, OkCount: 0, TotalCount: 10 },
      RootCauseServiceRequestImpactStatistics: { FaultCount: 10, OkCount: 0, TotalCount: 10 },
      TopAnomalousServices: [
        { ServiceId: { Name: "cruddur@localhost" } },
        { ServiceId: { Name: "backend-flask" } },
      ],
    });
  });

  it("filters by range and by state, and pages", async () => {
    await makeOutage(served.context);
    const ask = (input: object) =>
      getInsightSummaries.invoke({ GroupName: "backend", ...range, ...input }, served.context);
    const one = { InsightSummaries: [{ State: "CLOSED" }] };
    expect(await ask({ States: ["CLOSED"], MaxResults: 1 })).toMatchObject(one);
    expect(await ask({ States: ["ACTIVE"] })).toEqual({ InsightSummaries: [] });
    expect(await ask({ EndTime: OUTAGE_START_SEC })).toEqual({ InsightSummaries: [] });
    expect(await ask({ StartTime: OUTAGE_START_SEC + 60 })).toEqual({ InsightSummaries: [] });
    expect(await ask({ StartTime: OUTAGE_START_SEC + 59 })).toMatchObject(one);
    expect(await ask({ NextToken: "from-1" })).toEqual({ InsightSummaries: [] });
    await expect(ask({ NextToken: "1" })).rejects.toThrow("Invalid NextToken");
  });

  it("finds nothing for a group without insights, or whose filter leaves the traces out", async () => {
    await makeOutage(served.context);
    const { groups } = served.context.settings;
    const ask = (GroupName: string) => getInsightSummaries.invoke({ GroupName, ...range }, served.context);
    expect(await ask("Default")).toEqual({ InsightSummaries: [] });
    groups.update({ GroupName: "backend" }, { FilterExpression: 'service("other")' });
    expect(await ask("backend")).toEqual({ InsightSummaries: [] });
  });

  it.each([
    [range, "Specify a group by either name or ARN, but not both."],
    [{ ...range, GroupName: "gone" }, "Group not found"],
    [{ ...range, GroupName: "Default", StartTime: NOW_SEC }, "EndTime must be after StartTime"],
    [
      { ...range, GroupName: "Default", StartTime: NOW_SEC - THIRTY_DAYS_SEC - 1 },
      "StartTime cannot be more than 30 days old",
    ],
    [{ ...range, GroupName: "Default", States: ["OPEN"] }, "enum value set: [ACTIVE, CLOSED]"],
    [{ ...range, GroupName: "Default", MaxResults: 101 }, "'maxResults'"],
  ])("rejects %j", async (input, message) => {
    await expect(getInsightSummaries.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: expect.stringContaining(message),
    });
  });
});
