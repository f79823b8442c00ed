import { expect, test } from "vitest";
import { makeSummary } from "../../testing/make-summary.ts";
import { createNewTraceCounter } from "./new-trace-counter.ts";
import { EMPTY_LIST, reduceTraceList, waitingQuestion } from "./trace-list-model.ts";
import type { TraceListEvent } from "./trace-list-model.ts";

const after = (...events: readonly TraceListEvent[]) => events.reduce(reduceTraceList, EMPTY_LIST);
const at = (Id: string, StartTime: number) => makeSummary({ Id, StartTime });
const page = (...ids: readonly string[]): TraceListEvent => ({
  type: "page",
  summaries: ids.map((id, index) => at(id, 1000 + index)),
  scanned: ids.length,
});
const LOADED: TraceListEvent = { type: "loaded", atMs: 5, isStopped: false };

test("the first load shows each page, a later one shows nothing before it is through", () => {
  expect(after({ type: "load", atSec: 2000 }, page("a")).state.traces).toHaveLength(1);
  const reloading = after(page("a"), LOADED, { type: "load", atSec: 2000 }, page("b", "c"));
  expect(reloading.state.traces.map(({ summary }) => summary.Id)).toEqual(["a"]);
  expect(reloading.state.progress).toEqual({ scanned: 2, found: 2 });
});

test("a trace keeps the number of its arrival when it is loaded again", () => {
  const first = after(page("a"), LOADED);
  const again = reduceTraceList(reduceTraceList(first, page("a", "b")), LOADED);
  const arrivals = new Map(again.state.traces.map(({ summary, arrival }) => [summary.Id, arrival]));
  expect(arrivals.get("a")).toBe(first.state.arrival);
  expect(arrivals.get("b")).toBe(again.state.arrival);
});

test("of too many the newest stay, and the list says so", () => {
  const summaries = Array.from({ length: 22_001 }, (_, index) => at(`t${index}`, index));
  const { state } = after({ type: "answered", ids: [], summaries, atMs: 5 });
  expect(state).toMatchObject({ truncated: true, scanned: 20_000 });
  expect(Math.min(...state.traces.map(({ summary }) => summary.StartTime))).toBe(2001);
});

test("what is waiting is asked for as one stretch, a wider one in a flood", () => {
  const told: TraceListEvent = {
    type: "told",
    traces: [
      { id: "a", startSec: 10 },
      { id: "b", startSec: 14 },
    ],
    isFlood: false,
    newCount: 2,
  };
  expect(waitingQuestion(after(told))).toEqual({ startSec: 9, endSec: 15, filter: "" });
  expect(waitingQuestion(after(told, { ...told, isFlood: true }))).toMatchObject({ startSec: 8 });
  expect(after(told, { type: "asked" }).waiting.size).toBe(0);
});

test("an event changes nothing of the list before it", () => {
  const before = after(page("a"), LOADED);
  const { known } = before;
  reduceTraceList(before, { type: "answered", ids: ["a"], summaries: [at("b", 1)], atMs: 6 });
  reduceTraceList(before, { type: "expired", atSec: 1e9 });
  expect([...known.keys()]).toEqual(["a"]);
  expect(before.state.traces).toHaveLength(1);
});

test("a trace is new once, and not when it began before the load", () => {
  const counter = createNewTraceCounter();
  const model = { known: new Map(), loadedAtSec: 100 };
  const traces = [
    { id: "early", startSec: 99 },
    { id: "late", startSec: 101 },
  ];
  expect(counter.count(traces, model)).toBe(1);
  expect(counter.count(traces, model)).toBe(0);
  counter.forgetBefore(102);
  expect(counter.count(traces, model)).toBe(1);
});
