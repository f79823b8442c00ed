import { expect, test } from "vitest";
import { makeSummary } from "../../testing/make-summary.ts";
import { createNewTraceCounter } from "./new-trace-counter.ts";
import { waitingQuestion } from "./list-questions.ts";
import { EMPTY_LIST, reduceTraceList } from "./trace-list-model.ts";
import type { TraceListEvent } from "./trace-list-model.ts";

const after = (...events: readonly TraceListEvent[]) => events.reduce(reduceTraceList, EMPTY_LIST);
const at = (Id: string, StartTime: number) => makeSummary({ Id, StartTime });
const page = (...ids: readonly string[]): TraceListEvent => ({
  type: "page",
  summaries: ids.map((id, index) => at(id, 1000 + index)),
  scanned: ids.length,
  hasMore: false,
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

const crowd = (count: number): TraceListEvent => ({
  type: "answered",
  ids: [],
  summaries: Array.from({ length: count }, (_, index) => at(`t${index}`, index)),
  atMs: 5,
});
const oldestOf = ({ state }: ReturnType<typeof after>) =>
  Math.min(...state.traces.map(({ summary }) => summary.StartTime));

test("of more than somebody wants to see the newest stay, and the list knows that there are others", () => {
  const model = after(crowd(2201));
  expect(model.state).toMatchObject({ hasMore: true, isFull: false });
  expect(model.state.traces).toHaveLength(2000);
  expect(oldestOf(model)).toBe(201);
  expect(after(crowd(2200)).state).toMatchObject({ hasMore: false });
  expect(after({ type: "wanted", rows: 3000 }, crowd(2201)).state.traces).toHaveLength(2201);
});

test("no more is kept than a browser can hold, whatever is wanted", () => {
  const { state } = after({ type: "wanted", rows: 1e9 }, crowd(22_001));
  expect(state).toMatchObject({ hasMore: true, isFull: true });
  expect(state.traces).toHaveLength(20_000);
});

test("while a person reads no row goes for another, and what found no room is counted", () => {
  const full = after({ type: "wanted", rows: 20_000 }, crowd(20_000), { type: "held", held: true });
  const missed = reduceTraceList(full, { type: "answered", ids: [], summaries: [at("x", 1e6)], atMs: 6 });
  expect(missed.state).toMatchObject({ missed: 1 });
  expect(oldestOf(missed)).toBe(0);
});

test("what is scrolled to is no arrival", () => {
  const before = after(page("a"), LOADED);
  const { state } = reduceTraceList(before, { type: "older", summaries: [at("b", 1)], hasMore: true });
  expect(state).toMatchObject({ arrival: before.state.arrival, hasMore: true });
  expect(state.traces.map(({ arrival }) => arrival).at(-1)).toBe(0);
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
