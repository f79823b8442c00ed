import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeContext, NOW_SEC } from "./testing/make-context.ts";
import { makeQuery, makeSegment, makeTraceId } from "./testing/make-segment.ts";
import { makeServer } from "./testing/make-server.ts";
import type { TestServer } from "./testing/make-server.ts";
import { hasAws, runAws } from "./testing/run-aws.ts";

const isThere = hasAws();
const range = ["--start-time", String(NOW_SEC - 3_600), "--end-time", String(NOW_SEC + 1)];

it.runIf(process.env["CI"] === "true")("finds the AWS CLI where CI runs", () => {
  expect(isThere).toBe(true);
});

/** The command line prints what was on the wire, so that these are tests of the wire too. */
describe.skipIf(!isThere)("the AWS CLI", () => {
  const context = makeContext();
  const segment = makeSegment({ subsegments: [makeQuery()] });
  let running: TestServer;

  const aws = (...args: string[]): ReturnType<typeof runAws> => runAws(running.url, ...args);

  beforeAll(async () => {
    running = await makeServer({ context });
  });

  afterAll(() => running.close());

  it("puts segments and is told which were rejected", async () => {
    const put = await aws("put-trace-segments", "--trace-segment-documents", JSON.stringify(segment), "{}");
    expect(put).toMatchObject({ exitCode: 0, output: { UnprocessedTraceSegments: [{}] } });
    expect(context.store.facts(segment.trace_id)).toBeDefined();
  });

  it("puts telemetry and prints nothing", async () => {
    const put = await aws(
      "put-telemetry-records",
      "--telemetry-records",
      `Timestamp=${NOW_SEC}`,
      "--hostname",
      "h",
    );
    expect(put).toEqual({ exitCode: 0, output: undefined, error: "" });
  });

  it("follows the pages of summaries", async () => {
    const many = Array.from({ length: 600 }, (_, i) =>
      makeSegment({ start_time: NOW_SEC - 1_000 - i, name: "many" }),
    );
    await context.store.put(many.map((each) => JSON.stringify(each)));
    const all = await aws("get-trace-summaries", ...range, "--filter-expression", 'service("many")');
    expect(all.error).toBe("");
    expect(all).toHaveProperty("output.TraceSummaries.length", 600);
    const one = await aws("get-trace-summaries", ...range, "--filter-expression", '!service("many")');
    expect(one.output).toMatchObject({
      TraceSummaries: [{ Id: segment.trace_id, StartTime: segment["start_time"] }],
      TracesProcessedCount: 601,
      ApproximateTime: NOW_SEC - 3_600,
    });
    const limited = await aws("get-trace-summaries", ...range, "--max-items", "10");
    expect(limited).toHaveProperty("output.TraceSummaries.length", 10);
  });

  it("gets whole traces", async () => {
    const unknown = makeTraceId();
    const { output } = await aws("batch-get-traces", "--trace-ids", segment.trace_id, unknown);
    expect(output).toMatchObject({
      Traces: [{ Id: segment.trace_id, Duration: 0.1 }],
      UnprocessedTraceIds: [unknown],
    });
    expect(output).toHaveProperty("Traces.0.Segments.length", 2);
  });

  it("gets graphs of a range and of traces", async () => {
    const graph = await aws("get-service-graph", ...range);
    expect(graph.output).toMatchObject({ ContainsOldGroupVersions: false, StartTime: NOW_SEC - 3_600 });
    expect(JSON.stringify(graph.output)).toContain('"Type":"Database::SQL"');
    const one = await aws("get-trace-graph", "--trace-ids", segment.trace_id);
    expect(one).toHaveProperty("output.Services.length", 3);
  });

  it("gets statistics over time", async () => {
    const selector = ["--entity-selector-expression", 'service("backend-flask")', "--period", "300"];
    const { output } = await aws("get-time-series-service-statistics", ...range, ...selector);
    expect(JSON.stringify(output)).toContain('"ServiceSummaryStatistics":{"OkCount":1');
  });

  it.each([
    [["batch-get-traces", "--trace-ids", "a", "b", "c", "d", "e", "f"], "Exceeding maximum query size: 5"],
    [["get-group", "--group-name", "missing"], "Group not found"],
    [
      ["get-service-graph", "--start-time", "0", "--end-time", "90000"],
      "Time range cannot be longer than 6 hours",
    ],
    [["get-trace-summaries", ...range, "--filter-expression", "fault AND"], "Invalid filter expression"],
  ])("reports the error of %j", async (args, message) => {
    const { exitCode, error } = await aws(...args);
    expect(exitCode).not.toBe(0);
    expect(error).toMatch(/^An error occurred \(InvalidRequestException\) when calling the \w+ operation: /);
    expect(error).toContain(message);
  });
});
