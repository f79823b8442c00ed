import { GetTimeSeriesServiceStatisticsCommand } from "@aws-sdk/client-xray";
import { beforeAll, describe, expect, it } from "vitest";
import { makeClient } from "../testing/make-client.ts";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { makeServer } from "../testing/make-server.ts";
import { getTimeSeriesServiceStatistics } from "./get-time-series-service-statistics.ts";

const context = makeContext();
const range = { StartTime: NOW_SEC - 180, EndTime: NOW_SEC };

beforeAll(async () => {
  const starts = [-170, -160, -100, -10].map((offset) => NOW_SEC + offset);
  const segments = starts.map((start, i) =>
    makeSegment({ start_time: start, fault: i === 0, subsegments: [makeQuery(start)] }),
  );
  await context.store.put(segments.map((segment) => JSON.stringify(segment)));
  context.settings.groups.create({ GroupName: "faults", FilterExpression: "fault" }, []);
});

async function ask(input: object): Promise<object> {
  return getTimeSeriesServiceStatistics.invoke({ ...range, ...input }, context);
}

describe("GetTimeSeriesServiceStatistics", () => {
  it("answers the real client with a point a period", async () => {
    const running = await makeServer({ context });
    const answer = await makeClient(running.url).send(
      new GetTimeSeriesServiceStatisticsCommand({
        StartTime: new Date(range.StartTime * 1000),
        EndTime: new Date(range.EndTime * 1000),
        EntitySelectorExpression: 'service("backend-flask")',
        Period: 60,
      }),
    );
    await running.close();
    const points = answer.TimeSeriesServiceStatistics ?? [];
    expect(points.map(({ Timestamp }) => (Timestamp?.getTime() ?? 0) / 1000 - NOW_SEC)).toEqual([
      -180, -120, -60,
    ]);
    expect(points.map((point) => point.ServiceSummaryStatistics?.TotalCount)).toEqual([2, 1, 1]);
    expect(points[0]?.ServiceSummaryStatistics?.FaultStatistics?.TotalCount).toBe(1);
    expect(answer.ContainsOldGroupVersions).toBe(false);
  });

  it("answers for as long a range as there can be: what it costs depends on the traces, not on the range", async () => {
    // A multiple of a minute, so that the series is made of rollups.
    const answer = await ask({ StartTime: 0, EndTime: 8.64e12, Period: 2_147_483_640 });
    const points = "TimeSeriesServiceStatistics" in answer ? answer.TimeSeriesServiceStatistics : [];
    expect(points).toHaveLength(Math.ceil(8.64e12 / 2_147_483_640));
    expect(points).toHaveProperty("0.EdgeSummaryStatistics.TotalCount", 4);
  });

  it.each([
    [{}, "EdgeSummaryStatistics"],
    [{ EntitySelectorExpression: 'edge("backend-flask", "cruddur@localhost")' }, "EdgeSummaryStatistics"],
    [
      { EntitySelectorExpression: 'id(name: "cruddur@localhost", type: "Database::SQL")' },
      "ServiceSummaryStatistics",
    ],
    [
      { EntitySelectorExpression: 'service(id(type: "Database::SQL")) OR service("x")' },
      "ServiceSummaryStatistics",
    ],
  ])("answers %j with %s", async (input, member) => {
    const answer = await ask({ ...input, Period: 180 });
    expect(answer).toHaveProperty(`TimeSeriesServiceStatistics.0.${member}.TotalCount`, 4);
  });

  it("keeps to a group's traces", async () => {
    const answer = await ask({ GroupName: "faults", Period: 180 });
    expect(answer).toHaveProperty("TimeSeriesServiceStatistics.0.EdgeSummaryStatistics.TotalCount", 1);
  });

  it.each([
    [{ Period: 0 }, "Period must be at least 1"],
    [{ StartTime: 0, Period: 1 }, "longer Period"],
    [{ ForecastStatistics: true }, "needs an EntitySelectorExpression"],
    [{ GroupName: "missing" }, "Group not found"],
    [{ EntitySelectorExpression: "annotation.user" }, "Only id(), service() and edge() are supported"],
    [{ EntitySelectorExpression: 'service("a") AND service("b")' }, "Only id(), service() and edge()"],
    [{ EntitySelectorExpression: 'service("a") { fault }' }, "Only id(), service() and edge()"],
    [{ EntitySelectorExpression: 'service("a") OR edge("a", "b")' }, "mixes services with edges"],
    [{ EntitySelectorExpression: 'service("a"' }, "Invalid entity selector expression"],
    [{ EntitySelectorExpression: "" }, "greater than or equal to 1"],
  ])("rejects %j", async (input, message) => {
    await expect(ask(input)).rejects.toThrow(message);
    await expect(ask(input)).rejects.toMatchObject({ name: "ApiError" });
  });
});
