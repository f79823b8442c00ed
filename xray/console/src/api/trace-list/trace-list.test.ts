import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeSummary } from "../../testing/make-summary.ts";
import { ServerGoneError } from "../api-error.ts";
import type { Operations } from "../operations.ts";
import { CALM_MS, createTraceList, RETRY_MS } from "./trace-list.ts";

type Input = Operations["/TraceSummaries"]["input"];
type Output = Operations["/TraceSummaries"]["output"];

const NOW_MS = 2_000_000;
const LAST_15_MIN = { range: { kind: "last" as const, durationSec: 900 }, filter: "" };

beforeEach(() => vi.useFakeTimers({ now: NOW_MS }));
afterEach(() => vi.useRealTimers());

/** A server whose answers are given one after the other; the last one is repeated. */
function makeServer(...answers: (Output | Error)[]) {
  const inputs: Input[] = [];
  const call = (_path: string, input: unknown) => {
    inputs.push(input as Input);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? {});
  };
  return { inputs, list: createTraceList(call) };
}

const idsOf = (list: ReturnType<typeof makeServer>["list"]) =>
  list
    .state()
    .traces.map(({ summary }) => summary.Id)
    .toSorted();
const settle = () => vi.advanceTimersByTimeAsync(0);
const at = (Id: string, StartTime = 1990) => makeSummary({ Id, StartTime });
const told = (...ids: string[]) => ({
  type: "traces" as const,
  traces: ids.map((id) => ({ id, revision: 1, startSec: 2000.5 })),
  count: ids.length,
});

describe("a load", () => {
  test("reads all pages and counts what was looked at", async () => {
    const { list, inputs } = makeServer(
      { TraceSummaries: [at("a")], TracesProcessedCount: 500, NextToken: "next" },
      { TraceSummaries: [at("b")], TracesProcessedCount: 204 },
    );
    list.setQuery({ ...LAST_15_MIN, filter: "fault" });
    await settle();
    expect(list.state()).toMatchObject({ phase: "ready", scanned: 704, hasMore: false });
    expect(idsOf(list)).toEqual(["a", "b"]);
    expect(inputs[0]).toEqual({ StartTime: 1100, EndTime: 2001, FilterExpression: "fault" });
    expect(inputs[1]?.NextToken).toBe("next");
  });

  test("of another query keeps what is shown until its answer is there", async () => {
    const { list } = makeServer({ TraceSummaries: [at("a")] }, { TraceSummaries: [at("b")] });
    list.setQuery(LAST_15_MIN);
    await settle();
    list.setQuery({ ...LAST_15_MIN, filter: "error" });
    expect(list.state()).toMatchObject({ phase: "loading", stale: true });
    expect(idsOf(list)).toEqual(["a"]);
    await settle();
    expect(list.state()).toMatchObject({ phase: "ready", stale: false });
    expect(idsOf(list)).toEqual(["b"]);
  });

  test("that fails is tried again", async () => {
    const { list } = makeServer(new ServerGoneError(), { TraceSummaries: [at("a")] });
    list.setQuery(LAST_15_MIN);
    await settle();
    expect(list.state().phase).toBe("failed");
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(list.state()).toMatchObject({ phase: "ready", error: undefined });
    expect(idsOf(list)).toEqual(["a"]);
  });
});

