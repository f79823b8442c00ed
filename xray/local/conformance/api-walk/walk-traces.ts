import assert from "node:assert/strict";
import { assertIncludes, assertRejected, read, readList } from "./api-client.ts";
import type { Walk } from "./api-client.ts";
import { newDocument, newTraceId } from "./documents.ts";

/** Segments in; summaries, traces, graphs and statistics out. */
export async function walkTraces({ client, check, observer, nowSec }: Walk): Promise<void> {
  const document = newDocument(nowSec - 30, "checkout");
  const range = { StartTime: nowSec - 600, EndTime: nowSec + 60 };
  const traceId = document.trace_id;

  await check("PutTraceSegments", async () => {
    const [text, nameless] = [JSON.stringify(document), JSON.stringify({ ...document, name: undefined })];
    const taken = await client.call("PutTraceSegments", { TraceSegmentDocuments: [text] });
    assert.deepEqual(read(taken, "UnprocessedTraceSegments"), []);
    const rejected = await client.call("PutTraceSegments", { TraceSegmentDocuments: [nameless] });
    assertIncludes(rejected, { UnprocessedTraceSegments: [{ Id: document.id }] });
  });

  await check("PutTelemetryRecords", async () => {
    const counts = { SegmentsReceivedCount: 3, SegmentsSentCount: 2, SegmentsSpilloverCount: 1 };
    const record = { Timestamp: nowSec, ...counts, BackendConnectionErrors: { TimeoutCount: 1 } };
    const answer = await client.call("PutTelemetryRecords", {
      TelemetryRecords: [record],
      Hostname: "web-1",
    });
    assert.deepEqual(answer, {});
  });

  await check("GetTraceSummaries", async () => {
    const filter =
      'service("checkout") { ok } AND annotation[plan] = "gold" AND annotation[aws:api_id] = "k3x9" AND user = "alice"';
    const answer = await client.call("GetTraceSummaries", { ...range, FilterExpression: filter });
    assertIncludes(answer, {
      TraceSummaries: [
        {
          Id: traceId,
          Duration: 0.1,
          HasFault: false,
          Http: { HttpURL: "http://shop.example/checkout", HttpStatus: 200, HttpMethod: "GET" },
          Annotations: { rows: [{ AnnotationValue: { NumberValue: 3 } }] },
          Users: [{ UserName: "alice" }],
          EntryPoint: { Name: "checkout" },
        },
      ],
    });
    const nothing = await client.call("GetTraceSummaries", {
      ...range,
      FilterExpression: "responsetime > 5",
    });
    assert.deepEqual(readList(nothing, "TraceSummaries"), []);
    await assertRejected(
      client.call("GetTraceSummaries", { ...range, FilterExpression: "fault AND" }),
      "InvalidRequestException",
      /Invalid filter expression/,
    );
  });

  await check("GetTraceSummaries", async () => {
    const many = Array.from({ length: 620 }, (_, i) => newDocument(nowSec - 7_200 - i, "many"));
    await observer.seed(many);
    const older = { StartTime: nowSec - 9_000, EndTime: nowSec - 7_000 };
    const all = await client.callAllPages("GetTraceSummaries", older);
    const ids = new Set(readList(all, "TraceSummaries").map((each) => read(each, "Id")));
    assert.equal(ids.size, many.length, "traces on all pages");
  });

  await check("BatchGetTraces", async () => {
    const unknown = newTraceId(nowSec);
    const answer = await client.call("BatchGetTraces", { TraceIds: [traceId, unknown] });
    assertIncludes(answer, { Traces: [{ Id: traceId, Duration: 0.1 }], UnprocessedTraceIds: [unknown] });
    const stored = JSON.parse(String(read(answer, "Traces.0.Segments.0.Document"))) as object;
    assertIncludes(stored, { id: document.id, name: "checkout", annotations: document["annotations"] });
    await assertRejected(
      client.call("BatchGetTraces", { TraceIds: Array.from({ length: 6 }, () => unknown) }),
      "InvalidRequestException",
      /Exceeding maximum query size: 5/,
    );
  });

  await check("GetTraceGraph", async () => {
    const answer = await client.call("GetTraceGraph", { TraceIds: [traceId] });
    const names = readList(answer, "Services").map((each) =>
      [read(each, "Name"), read(each, "Type")].join(" "),
    );
    assert.ok(names.includes("orders@db Database::SQL"), names.join(", "));
    assert.equal(names.length, 3);
  });

  await check("GetServiceGraph", async () => {
    const answer = await client.call("GetServiceGraph", range);
    assertIncludes(answer, { ContainsOldGroupVersions: false });
    const checkout = readList(answer, "Services").find((each) => read(each, "Name") === "checkout");
    assertIncludes(checkout, { Root: true, SummaryStatistics: { OkCount: 1, TotalCount: 1 } });
    assert.equal(readList(checkout, "Edges").length, 1);
    await assertRejected(
      client.call("GetServiceGraph", { StartTime: 0, EndTime: 90_000 }),
      "InvalidRequestException",
      /6 hours/,
    );
  });

  await check("GetTimeSeriesServiceStatistics", async () => {
    const selector = { EntitySelectorExpression: 'service("checkout")', Period: 60 };
    const answer = await client.call("GetTimeSeriesServiceStatistics", { ...range, ...selector });
    const counts = readList(answer, "TimeSeriesServiceStatistics").map((point) =>
      Number(read(point, "ServiceSummaryStatistics.TotalCount") ?? 0),
    );
    assert.equal(
      counts.reduce((sum, count) => sum + count, 0),
      1,
    );
  });
}
