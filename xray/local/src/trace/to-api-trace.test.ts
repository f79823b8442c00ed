import { describe, expect, it } from "vitest";
import type { SegmentDocument } from "../protocol/segment-document.ts";
import * as sdk from "../protocol/testing/sdk-documents.ts";
import {
  makeId,
  makeIndependent,
  makeSegment,
  makeSubsegment,
  readDocument,
} from "./testing/make-documents.ts";
import { toApiTrace } from "./to-api-trace.ts";

const TRACE_ID = makeSegment("A").trace_id;

function read(documents: readonly SegmentDocument[]) {
  const trace = toApiTrace(TRACE_ID, documents);
  return trace.Segments.map(({ Id, Document }) => {
    const document = JSON.parse(Document) as SegmentDocument;
    expect(Id).toBe(document.id);
    return document;
  });
}

describe("toApiTrace", () => {
  it("returns a segment as it was sent", () => {
    const document = readDocument(sdk.nodePlain);
    expect(toApiTrace(document.trace_id, [document])).toMatchObject({
      Id: document.trace_id,
      Duration: 0.005,
      LimitExceeded: false,
    });
    expect(read([document])).toEqual([document]);
  });

  it("embeds subsegments that were sent apart, in either order of arrival", () => {
    const A = makeSegment("A", { subsegments: [makeSubsegment("a")] });
    const apart = makeIndependent("b", "a", { annotations: { n: 1 } });
    const embedded = { ...makeSubsegment("b"), annotations: { n: 1 } };
    const expected = [{ ...A, subsegments: [{ ...makeSubsegment("a"), subsegments: [embedded] }] }];
    expect(read([A, apart])).toEqual(expected);
    expect(read([apart, A])).toEqual(expected);
  });

  it("adds an inferred segment for each call whose callee sent none, the same at each reading", () => {
    const documents = [readDocument(sdk.nodeDynamoDb)];
    const [, inferred] = read(documents);
    const call = sdk.nodeDynamoDb.subsegments[0];
    expect(inferred).toEqual({
      id: inferred?.id,
      trace_id: TRACE_ID,
      parent_id: call?.id,
      name: "DynamoDB",
      start_time: call?.start_time,
      end_time: call?.end_time,
      http: call?.http,
      aws: call?.aws,
      error: true,
      throttle: true,
      origin: "AWS::DynamoDB::Table",
      inferred: true,
    });
    expect(inferred?.id).toMatch(/^[0-9a-f]{16}$/);
    expect(inferred?.id).not.toBe(call?.id);
    expect(read(documents)).toEqual(read(documents));
  });

  it("gives an inferred segment of a plain call no origin", () => {
    const call = makeSubsegment("api.example.com", { namespace: "remote" });
    expect(read([makeSegment("A", { subsegments: [call] })])[1]).not.toHaveProperty("origin");
  });

  it("returns the callee's own segment in place of an inferred one", () => {
    const documents = [sdk.nodeCallee, sdk.nodeCaller].map(readDocument);
    expect(read(documents).map(({ name, inferred }) => [name, inferred ?? false])).toEqual([
      ["backend-flask", false],
      ["demo-app", false],
      ["postgres@127.0.0.1", true],
    ]);
  });

  it("returns subsegments whose segment never arrived as documents of their own", () => {
    const apart = makeIndependent("b", "gone");
    expect(read([apart])).toEqual([apart]);
  });

  it("shows an inferred segment of an open call as open", () => {
    const { end_time: _, ...open } = makeSubsegment("c", { namespace: "remote", in_progress: true });
    expect(read([makeSegment("A", { subsegments: [open] })])[1]).toMatchObject({ in_progress: true });
  });

  it("says that a trace of more than 500 KB exceeds the limit and leaves nothing out", () => {
    const text = "x".repeat(60_000);
    const documents = Array.from({ length: 10 }, (_, index) =>
      makeSegment(`S${index}`, { metadata: { default: { text } } }),
    );
    expect(toApiTrace(TRACE_ID, documents.slice(0, 8))).toMatchObject({ LimitExceeded: false });
    const trace = toApiTrace(TRACE_ID, documents);
    expect(trace.LimitExceeded).toBe(true);
    expect(trace.Segments).toHaveLength(10);
  });

  it("writes a chain of thousands of subsegments that were sent apart", () => {
    const chain = Array.from({ length: 3000 }, (_, index) =>
      makeIndependent(`${index}`, index === 0 ? "A" : `${index - 1}`, { id: makeId(`${index}`) }),
    );
    expect(read([makeSegment("A"), ...chain]).length).toBeGreaterThan(1);
  });
});
