import { GetTraceSummariesCommand, paginateGetTraceSummaries } from "@aws-sdk/client-xray";
import { beforeAll, describe, expect, it } from "vitest";
import type { TraceSummary } from "../../protocol/api-types.ts";
import type { TraceFacts } from "../../model/trace-facts.ts";
import { makeClient } from "../testing/make-client.ts";
import { makeContext, NOW_SEC } from "../testing/make-context.ts";
import { makeSegment } from "../testing/make-segment.ts";
import { makeServer } from "../testing/make-server.ts";
import { getTraceSummaries } from "./get-trace-summaries.ts";

const COUNT = 1_100;
const context = makeContext();
/** Ids, newest first; each trace starts a second before the next. */
const ids: string[] = [];

beforeAll(async () => {
  const segments = Array.from({ length: COUNT }, (_, i) =>
    makeSegment({
      start_time: NOW_SEC - i,
      end_time: NOW_SEC - i + (i % 10 === 0 ? 6 : 0.2),
      http: {
        request: { method: "GET", url: `http://localhost/${i}` },
        response: { status: i % 4 === 0 ? 500 : 200 },
      },
      fault: i % 4 === 0,
    }),
  );
  ids.push(...segments.map((segment) => segment.trace_id));
  await context.store.put(segments.map((segment) => JSON.stringify(segment)));
});

interface Page {
  TraceSummaries: TraceSummary[];
  TracesProcessedCount: number;
  ApproximateTime: number;
  NextToken?: string;
}

const range = { StartTime: NOW_SEC - 2_000, EndTime: NOW_SEC + 1 };

async function page(input: object): Promise<Page> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the assertions look at what it really is
  return (await getTraceSummaries.invoke({ ...range, ...input }, context)) as Page;
}

