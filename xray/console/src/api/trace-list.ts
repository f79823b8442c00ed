import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { boundsOf, DEFAULT_RANGE } from "../lib/time-range.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { isAbort } from "./api-error.ts";
import type { TracesEvent } from "./stream.ts";
import type { callXray } from "./xray-client.ts";

/** What is asked for; `filter` is a valid expression or empty. */
export interface TraceQuery {
  range: TimeRange;
  filter: string;
}

export interface ListedTrace {
  summary: TraceSummary;
  /** Numbers the batches in which traces came; all of a load share one. */
  arrival: number;
  /** When it was pushed, epoch milliseconds; 0 for a trace that a load found. */
  arrivedAtMs: number;
}

export interface TraceListState {
  phase: "loading" | "ready" | "failed";
  /** In no order. A new array when anything in it has changed. */
  traces: readonly ListedTrace[];
  /** `traces` and `scanned` answer the query before; the answer to the present one is on its way. */
  stale: boolean;
  /** Traces that the server looked at. */
  scanned: number;
  /** While loading: what the load has looked at and found so far. */
  progress: { scanned: number; found: number };
  /** More matched than are kept here, or the search was stopped. */
  truncated: boolean;
  /** Of the last load, and of the newest trace. */
  loadArrival: number;
  arrival: number;
  /** When the server last answered, epoch milliseconds. */
  answeredAtMs: number | undefined;
  error: unknown;
}

export interface TraceList {
  state: () => TraceListState;
  subscribe: (listener: () => void) => () => void;
  /** Asks something else; what is shown stays until the answer is there. */
  setQuery: (query: TraceQuery) => void;
  /** Tells that traces are new or changed. */
  notice: (event: TracesEvent) => void;
  /** Loads all again, keeping what is shown meanwhile. */
  reload: () => void;
  /** Ends a long search with what was found so far. */
  stop: () => void;
  /** Lets go of traces that have left a range that moves with the clock. */
  expire: () => void;
  close: () => void;
}

/** What is kept in the browser; beyond it the newest are shown and the list says so. */
const TRACES_KEPT = 20_000;
/** A trace can start before its neighbours are told of, and clocks differ a little. */
const MARGIN_SEC = 1;
/** An event names 200 of the newest; in a flood the others have mostly started this shortly before. */
const FLOOD_MARGIN_SEC = 2;
/** After a flood all is loaded again, for what was not named, once it has been calm for this long. */
export const CALM_MS = 3000;
/** A load that failed is tried again after this. */
export const RETRY_MS = 4000;

const EMPTY: TraceListState = {
  phase: "loading",
  traces: [],
  stale: false,
  scanned: 0,
  progress: { scanned: 0, found: 0 },
  truncated: false,
  loadArrival: 0,
  arrival: 0,
  answeredAtMs: undefined,
  error: undefined,
};

/**
 * The traces of a range that match a filter, loaded by pages and kept up to date by push: a batch of changed traces is
 * asked for by the stretch of time it lies in, with the same filter, so the server alone decides what matches.
 */
