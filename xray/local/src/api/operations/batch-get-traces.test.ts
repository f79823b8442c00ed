import { BatchGetTracesCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { makeClient } from "../testing/make-client.ts";
import { makeContext } from "../testing/make-context.ts";
import { makeQuery, makeSegment, makeTraceId } from "../testing/make-segment.ts";
import { makeServer } from "../testing/make-server.ts";
import { batchGetTraces } from "./batch-get-traces.ts";

describe("BatchGetTraces", () => {
  it("answers the real client with processed documents, inferred ones included", async () => {
    const context = makeContext();
    const query = makeQuery();
    const segment = makeSegment({ subsegments: [query] });
    await context.store.put([JSON.stringify(segment)]);
    const running = await makeServer({ context });
    const unknown = makeTraceId();
    const answer = await makeClient(running.url).send(
      new BatchGetTracesCommand({ TraceIds: [segment.trace_id, unknown] }),
    );
    await running.close();
    expect(answer.Traces).toHaveLength(1);
    expect(answer.Traces?.[0]).toMatchObject({ Id: segment.trace_id, Duration: 0.1, LimitExceeded: false });
    const documents: unknown = (answer.Traces?.[0]?.Segments ?? []).map(({ Document = "" }) =>
      JSON.parse(Document),
    );
    expect(documents).toMatchObject([
      { id: segment["id"], name: "backend-flask", subsegments: [{ id: query["id"] }] },
      { parent_id: query["id"], name: "cruddur@localhost", inferred: true, trace_id: segment.trace_id },
    ]);
    expect(answer.UnprocessedTraceIds).toEqual([unknown]);
  });

  it("finds traces also while segments go to CloudWatch Logs, which AWS does not", async () => {
    const context = makeContext();
    context.settings.account.setDestination("CloudWatchLogs");
    const segment = makeSegment();
    await context.store.put([JSON.stringify(segment)]);
    expect(await batchGetTraces.invoke({ TraceIds: [segment.trace_id] }, context)).toMatchObject({
      Traces: [{ Id: segment.trace_id }],
      UnprocessedTraceIds: [],
    });
  });

  it("answers a trace once however often it is asked for, and in either form of its id", async () => {
    const context = makeContext();
    const segment = makeSegment();
    await context.store.put([JSON.stringify(segment)]);
    const id = segment.trace_id;
    const w3c = id.slice(2).replace("-", "");
    expect(await batchGetTraces.invoke({ TraceIds: [id, id] }, context)).toMatchObject({
      Traces: [{ Id: id }],
    });
    expect(await batchGetTraces.invoke({ TraceIds: [w3c] }, context)).toMatchObject({ Traces: [{ Id: id }] });
  });

  it("always answers both lists", async () => {
    expect(await batchGetTraces.invoke({ TraceIds: [] }, makeContext())).toEqual({
      Traces: [],
      UnprocessedTraceIds: [],
    });
  });

  it.each([
    [{ TraceIds: Array.from({ length: 6 }, () => makeTraceId()) }, "Exceeding maximum query size: 5"],
    [{ TraceIds: [], NextToken: "x" }, "NextToken is currently not supported"],
    [{}, "Value null at 'traceIds'"],
    [
      { TraceIds: ["x".repeat(36)] },
      "at 'traceIds.1.member' failed to satisfy constraint: Member must have length",
    ],
  ])("rejects %j", async (input, message) => {
    await expect(batchGetTraces.invoke(input, makeContext())).rejects.toThrow(message);
  });
});