describe("a push", () => {
  test("asks for the stretch of time that changed, with the same filter", async () => {
    const { list, inputs } = makeServer({ TraceSummaries: [at("a")] }, { TraceSummaries: [at("b", 2000.5)] });
    list.setQuery({ ...LAST_15_MIN, filter: "ok" });
    await settle();
    list.notice(told("b"));
    await settle();
    expect(inputs[1]).toEqual({ StartTime: 1999.5, EndTime: 2001.5, FilterExpression: "ok" });
    expect(idsOf(list)).toEqual(["a", "b"]);
  });

  test("that arrives while a load runs waits for it and is not lost", async () => {
    const { list } = makeServer({ TraceSummaries: [at("a")] }, { TraceSummaries: [at("b", 2000.5)] });
    list.setQuery(LAST_15_MIN);
    list.notice(told("b"));
    await settle();
    expect(idsOf(list)).toEqual(["a", "b"]);
  });

  test("numbers the arrivals, so that a reader can be shown them later", async () => {
    const { list } = makeServer(
      { TraceSummaries: [at("a")] },
      { TraceSummaries: [at("a"), at("b", 2000.5)] },
    );
    list.setQuery(LAST_15_MIN);
    await settle();
    const { loadArrival } = list.state();
    list.notice(told("b"));
    await settle();
    const [first, second] = list.state().traces.toSorted((a, b) => a.arrival - b.arrival);
    expect(first?.arrival).toBeLessThanOrEqual(loadArrival);
    expect(second?.arrival).toBeGreaterThan(loadArrival);
    expect(second?.arrivedAtMs).toBe(NOW_MS);
    expect(list.state().arrival).toBe(second?.arrival);
  });

  test("of a trace that no longer matches takes it away", async () => {
    const { list } = makeServer({ TraceSummaries: [at("a", 1999.9), at("b")] }, { TraceSummaries: [] });
    list.setQuery({ ...LAST_15_MIN, filter: "partial" });
    await settle();
    list.notice({ type: "traces", traces: [{ id: "a", revision: 2, startSec: 1999.9 }], count: 1 });
    await settle();
    expect(idsOf(list)).toEqual(["b"]);
  });

  test("outside a fixed range asks nothing", async () => {
    const { list, inputs } = makeServer({ TraceSummaries: [] });
    list.setQuery({ range: { kind: "between", startSec: 100, endSec: 200 }, filter: "" });
    await settle();
    list.notice(told("b"));
    await settle();
    expect(inputs).toHaveLength(1);
  });

  test("that tells of more than it names asks wider, and loads all again when it is calm", async () => {
    const { list, inputs } = makeServer({ TraceSummaries: [] });
    list.setQuery(LAST_15_MIN);
    await settle();
    list.notice({ ...told("b"), count: 5000 });
    await settle();
    expect(inputs[1]).toEqual({ StartTime: 1998.5, EndTime: 2001.5 });
    await vi.advanceTimersByTimeAsync(CALM_MS);
    expect(inputs[2]).toEqual({ StartTime: 1100 + CALM_MS / 1000, EndTime: 2001 + CALM_MS / 1000 });
  });

  test("of a new trace counts as scanned once", async () => {
    const { list } = makeServer({ TraceSummaries: [], TracesProcessedCount: 10 }, { TraceSummaries: [] });
    list.setQuery({ ...LAST_15_MIN, filter: "fault" });
    await settle();
    list.notice(told("b"));
    list.notice(told("b", "c"));
    await settle();
    expect(list.state().scanned).toBe(12);
  });
});

test("traces that have left a moving range go", async () => {
  const { list } = makeServer({
    TraceSummaries: [at("old", 1100), at("new", 1999)],
    TracesProcessedCount: 2,
  });
  list.setQuery(LAST_15_MIN);
  await settle();
  await vi.advanceTimersByTimeAsync(5000);
  list.expire();
  expect(idsOf(list)).toEqual(["new"]);
  expect(list.state().scanned).toBe(1);
});

test("a search that was stopped keeps what it found and goes on live", async () => {
  const calls: Input[] = [];
  const call = (_path: string, input: unknown, signal?: AbortSignal) => {
    calls.push(input as Input);
    // As fetch does: an aborted question never answers.
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    if (calls.length === 1) return Promise.resolve({ TraceSummaries: [at("a")], NextToken: "next" });
    if (calls.length > 2) return Promise.resolve({ TraceSummaries: [at("b", 2000.5)] });
    return new Promise<Output>((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(signal.reason as Error));
    });
  };
  const list = createTraceList(call);
  list.setQuery(LAST_15_MIN);
  await settle();
  list.stop();
  await settle();
  expect(list.state()).toMatchObject({ phase: "ready", stopped: true, hasMore: true, error: undefined });
  expect(idsOf(list)).toEqual(["a"]);
  list.notice(told("b"));
  await settle();
  expect(idsOf(list)).toEqual(["a", "b"]);
});

describe("a list with more than is loaded", () => {
  const pageOf = (from: number, count: number) => ({
    TraceSummaries: Array.from({ length: count }, (_, index) =>
      at(`t${from + index}`, 1990 - (from + index) / 10),
    ),
    NextToken: "next",
  });

  test("loads what one scrolls to, from the oldest on", async () => {
    const { list, inputs } = makeServer(
      ...[0, 500, 1000, 1500].map((from) => pageOf(from, 500)),
      pageOf(2000, 500),
      { TraceSummaries: [at("last", 1)] },
    );
    list.setQuery({ range: { kind: "between", startSec: 0, endSec: 2000 }, filter: "ok" });
    await settle();
    expect(list.state()).toMatchObject({ phase: "ready", hasMore: true });
    expect(inputs).toHaveLength(4);
    list.want(2400);
    await settle();
    expect(list.state().traces).toHaveLength(2500);
    expect(inputs[4]).toMatchObject({ StartTime: 0, EndTime: expect.closeTo(1790.101, 6) });
    list.want(2600);
    await settle();
    expect(list.state()).toMatchObject({ hasMore: false });
    expect(idsOf(list)).toContain("last");
  });

  test("tells of an error while it loads on, and tries again", async () => {
    const { list } = makeServer(
      ...[0, 500, 1000, 1500].map((from) => pageOf(from, 500)),
      new Error("a page token that nobody gave"),
      { TraceSummaries: [at("again")] },
    );
    list.setQuery(LAST_15_MIN);
    await settle();
    list.want(2001);
    await settle();
    expect(list.state()).toMatchObject({
      phase: "failed",
      error: new Error("a page token that nobody gave"),
    });
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(list.state()).toMatchObject({ phase: "ready", error: undefined });
  });
});
