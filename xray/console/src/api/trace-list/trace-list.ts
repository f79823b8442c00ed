import { boundsOf } from "../../lib/time-range.ts";
import { serverNowMs } from "../../lib/server-clock.ts";
import type { TracesEvent } from "../stream.ts";
import { allSummaries, summaryPages } from "../summary-pages.ts";
import type { callXray } from "../xray-client.ts";
import { createNewTraceCounter } from "./new-trace-counter.ts";
import { createOneAtATime } from "./one-at-a-time.ts";
import { insideRange, loadQuestion, olderQuestion, waitingQuestion } from "./list-questions.ts";
import { EMPTY_LIST, isEnough, reduceTraceList, wantsOlder } from "./trace-list-model.ts";
import type { TraceListEvent } from "./trace-list-model.ts";
import type { TraceListState, TraceQuery } from "./trace-list-state.ts";

export interface TraceList {
  state: () => TraceListState;
  subscribe: (listener: () => void) => () => void;
  /** Sets another query; what is shown stays until its answer is there. */
  setQuery: (query: TraceQuery) => void;
  /** Is told of new or changed traces. */
  notice: (event: TracesEvent) => void;
  /** Loads everything again, and shows what it has meanwhile. */
  reload: () => void;
  /** Loads on until so many rows are there, or all that match. */
  want: (rows: number) => void;
  /** While a person reads, nothing leaves the list; what found no room meanwhile is loaded after it. */
  hold: (held: boolean) => void;
  /** Ends a long search with what was found so far; what arrives from then on is shown as ever. */
  stop: () => void;
  /** Drops the traces that have left a range that moves with the clock. */
  expire: () => void;
  close: () => void;
}

/** After a flood everything is loaded again, for the traces that were not named, once it was calm for this long. */
export const CALM_MS = 3000;
/** How long to wait before a failed load is repeated. */
export const RETRY_MS = 4000;
/** An answer of more than this is a flood for the eye: the next is asked for after a pause that grows with it, so that the page stays quick. */
const QUICK_ANSWER = 40;
const PAUSE_MS_A_TRACE = 2;
/** Drawing what came takes at most a part like this of the time, however slow the machine is. */
const PAUSE_A_DRAWING = 8;
const LONGEST_PAUSE_MS = 3000;

/**
 * The traces of a range that match a filter, loaded by pages and kept up to date by push. A batch of changed traces is
 * requested by the range of time in which it lies, with the same filter, so that only the server decides what matches.
 * `trace-list-model.ts` works out what happens to the list; here is which request is made when, and which is aborted.
 */
export function createTraceList(call: typeof callXray, now: () => number = serverNowMs): TraceList {
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
        apply({ type: "page", summaries, scanned, hasMore: page.NextToken != null });
        if (isEnough(model)) break;
      }
      if (!signal.aborted) apply({ type: "loaded", atMs: now(), isStopped: false });
    });
    await goOn();
  }

  function loadLater(delayMs: number): void {
    clearTimeout(later);
    later = setTimeout(() => void load(), delayMs);
  }

  /** What comes while one question is asked goes into the next; then what somebody scrolls to. */
  async function goOn(): Promise<void> {
    if (questions.isBusy()) return;
    await questions.run(async (signal) => {
      while (!signal.aborted && (model.waiting.size > 0 || wantsOlder(model))) {
        if (model.waiting.size > 0) await askForWaiting(signal);
        else await askForOlder(signal);
      }
    });
  }

  async function askForWaiting(signal: AbortSignal): Promise<void> {
    const ids = [...model.waiting.keys()];
    const question = waitingQuestion(model);
    apply({ type: "asked" });
    const summaries = await allSummaries(call, question, signal);
    if (signal.aborted) return;
    const answeredMs = now();
    apply({ type: "answered", ids, summaries, atMs: answeredMs });
    if (summaries.length > QUICK_ANSWER) await pause(summaries.length, () => now() - answeredMs);
  }

  async function askForOlder(signal: AbortSignal): Promise<void> {
    for await (const page of summaryPages(call, olderQuestion(model, now() / 1000), signal)) {
      if (signal.aborted) return;
      const before = model.known.size;
      apply({ type: "older", summaries: page.TraceSummaries ?? [], hasMore: page.NextToken != null });
      // Where a page brought nothing new, what follows lies behind its end.
      if (model.known.size > before || !wantsOlder(model)) return;
    }
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
      void goOn();
    },
    reload: () => void load(),
    want: (rows) => {
      apply({ type: "wanted", rows });
      if (wantsOlder(model)) void goOn();
    },
    hold: (held) => {
      if (model.held === held) return;
      apply({ type: "held", held });
      if (!held && model.state.missed > 0) void load();
    },
    stop: () => {
      clearTimeout(later);
      questions.interrupt();
      apply({ type: "loaded", atMs: now(), isStopped: true });
      void goOn();
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

async function pause(traces: number, sinceAnsweredMs: () => number): Promise<void> {
  // A timer fires when all that follows from the answer was drawn.
  await sleep(0);
  const pauseMs = Math.max(traces * PAUSE_MS_A_TRACE, sinceAnsweredMs() * PAUSE_A_DRAWING);
  await sleep(Math.min(LONGEST_PAUSE_MS, pauseMs));
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