describe("GetTraceSummaries", () => {
  it("answers the real client with summaries, newest first", async () => {
    const running = await makeServer({ context });
    const answer = await makeClient(running.url).send(
      new GetTraceSummariesCommand({
        StartTime: new Date((NOW_SEC - 2) * 1000),
        EndTime: new Date(NOW_SEC * 1000 + 1),
      }),
    );
    await running.close();
    expect(answer.TraceSummaries?.map(({ Id }) => Id)).toEqual(ids.slice(0, 3));
    expect(answer.TraceSummaries?.[0]).toMatchObject({
      HasFault: true,
      Duration: 6,
      Http: { HttpURL: "http://localhost/0", HttpStatus: 500, HttpMethod: "GET" },
      EntryPoint: { Name: "backend-flask" },
    });
    expect(answer.TracesProcessedCount).toBe(3);
    expect(answer.ApproximateTime).toEqual(new Date((NOW_SEC - 2) * 1000));
    expect(answer.NextToken).toBeUndefined();
  });

  it("pages through everything once, in order", async () => {
    const running = await makeServer({ context });
    const pages: number[] = [];
    const found: (string | undefined)[] = [];
    const input = { StartTime: new Date(range.StartTime * 1000), EndTime: new Date(range.EndTime * 1000) };
    for await (const answer of paginateGetTraceSummaries({ client: makeClient(running.url) }, input)) {
      pages.push(answer.TraceSummaries?.length ?? 0);
      found.push(...(answer.TraceSummaries ?? []).map(({ Id }) => Id));
    }
    await running.close();
    expect(pages).toEqual([500, 500, 100]);
    expect(found).toEqual(ids);
  });

  it("keeps its place while new traces arrive", async () => {
    const first = await page({});
    await context.store.put([JSON.stringify(makeSegment({ start_time: NOW_SEC + 0.5 }))]);
    const second = await page({ NextToken: first.NextToken });
    expect(second.TraceSummaries[0]?.Id).toBe(ids[500]);
    expect(first.ApproximateTime).toBe(NOW_SEC - 499);
    expect(second.ApproximateTime).toBe(NOW_SEC - 999);
  });

  it("ends a full page without a token when nothing is left", async () => {
    const exact = await page({ StartTime: NOW_SEC - 499, EndTime: NOW_SEC + 0.1 });
    expect(exact.TraceSummaries).toHaveLength(500);
    expect(exact.NextToken).toBeUndefined();
  });

  it("takes the range as half-open", async () => {
    const answer = await page({ StartTime: NOW_SEC - 5, EndTime: NOW_SEC - 3 });
    expect(answer.TraceSummaries.map(({ StartTime }) => StartTime)).toEqual([NOW_SEC - 4, NOW_SEC - 5]);
  });

  it("filters, and counts what did not match as well", async () => {
    const answer = await page({ EndTime: NOW_SEC + 0.1, FilterExpression: "responsetime > 5 AND fault" });
    expect(answer.TraceSummaries).toHaveLength(COUNT / 20);
    expect(answer.TraceSummaries.every(({ HasFault, Duration }) => HasFault && Duration > 5)).toBe(true);
    expect(answer.TracesProcessedCount).toBe(COUNT);
  });

  it("filters by a group", async () => {
    context.settings.groups.create({ GroupName: "slow", FilterExpression: "responsetime > 5" }, []);
    const answer = await page({ EndTime: NOW_SEC + 0.1, FilterExpression: 'group.name = "slow" AND !fault' });
    expect(answer.TraceSummaries).toHaveLength(COUNT / 20);
  });

  it("takes an empty filter for none", async () => {
    expect((await page({ FilterExpression: " " })).TraceSummaries).toHaveLength(500);
  });

  it("asks by the end of segments when told so", async () => {
    const answer = await page({ TimeRangeType: "Service", StartTime: NOW_SEC + 5, EndTime: NOW_SEC + 7 });
    expect(answer.TraceSummaries.map(({ Id }) => Id)).toEqual([ids[0]]);
  });

  it("looks at the share of the traces that a strategy asks for", async () => {
    const half = { Sampling: true, SamplingStrategy: { Name: "PartialScan", Value: 0.5 } };
    const scanned = await page({ StartTime: NOW_SEC - 100, EndTime: NOW_SEC, ...half });
    expect(scanned.TracesProcessedCount).toBe(50);
    const all = await page({ Sampling: true, SamplingStrategy: { Name: "FixedRate", Value: 1 } });
    expect(all.TraceSummaries).toHaveLength(500);
    const none = await page({ SamplingStrategy: { Name: "FixedRate", Value: 0 } });
    expect(none).toMatchObject({ TraceSummaries: [], TracesProcessedCount: 0 });
    const off = await page({ Sampling: false, SamplingStrategy: { Name: "FixedRate", Value: 0 } });
    expect(off.TraceSummaries).toHaveLength(500);
  });

  it("lets other work in while it scans, and stops when the caller hangs up", async () => {
    const abort = new AbortController();
    const facts = [...context.store.scan({ startSec: NOW_SEC, endSec: NOW_SEC + 1 })];
    let scanned = 0;
    function* endless(): Generator<TraceFacts> {
      while (scanned < 50_000_000) {
        scanned += 1;
        yield* facts;
      }
    }
    const store = { ...context.store, scan: endless };
    const asked = getTraceSummaries.invoke(
      { ...range, FilterExpression: 'http.url = "nowhere"' },
      { ...context, store, signal: abort.signal },
    );
    setImmediate(() => abort.abort());
    await expect(asked).rejects.toThrow("aborted");
    expect(scanned).toBeLessThan(50_000_000);
  });

  it.each([
    [{ StartTime: undefined }, "Value null at 'startTime'"],
    [{ StartTime: NOW_SEC + 2 }, "StartTime must not be later than EndTime"],
    [{ TimeRangeType: "Arrival" }, "Member must satisfy enum value set: [TraceId, Event, Service]"],
    [{ NextToken: "made-up" }, "Invalid NextToken"],
    [{ NextToken: "WyJhIiwxXQ" }, "Invalid NextToken"],
    [{ SamplingStrategy: { Name: "FixedRate", Value: 2 } }, "between 0 and 1"],
    [{ FilterExpression: "responsetime >" }, /Invalid filter expression\. .*15/],
    [{ FilterExpression: "respnsetime > 5" }, /Invalid filter expression\. .*responsetime/],
  ])("rejects %j", async (input, message) => {
    await expect(page(input)).rejects.toThrow(message);
    await expect(page(input)).rejects.toMatchObject({ code: "InvalidRequestException" });
  });
});
