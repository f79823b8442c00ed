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

  it("answers OTEL with a span for each segment and subsegment, and none for those that are inferred", async () => {
    const query = makeQuery();
    const segment = makeSegment({
      subsegments: [{ ...query, subsegments: [{ ...makeQuery(), namespace: undefined }] }],
    });
    const callee = makeSegment({ trace_id: segment.trace_id, name: "likes", parent_id: segment["id"] });
    await served.context.store.put([segment, callee].map((each) => JSON.stringify(each)));
    served.context.settings.retrievals.start({ ...job, traceIds: [segment.trace_id] });

    const answer = await served.client.send(
      new ListRetrievedTracesCommand({ RetrievalToken: "token", TraceFormat: "OTEL" }),
    );
    expect(answer).toMatchObject({ RetrievalStatus: "COMPLETE", TraceFormat: "OTEL" });
    const [trace] = answer.Traces ?? [];
    expect(trace).toMatchObject({ Id: segment.trace_id, Duration: 0.1 });
    const spans = (trace?.Spans ?? []).map(({ Id, Document = "" }) => {
      const span = JSON.parse(Document) as Record<string, unknown>;
      expect(span["spanId"]).toBe(Id);
      return span;
    });
    expect(spans).toHaveLength(4);
    const byKind = Object.groupBy(spans, ({ kind }) => String(kind));
    expect(byKind["CLIENT"]).toMatchObject([
      {
        traceId: segment.trace_id.replace(/^1-|-/g, ""),
        parentSpanId: segment["id"],
        attributes: { "aws.local.service": "backend-flask", "aws.remote.service": "cruddur@localhost" },
        resource: { attributes: { "service.name": "backend-flask" } },
      },
    ]);
    expect(byKind["INTERNAL"]).toMatchObject([{ parentSpanId: query["id"] }]);
    expect(byKind["SERVER"]).toMatchObject([
      { name: "backend-flask" },
      { name: "likes", parentSpanId: segment["id"] },
    ]);
  });

  it.each(["XRAY", "OTEL"] as const)(
    "goes on in further items of %s where a trace has over 100 spans",
    async (TraceFormat) => {
      const root = makeSegment();
      const parts = Array.from({ length: 620 }, () =>
        makeSegment({ trace_id: root.trace_id, parent_id: root["id"] }),
      );
      const other = makeSegment();
      await served.context.store.put([root, ...parts, other].map((each) => JSON.stringify(each)));
      served.context.settings.retrievals.start({ ...job, traceIds: [root.trace_id, other.trace_id] });

      const pages = [];
      let NextToken: string | undefined;
      do {
        const command = new ListRetrievedTracesCommand({ RetrievalToken: "token", TraceFormat, NextToken });
        const page = await served.client.send(command);
        pages.push(page.Traces ?? []);
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      expect(pages.map((traces) => traces.map(({ Spans }) => Spans?.length))).toEqual([
        [100, 100, 100, 100, 100],
        [100, 21, 1],
      ]);
      const ids = pages
        .flat()
        .flatMap(({ Id, Spans = [] }) => (Id === root.trace_id ? Spans.map((span) => span.Id) : []));
      expect(new Set(ids)).toEqual(new Set([root, ...parts].map(({ id }) => id)));
    },
  );

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
    [{ RetrievalToken: "token", TraceFormat: "JAEGER" }, "InvalidRequestException"],
    [{ RetrievalToken: "token", NextToken: "x" }, "InvalidRequestException"],
    [{}, "InvalidRequestException"],
  ])("rejects %j", async (input, code) => {
    served.context.settings.retrievals.start({ ...job, traceIds: [] });
    await expect(listRetrievedTraces.invoke(input, served.context)).rejects.toMatchObject({ code });
  });
});
