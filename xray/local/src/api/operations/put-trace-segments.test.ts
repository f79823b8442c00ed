import { PutTraceSegmentsCommand } from "@aws-sdk/client-xray";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCarriedSpans } from "../../otlp/carried-spans.ts";
import { CARRIED, CARRIED_TRACE_ID } from "../../otlp/testing/carried.ts";
import { makeClient } from "../testing/make-client.ts";
import { makeContext } from "../testing/make-context.ts";
import { makeSegment } from "../testing/make-segment.ts";
import { makeServer } from "../testing/make-server.ts";
import type { TestServer } from "../testing/make-server.ts";
import { putTraceSegments } from "./put-trace-segments.ts";

const context = makeContext();
let running: TestServer;

beforeAll(async () => {
  running = await makeServer({ context });
});

afterAll(() => running.close());

describe("PutTraceSegments", () => {
  it("keeps what is well-formed and names what is not, in AWS's words", async () => {
    const good = makeSegment();
    const noTraceId = makeSegment({ trace_id: "nonsense" });
    const documents = [good, noTraceId, []].map((each) => JSON.stringify(each));
    const client = makeClient(running.url);
    const answer = await client.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: documents }));
    expect(answer.UnprocessedTraceSegments).toMatchObject([
      {
        Id: noTraceId["id"],
        ErrorCode: "InvalidTraceId",
        Message: expect.stringContaining("Invalid segment. ErrorCode: InvalidTraceId"),
      },
      { ErrorCode: "MissingId", Message: expect.stringContaining("Invalid segment. ErrorCode: MissingId") },
    ]);
    expect(context.store.facts(good.trace_id)).toMatchObject({ id: good.trace_id, revision: 1 });
  });

  it("always answers the list, empty when all is well", async () => {
    const input = { TraceSegmentDocuments: [JSON.stringify(makeSegment())] };
    expect(await putTraceSegments.invoke(input, context)).toEqual({ UnprocessedTraceSegments: [] });
    expect(await putTraceSegments.invoke({ TraceSegmentDocuments: [] }, context)).toEqual({
      UnprocessedTraceSegments: [],
    });
  });

  it("takes the spans of documents that carry some, and neither keeps nor refuses what serves for figures alone", async () => {
    const cutOff = CARRIED.slice(0, -40);
    const input = { TraceSegmentDocuments: [CARRIED, "T1UCg==", "M1Cg==", cutOff] };
    expect(await putTraceSegments.invoke(input, context)).toEqual({
      UnprocessedTraceSegments: [
        {
          ErrorCode: "ParseError",
          Message: "Invalid segment. ErrorCode: ParseError, Cause: behind T1 is no request of OTLP in base64",
        },
      ],
    });
    expect(context.store.facts(CARRIED_TRACE_ID)).toMatchObject({ revision: 1 });
  });

  it("counts what carried spans become as the request's, and takes no more of them than a daemon has", async () => {
    const held: number[] = [];
    const counting = makeContext({ hold: (bytes) => void held.push(bytes) });
    await putTraceSegments.invoke({ TraceSegmentDocuments: [CARRIED, CARRIED] }, counting);
    const [document = ""] = readCarriedSpans(CARRIED) ?? [];
    expect(held).toEqual([document.length, document.length]);
    const thousandSpans = `T1S${btoa(`\x0a\xd0\x0f${"\x12\x02\x12\x00".repeat(500)}`)}`;
    const input = { TraceSegmentDocuments: Array.from({ length: 41 }, () => thousandSpans) };
    await expect(putTraceSegments.invoke(input, counting)).rejects.toMatchObject({
      code: "RequestEntityTooLargeException",
    });
  });

  it("answers only when the store says that the documents are durable", async () => {
    const durable = Promise.withResolvers<[]>();
    const slow = makeContext({ store: { ...context.store, put: () => durable.promise } });
    let answered = false;
    const answer = putTraceSegments.invoke({ TraceSegmentDocuments: ["{}"] }, slow).then((body) => {
      answered = true;
      return body;
    });
    await Promise.resolve();
    expect(answered).toBe(false);
    durable.resolve([]);
    expect(await answer).toEqual({ UnprocessedTraceSegments: [] });
  });

  it.each([
    [{}, "Value null at 'traceSegmentDocuments'"],
    [{ TraceSegmentDocuments: "{}" }, "Member must be a list"],
    [{ TraceSegmentDocuments: [{ id: 1 }] }, "Value '{…}' at 'traceSegmentDocuments.1.member'"],
  ])("rejects %j", async (input, message) => {
    await expect(putTraceSegments.invoke(input, context)).rejects.toThrow(message);
  });
});
