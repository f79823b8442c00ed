import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { boundsOf } from "../../lib/time-range.ts";
import type { TracesEvent } from "../stream.ts";
import { summaryPages } from "../summary-pages.ts";
import type { callXray } from "../xray-client.ts";
import { createNewTraceCounter } from "./new-trace-counter.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import {
  EMPTY_LIST,
  insideRange,
  isFull,
  loadQuestion,
  reduceTraceList,
  waitingQuestion,
} from "./trace-list-model.ts";
import type { TraceListEvent, TraceListState, TraceQuery } from "./trace-list-model.ts";

export interface TraceList {
  state: () => TraceListState;
  subscribe: (listener: () => void) => () => void;
  /** Sets another query; what is shown stays until its answer is there. */
  setQuery: (query: TraceQuery) => void;
  /** Is told of new or changed traces. */
  notice: (event: TracesEvent) => void;
  /** Loads everything again, and shows what it has meanwhile. */
  reload: () => void;
  /** Ends a long search with what was found so far; later arrivals are shown as usual. */
  stop: () => void;
  /** Drops the traces that have left a range that moves with the clock. */
  expire: () => void;
  close: () => void;
}

/** After a flood everything is loaded again, for the traces that were not named, once it was calm for this long. */
export const CALM_MS = 3000;
/** How long to wait before a failed load is repeated. */
export const RETRY_MS = 4000;

/**
 * The traces of a range that match a filter, loaded by pages and kept up to date by push. A batch of changed traces is
 * requested by the range of time in which it lies, with the same filter, so that only the server decides what matches.
 * `trace-list-model.ts` works out what happens to the list; here is which request is made when, and which is aborted.
 */
export function createTraceList(call: typeof callXray, now: () => number = Date.now): TraceList {
  const listeners = new Set<() => void>();
  let model = EMPTY_LIST;
  const newTraces = createNewTraceCounter();
  const questions = createOneAtATime((error) => {
    // The next load brings what was missed.
    apply({ type: "failed", error });
    loadLater(RETRY_MS);
  });
  let later: ReturnType<typeof setTimeout> | undefined;

  function apply(event: TraceListEvent): void {
    const { state } = model;
    model = reduceTraceList(model, event);
    // Named traces are drawn with their answer, which follows at once.
    if (model.state !== state && event.type !== "told") for (const listener of listeners) listener();
  }

  async function load(): Promise<void> {
    clearTimeout(later);
    questions.interrupt();
    newTraces.clear();
    apply({ type: "load", atSec: now() / 1000 });
    await questions.run(async (signal) => {
      for await (const page of summaryPages(call, loadQuestion(model), signal)) {
        if (signal.aborted) return;
        const { TraceSummaries: summaries = [], TracesProcessedCount: scanned = summaries.length } = page;
        apply({ type: "page", summaries, scanned });
        if (isFull(model)) break;
      }
      if (!signal.aborted) apply({ type: "loaded", atMs: now(), isStopped: false });
    });
    await askForWaiting();
  }

  function loadLater(delayMs: number): void {
    clearTimeout(later);
    later = setTimeout(() => void load(), delayMs);
  }

  /** Traces named during one request go into the next. */
  async function askForWaiting(): Promise<void> {
    if (questions.isBusy()) return;
    await questions.run(async (signal) => {
      while (model.waiting.size > 0) {
        const ids = [...model.waiting.keys()];
        const question = waitingQuestion(model);
        apply({ type: "asked" });
        const summaries: TraceSummary[] = [];
        for await (const { TraceSummaries = [] } of summaryPages(call, question, signal)) {
          summaries.push(...TraceSummaries);
        }
        if (signal.aborted) return;
        apply({ type: "answered", ids, summaries, atMs: now() });
      }
    });
  }

  return {
    state: () => model.state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setQuery: (query) => {
      const { filter, range } = model.query;
      if (query.filter === filter && query.range === range && model.state.phase === "ready") return;
      apply({ type: "query", query });
      void load();
    },
    notice: (event) => {
      const isFlood = event.count > event.traces.length;
      if (isFlood) loadLater(CALM_MS);
      const traces = insideRange(model.query, event.traces, now() / 1000);
      apply({ type: "told", traces, isFlood, newCount: newTraces.count(traces, model) });
      void askForWaiting();
    },
    reload: () => void load(),
    stop: () => {
      clearTimeout(later);
      questions.interrupt();
      apply({ type: "loaded", atMs: now(), isStopped: true });
      void askForWaiting();
    },
    expire: () => {
      if (questions.isBusy()) return;
      const atSec = now() / 1000;
      newTraces.forgetBefore(boundsOf(model.query.range, atSec).startSec);
      apply({ type: "expired", atSec });
    },
    close: () => {
      clearTimeout(later);
      questions.interrupt();
      listeners.clear();
    },
  };
}
