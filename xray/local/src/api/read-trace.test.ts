import { expect, test } from "vitest";
import { makeContext } from "./testing/make-context.ts";
import { makeQuery, makeSegment, makeTraceId } from "./testing/make-segment.ts";
import { readTrace } from "./read-trace.ts";

test("a trace of thousands of documents is read in slices, between which others have their turn", async () => {
  const context = makeContext();
  const trace_id = makeTraceId();
  const documents = Array.from({ length: 3000 }, () => makeSegment({ trace_id, subsegments: [makeQuery()] }));
  const texts = documents.map((segment) => JSON.stringify(segment));
  let turns = 0;
  const turn = setInterval(() => {
    turns += 1;
  }, 0);
  const store = { documents: () => texts };
  const trace = await readTrace({ store, signal: context.signal }, trace_id);
  clearInterval(turn);
  expect(trace?.Segments).toHaveLength(6000);
  expect(turns).toBeGreaterThan(2);
  await expect(readTrace({ store, signal: AbortSignal.abort() }, trace_id)).rejects.toThrow("aborted");
});
