import { ListRetrievedTracesCommand } from "@aws-sdk/client-xray";
import { describe, expect, it } from "vitest";
import { NOW_SEC } from "../testing/make-context.ts";
import { makeQuery, makeSegment } from "../testing/make-segment.ts";
import { serveClient } from "../testing/serve-client.ts";
import { listRetrievedTraces } from "./list-retrieved-traces.ts";

describe("ListRetrievedTraces", () => {
  const served = serveClient();
  const job = { token: "token", startSec: NOW_SEC - 600, endSec: NOW_SEC };

  it("pages through the traces of the job five at a time, in the order asked for", async () => {
    const segments = Array.from({ length: 7 }, () => makeSegment({ subsegments: [makeQuery()] }));
    await served.context.store.put(segments.map((segment) => JSON.stringify(segment)));
    const traceIds = segments.map(({ trace_id }) => trace_id).toReversed();
    served.context.settings.retrievals.start({ ...job, traceIds: ["1-unknown", ...traceIds] });

    const first = await served.client.send(new ListRetrievedTracesCommand({ RetrievalToken: "token" }));
    expect(first).toMatchObject({ RetrievalStatus: "COMPLETE", TraceFormat: "XRAY" });
    const { NextToken } = first;
    const second = await served.client.send(
      new ListRetrievedTracesCommand({ RetrievalToken: "token", NextToken }),
    );
    expect(second.NextToken).toBeUndefined();
    expect([first, second].map(({ Traces }) => Traces?.length)).toEqual([5, 2]);
    const traces = [...(first.Traces ?? []), ...(second.Traces ?? [])];
    expect(traces.map(({ Id }) => Id)).toEqual(traceIds);
    const spans = traces[0]?.Spans ?? [];
    expect(traces[0]?.Duration).toBe(0.1);
    expect(spans.map(({ Document = "" }): unknown => JSON.parse(Document))).toMatchObject([
      { id: spans[0]?.Id, name: "backend-flask" },
      { id: spans[1]?.Id, name: "cruddur@localhost", inferred: true },
    ]);
  });

  it("leaves out traces that began outside the range", async () => {
    const early = makeSegment({ start_time: NOW_SEC - 601 });
    await served.context.store.put([JSON.stringify(early)]);
    served.context.settings.retrievals.start({ ...job, traceIds: [early.trace_id] });
    expect(await listRetrievedTraces.invoke({ RetrievalToken: "token" }, served.context)).toEqual({
      RetrievalStatus: "COMPLETE",
      TraceFormat: "XRAY",
      Traces: [],
    });
  });

  it("lists nothing of a cancelled job", async () => {
    const segment = makeSegment();
    await served.context.store.put([JSON.stringify(segment)]);
    served.context.settings.retrievals.start({ ...job, traceIds: [segment.trace_id] });
    served.context.settings.retrievals.cancel("token");
    expect(await listRetrievedTraces.invoke({ RetrievalToken: "token" }, served.context)).toMatchObject({
      RetrievalStatus: "CANCELLED",
      Traces: [],
    });
  });

  it.each([
    [{ RetrievalToken: "gone" }, "ResourceNotFoundException"],
    [{ RetrievalToken: "token", TraceFormat: "OTEL" }, "InvalidRequestException"],
    [{ RetrievalToken: "token", NextToken: "x" }, "InvalidRequestException"],
    [{}, "InvalidRequestException"],
  ])("refuses %j", async (input, code) => {
    served.context.settings.retrievals.start({ ...job, traceIds: [] });
    await expect(listRetrievedTraces.invoke(input, served.context)).rejects.toMatchObject({ code });
  });
});
