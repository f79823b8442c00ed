import { afterEach, expect, test, vi } from "vitest";
import { makeContext } from "../testing/make-context.ts";
import { makeQuery, makeSegment, makeTraceId } from "../testing/make-segment.ts";
import { readTrace } from "./read-trace.ts";

afterEach(() => vi.restoreAllMocks());

test("a trace of thousands of documents is read in slices, between which others have their turn", async () => {
  const context = makeContext();
  const trace_id = makeTraceId();
  const documents = Array.from({ length: 3000 }, () => makeSegment({ trace_id, subsegments: [makeQuery()] }));
  const texts = documents.map((segment) => JSON.stringify(segment));
  // A clock by which each look at it takes a millisecond, so that the slices do not hang on how fast this machine is.
  let nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 1));
  let turns = 0;
  const countTurn = () => {
    turns += 1;
    turn = setImmediate(countTurn);
  };
  let turn = setImmediate(countTurn);
  const store = { documents: () => texts };
  const trace = await readTrace({ store, signal: context.signal }, trace_id);
  clearImmediate(turn);
  expect(trace?.Segments).toHaveLength(6000);
  expect(turns).toBeGreaterThan(20);
  await expect(readTrace({ store, signal: AbortSignal.abort() }, trace_id)).rejects.toThrow("aborted");
});
