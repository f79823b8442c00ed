import { GetServiceGraphCommand } from "@aws-sdk/client-xray";
import { beforeAll, describe, expect, it } from "vitest";
import { makeClient } from "../testing/make-client.ts";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { makeServer } from "../testing/make-server.ts";
import { getServiceGraph } from "./get-service-graph.ts";

const context = makeContext();
const range = { StartTime: NOW_SEC - 600, EndTime: NOW_SEC };

beforeAll(async () => {
  const segments = Array.from({ length: 10 }, (_, i) =>
    makeSegment({
      start_time: NOW_SEC - 100 + i,
      fault: i === 0,
      subsegments: [makeQuery(NOW_SEC - 100 + i)],
    }),
  );
  const old = makeSegment({ start_time: NOW_SEC - 3_600, name: "another" });
  await context.store.put([...segments, old].map((each) => JSON.stringify(each)));
  context.settings.groups.create({ GroupName: "faults", FilterExpression: "fault" }, []);
});

describe("GetServiceGraph", () => {
  it("answers the real client with nodes and edges of the range", async () => {
    const running = await makeServer({ context });
    const answer = await makeClient(running.url).send(
      new GetServiceGraphCommand({
        StartTime: new Date(range.StartTime * 1000),
        EndTime: new Date(range.EndTime * 1000),
      }),
    );
    await running.close();
    expect(answer.StartTime).toEqual(new Date(range.StartTime * 1000));
    expect(answer.ContainsOldGroupVersions).toBe(false);
    const nodes = (answer.Services ?? []).map(({ Name, Type, Root, State }) => ({ Name, Type, Root, State }));
    expect(nodes).toHaveLength(3);
    expect(nodes).toEqual(
      expect.arrayContaining([
        { Name: "backend-flask", Type: "client", Root: undefined, State: "unknown" },
        { Name: "backend-flask", Type: undefined, Root: true, State: "active" },
        { Name: "cruddur@localhost", Type: "Database::SQL", Root: undefined, State: "unknown" },
      ]),
    );
    const backend = answer.Services?.find(({ Root }) => Root);
    expect(backend?.SummaryStatistics).toMatchObject({
      TotalCount: 10,
      OkCount: 9,
      FaultStatistics: { TotalCount: 1 },
    });
    const database = answer.Services?.find(({ Type }) => Type === "Database::SQL");
    expect(backend?.Edges).toMatchObject([
      { ReferenceId: database?.ReferenceId, SummaryStatistics: { TotalCount: 10 } },
    ]);
  });

  it("keeps to the traces of a group, by name or ARN", async () => {
    const arn = context.settings.groups.find({ GroupName: "faults" })?.GroupARN;
    for (const reference of [{ GroupName: "faults" }, { GroupARN: arn }]) {
      const answer = await getServiceGraph.invoke({ ...range, ...reference }, context);
      expect(answer).toMatchObject({ ContainsOldGroupVersions: false });
      expect(answer).toHaveProperty("Services.length", 3);
      expect(JSON.stringify(answer)).not.toContain('"TotalCount":10');
    }
    const all = await getServiceGraph.invoke({ ...range, GroupName: "Default" }, context);
    expect(JSON.stringify(all)).toContain('"TotalCount":10');
  });

  it("says when the group's filter was another one during the range", async () => {
    context.settings.groups.create({ GroupName: "changed", FilterExpression: "fault" }, []);
    context.settings.groups.update({ GroupName: "changed" }, { FilterExpression: "error" });
    const answer = await getServiceGraph.invoke({ ...range, GroupName: "changed" }, context);
    expect(answer).toMatchObject({ ContainsOldGroupVersions: true });
    const later = { StartTime: NOW_SEC + 1, EndTime: NOW_SEC + 2, GroupName: "changed" };
    expect(await getServiceGraph.invoke(later, context)).toMatchObject({ ContainsOldGroupVersions: false });
  });

  it("is empty where nothing happened", async () => {
    const before = { StartTime: 0, EndTime: 60 };
    expect(await getServiceGraph.invoke(before, context)).toMatchObject({ ...before, Services: [] });
  });

  it.each([
    [{ StartTime: NOW_SEC - 21_601 }, "Time range cannot be longer than 6 hours"],
    [{ StartTime: NOW_SEC + 1 }, "StartTime must not be later than EndTime"],
    [{ GroupName: "missing" }, "Group not found"],
    [{ GroupName: "faults", GroupARN: "arn:aws:xray:x" }, "not both"],
    [{ GroupName: "x".repeat(33) }, "less than or equal to 32"],
  ])("rejects %j", async (input, message) => {
    await expect(getServiceGraph.invoke({ ...range, ...input }, context)).rejects.toThrow(message);
  });

  it("takes six hours exactly", async () => {
    const answer = await getServiceGraph.invoke({ ...range, StartTime: NOW_SEC - 21_600 }, context);
    expect(JSON.stringify(answer)).toContain("another");
  });
});
