import { GetTraceGraphCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeClient } from "../testing/make-client.ts";
import { makeContext } from "../testing/make-context.ts";
import { makeQuery, makeSegment, makeTraceId } from "../testing/make-segment.ts";
import { makeServer } from "../testing/make-server.ts";
import { getTraceGraph } from "./get-trace-graph.ts";

describe("GetTraceGraph", () => {
  it("answers the real client with the graph of the given traces alone", async () => {
    const context = makeContext();
    const [one, two, three] = Array.from({ length: 3 }, () => makeSegment({ subsegments: [makeQuery()] }));
    await context.store.put([one, two, three].map((each) => JSON.stringify(each)));
    const running = await makeServer({ context });
    const ids = [one?.trace_id ?? "", two?.trace_id ?? "", two?.trace_id ?? "", makeTraceId()];
    const answer = await makeClient(running.url).send(new GetTraceGraphCommand({ TraceIds: ids }));
    await running.close();
    expect(answer.Services).toHaveLength(3);
    const backend = answer.Services?.find(({ Root }) => Root);
    expect(backend).toMatchObject({ Name: "backend-flask", SummaryStatistics: { TotalCount: 2 } });
  });

  it("is empty for traces that nobody knows", async () => {
    expect(await getTraceGraph.invoke({ TraceIds: [makeTraceId(), "x"] }, makeContext())).toEqual({
      Services: [],
    });
  });

  it.each([
    [{}, "Value null at 'traceIds'"],
    [{ TraceIds: [""] }, "greater than or equal to 1"],
  ])("refuses %j", async (input, message) => {
    await expect(getTraceGraph.invoke(input, makeContext())).rejects.toThrow(message);
  });
});
