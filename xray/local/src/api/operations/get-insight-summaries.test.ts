import { GetInsightSummariesCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { serveClient } from "../testing/serve-client.ts";
import { getInsightSummaries } from "./get-insight-summaries.ts";

const range = { StartTime: NOW_SEC - 3_600, EndTime: NOW_SEC };
const THIRTY_DAYS_SEC = 30 * 24 * 3_600;

describe("GetInsightSummaries", () => {
  const served = serveClient();

  it("answers an empty list for a group", async () => {
    const answer = await served.client.send(
      new GetInsightSummariesCommand({
        GroupName: "Default",
        StartTime: new Date((NOW_SEC - 3_600) * 1_000),
        EndTime: new Date(NOW_SEC * 1_000),
      }),
    );
    expect(answer.InsightSummaries).toEqual([]);
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
  ])("refuses %j", async (input, message) => {
    await expect(getInsightSummaries.invoke(input, served.context)).rejects.toMatchObject({
      code: "InvalidRequestException",
      message: expect.stringContaining(message),
    });
  });
});