export function createTraceList(call: typeof callXray, now: () => number = Date.now): TraceList {
  const listeners = new Set<() => void>();
  let query: TraceQuery = { range: DEFAULT_RANGE, filter: "" };
  let known = new Map<string, ListedTrace>();
  /** Told of since the load began, so that the count of scanned traces grows by new ones only. */
  let told = new Set<string>();
  let waiting = new Map<string, number>();
  let found = new Map<string, ListedTrace>();
  let state = EMPTY;
  let aborter = new AbortController();
  let loadedAtSec = 0;
  let busy = false;
  let later: ReturnType<typeof setTimeout> | undefined;
  let flooded = false;

  function update(change: Partial<TraceListState>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  async function load(): Promise<void> {
    clearTimeout(later);
    aborter.abort();
    aborter = new AbortController();
    const { signal } = aborter;
    busy = true;
    loadedAtSec = now() / 1000;
    waiting = new Map();
    told = new Set();
    found = new Map();
    try {
      await readPages(signal);
      if (!signal.aborted) finish(false);
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  }

  async function readPages(signal: AbortSignal): Promise<void> {
    const bounds = boundsOf(query.range, loadedAtSec);
    const endSec = query.range.kind === "last" ? bounds.endSec + MARGIN_SEC : bounds.endSec;
    const arrival = state.arrival + 1;
    let scanned = 0;
    update({ progress: { scanned, found: 0 } });
    for await (const page of pages(bounds.startSec, endSec, signal)) {
      scanned += page.TracesProcessedCount ?? page.TraceSummaries?.length ?? 0;
      for (const summary of page.TraceSummaries ?? []) {
        const present = known.get(summary.Id);
        found.set(summary.Id, {
          summary,
          arrival: present?.arrival ?? arrival,
          arrivedAtMs: present?.arrivedAtMs ?? 0,
        });
      }
      const progress = { scanned, found: found.size };
      const first = state.phase === "loading" && !state.stale;
      update(first ? { progress, scanned, traces: [...found.values()] } : { progress });
      if (found.size >= TRACES_KEPT) return;
    }
  }

  function finish(stopped: boolean): void {
    busy = false;
    known = found;
    const arrival = state.arrival + 1;
    update({
      phase: "ready",
      stale: false,
      error: undefined,
      traces: [...known.values()],
      scanned: state.progress.scanned,
      truncated: stopped || known.size >= TRACES_KEPT,
      loadArrival: arrival,
      arrival,
      answeredAtMs: now(),
    });
    void ask();
  }

  function fail(error: unknown): void {
    busy = false;
    update({ phase: "failed", error });
    loadLater(RETRY_MS);
  }

  function loadLater(delayMs: number): void {
    clearTimeout(later);
    later = setTimeout(() => void load(), delayMs);
  }

  async function* pages(startSec: number, endSec: number, signal: AbortSignal) {
    let token: string | undefined;
    do {
      const page = await call(
        "/TraceSummaries",
        {
          StartTime: startSec,
          EndTime: endSec,
          ...(query.filter === "" ? {} : { FilterExpression: query.filter }),
          ...(token === undefined ? {} : { NextToken: token }),
        },
        signal,
      );
      yield page;
      token = page.NextToken ?? undefined;
    } while (token !== undefined);
  }

  /** Asks for what is waiting, one question at a time; what comes meanwhile goes into the next. */
  async function ask(): Promise<void> {
    if (busy) return;
    busy = true;
    const { signal } = aborter;
    try {
      while (waiting.size > 0) {
        const asked = waiting;
        const before = flooded ? FLOOD_MARGIN_SEC : MARGIN_SEC;
        waiting = new Map();
        flooded = false;
        await askFor(asked, before, signal);
      }
      busy = false;
    } catch (error) {
      // Another load has begun, or the server is away: then the load after it brings what was missed.
      if (!signal.aborted && !isAbort(error)) fail(error);
    }
  }

  async function askFor(
    asked: ReadonlyMap<string, number>,
    beforeSec: number,
    signal: AbortSignal,
  ): Promise<void> {
    const starts = [...asked.values()];
    const answers: TraceSummary[] = [];
    const window = [Math.min(...starts) - beforeSec, Math.max(...starts) + MARGIN_SEC] as const;
    for await (const page of pages(...window, signal)) answers.push(...(page.TraceSummaries ?? []));
    if (signal.aborted) return;
    const arrival = answers.some(({ Id }) => !known.has(Id)) ? state.arrival + 1 : state.arrival;
    const arrivedAtMs = now();
    for (const id of asked.keys()) known.delete(id);
    for (const summary of answers) {
      const before = state.traces.length === 0 ? undefined : byId(summary.Id);
      known.set(summary.Id, {
        summary,
        arrival: before?.arrival ?? arrival,
        arrivedAtMs: before?.arrivedAtMs ?? arrivedAtMs,
      });
    }
    const truncated = dropOldest() || state.truncated;
    shown = undefined;
    const scanned = Math.max(state.scanned, known.size);
    update({
      scanned,
      traces: [...known.values()],
      arrival,
      truncated,
      answeredAtMs: now(),
      error: undefined,
    });
  }

  /** What was listed before the present change. */
  let shown: Map<string, ListedTrace> | undefined;
  function byId(id: string): ListedTrace | undefined {
    shown ??= new Map(state.traces.map((trace) => [trace.summary.Id, trace]));
    return shown.get(id);
  }

  function dropOldest(): boolean {
    if (known.size <= TRACES_KEPT * 1.1) return false;
    const byAge = [...known.values()].toSorted((a, b) => b.summary.StartTime - a.summary.StartTime);
    for (const { summary } of byAge.slice(TRACES_KEPT)) known.delete(summary.Id);
    return true;
  }

  function notice(event: TracesEvent): void {
    if (event.count > event.traces.length) {
      flooded = true;
      loadLater(CALM_MS);
    }
    const bounds = boundsOf(query.range, now() / 1000);
    const endSec = query.range.kind === "last" ? Infinity : bounds.endSec;
    let fresh = 0;
    for (const { id, startSec } of event.traces) {
      if (startSec < bounds.startSec || startSec >= endSec) continue;
      waiting.set(id, startSec);
      if (!told.has(id) && !known.has(id) && startSec >= loadedAtSec) fresh += 1;
      told.add(id);
    }
    if (fresh > 0) state = { ...state, scanned: state.scanned + fresh };
    void ask();
  }

  function expire(): void {
    if (query.range.kind !== "last" || busy) return;
    const { startSec } = boundsOf(query.range, now() / 1000);
    const before = known.size;
    for (const [id, { summary }] of known) if (summary.StartTime < startSec) known.delete(id);
    const gone = before - known.size;
    if (gone > 0)
      update({ traces: [...known.values()], scanned: Math.max(known.size, state.scanned - gone) });
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setQuery: (next) => {
      if (next.filter === query.filter && next.range === query.range && state.phase === "ready") return;
      query = next;
      update({ phase: "loading", stale: state.answeredAtMs !== undefined });
      void load();
    },
    notice,
    reload: () => void load(),
    stop: () => {
      aborter.abort();
      finish(true);
    },
    expire,
    close: () => {
      clearTimeout(later);
      aborter.abort();
      listeners.clear();
    },
  };
}
