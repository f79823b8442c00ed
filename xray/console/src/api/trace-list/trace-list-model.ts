import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { boundsOf, DEFAULT_RANGE } from "../../lib/time-range.ts";
import type { TimeRange } from "../../lib/time-range.ts";
import type { SummaryQuestion } from "../summary-pages.ts";

/** What the list asks for; `filter` is a valid expression or empty. */
export interface TraceQuery {
  range: TimeRange;
  filter: string;
}

export interface ListedTrace {
  summary: TraceSummary;
  /** The number of the batch in which the trace came; all traces of a load share one. */
  arrival: number;
  /** When it was pushed, epoch milliseconds; 0 for a trace that a load found. */
  arrivedAtMs: number;
}

export interface TraceListState {
  phase: "loading" | "ready" | "failed";
  /** In no particular order. A new array whenever something in it has changed. */
  traces: readonly ListedTrace[];
  /** `traces` and `scanned` still answer the previous query; the answer to the current one is on its way. */
  stale: boolean;
  /** How many traces the server examined. */
  scanned: number;
  /** While loading: how many traces were examined and found so far. */
  progress: { scanned: number; found: number };
  /** More traces matched than are kept here, or the search was stopped. */
  truncated: boolean;
  /** The arrivals of the last load and of the newest trace. */
  loadArrival: number;
  arrival: number;
  /** When the server last answered, epoch milliseconds. */
  answeredAtMs: number | undefined;
  error: unknown;
}

type Traces = ReadonlyMap<string, ListedTrace>;

/** Everything the list knows. Views see `state`. */
export interface TraceListModel {
  query: TraceQuery;
  state: TraceListState;
  /** By id; `state.traces` are its values. */
  known: Traces;
  /** What the running load has found so far. */
  found: Traces;
  /** When the last load began, epoch seconds. */
  loadedAtSec: number;
  /** Traces that an event named and that were not requested yet: start in epoch seconds by id. */
  waiting: ReadonlyMap<string, number>;
  /** An event had more traces than it named. */
  flooded: boolean;
}

/** What happens to a list. The names of times say whether they are epoch seconds or milliseconds. */
export type TraceListEvent =
  | { type: "query"; query: TraceQuery }
  | { type: "load"; atSec: number }
  | { type: "page"; summaries: readonly TraceSummary[]; scanned: number }
  | { type: "loaded"; atMs: number; isStopped: boolean }
  | { type: "failed"; error: unknown }
  | { type: "told"; traces: readonly Told[]; isFlood: boolean; newCount: number }
  | { type: "asked" }
  | { type: "answered"; ids: readonly string[]; summaries: readonly TraceSummary[]; atMs: number }
  | { type: "expired"; atSec: number };

export interface Told {
  id: string;
  startSec: number;
}

/** Traces kept in the browser; beyond that the list shows the newest and says so. */
const TRACES_KEPT = 20_000;
/** The oldest are dropped only from here on, because sorting for each new trace would cost more. */
const DROP_FROM = TRACES_KEPT * 1.1;
/** A trace can start before others of its batch, and clocks differ a little. */
const MARGIN_SEC = 1;
/** An event names the 200 newest traces; in a flood most of the others have started this shortly before. */
const FLOOD_MARGIN_SEC = 2;

export const EMPTY_LIST: TraceListModel = {
  query: { range: DEFAULT_RANGE, filter: "" },
  state: {
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
  },
  known: new Map(),
  found: new Map(),
  loadedAtSec: 0,
  waiting: new Map(),
  flooded: false,
};

/** The list after something happened to it. */
export function reduceTraceList(model: TraceListModel, event: TraceListEvent): TraceListModel {
  switch (event.type) {
    case "query":
      return withState(
        { ...model, query: event.query },
        { phase: "loading", stale: model.state.answeredAtMs !== undefined },
      );
    case "load":
      return withState(
        { ...model, loadedAtSec: event.atSec, found: new Map(), waiting: new Map() },
        { progress: { scanned: 0, found: 0 } },
      );
    case "page":
      return addPage(model, event.summaries, event.scanned);
    case "loaded":
      return finishLoad(model, event.atMs, event.isStopped);
    case "failed":
      return withState(model, { phase: "failed", error: event.error });
    case "told":
      return addTold(model, event.traces, event.isFlood, event.newCount);
    case "asked":
      return { ...model, waiting: new Map(), flooded: false };
    case "answered":
      return addAnswers(model, event.ids, event.summaries, event.atMs);
    case "expired":
      return dropExpired(model, event.atSec);
  }
}

/** Whether as much was found as is kept, so that a load needs no further page. */
export function isFull({ found }: TraceListModel): boolean {
  return found.size >= TRACES_KEPT;
}

/** The question of a load that begins now. */
export function loadQuestion({ query, loadedAtSec }: TraceListModel): SummaryQuestion {
  const { startSec, endSec } = boundsOf(query.range, loadedAtSec);
  return {
    startSec,
    endSec: query.range.kind === "last" ? endSec + MARGIN_SEC : endSec,
    filter: query.filter,
  };
}

/**
 * The question for the traces that wait: the range in which they lie, with the same filter, so that the server decides
 * what matches.
 */
export function waitingQuestion({ query, waiting, flooded }: TraceListModel): SummaryQuestion {
  const starts = [...waiting.values()];
  return {
    startSec: Math.min(...starts) - (flooded ? FLOOD_MARGIN_SEC : MARGIN_SEC),
    endSec: Math.max(...starts) + MARGIN_SEC,
    filter: query.filter,
  };
}

/** The named traces that can be in the range. */
export function insideRange(query: TraceQuery, traces: readonly Told[], nowSec: number): readonly Told[] {
  const bounds = boundsOf(query.range, nowSec);
  const endSec = query.range.kind === "last" ? Infinity : bounds.endSec;
  return traces.filter(({ startSec }) => startSec >= bounds.startSec && startSec < endSec);
}

function withState(model: TraceListModel, change: Partial<TraceListState>): TraceListModel {
  return { ...model, state: { ...model.state, ...change } };
}

function withTraces(model: TraceListModel, known: Traces, change: Partial<TraceListState>): TraceListModel {
  return withState({ ...model, known }, { ...change, traces: [...known.values()] });
}

function addPage(
  model: TraceListModel,
  summaries: readonly TraceSummary[],
  scannedHere: number,
): TraceListModel {
  const { state, known } = model;
  const arrival = state.arrival + 1;
  const found = new Map(model.found);
  for (const summary of summaries) {
    const present = known.get(summary.Id);
    found.set(summary.Id, {
      summary,
      arrival: present?.arrival ?? arrival,
      arrivedAtMs: present?.arrivedAtMs ?? 0,
    });
  }
  const scanned = state.progress.scanned + scannedHere;
  const progress = { scanned, found: found.size };
  // The first load shows what it has so far; a later one keeps what is shown until it is complete.
  const isFirst = state.phase === "loading" && !state.stale;
  return withState(
    { ...model, found },
    isFirst ? { progress, scanned, traces: [...found.values()] } : { progress },
  );
}

function finishLoad(model: TraceListModel, atMs: number, isStopped: boolean): TraceListModel {
  const arrival = model.state.arrival + 1;
  return withTraces(model, model.found, {
    phase: "ready",
    stale: false,
    error: undefined,
    scanned: model.state.progress.scanned,
    truncated: isStopped || isFull(model),
    loadArrival: arrival,
    arrival,
    answeredAtMs: atMs,
  });
}

function addTold(
  model: TraceListModel,
  traces: readonly Told[],
  isFlood: boolean,
  newCount: number,
): TraceListModel {
  const waiting = new Map(model.waiting);
  for (const { id, startSec } of traces) waiting.set(id, startSec);
  const told = { ...model, waiting, flooded: model.flooded || isFlood };
  return newCount === 0 ? told : withState(told, { scanned: model.state.scanned + newCount });
}

/** `ids` were asked for: those without an answer do not match any more. */
function addAnswers(
  model: TraceListModel,
  ids: readonly string[],
  summaries: readonly TraceSummary[],
  atMs: number,
): TraceListModel {
  const { state, known } = model;
  const arrival = summaries.some(({ Id }) => !known.has(Id)) ? state.arrival + 1 : state.arrival;
  const next = new Map(known);
  for (const id of ids) next.delete(id);
  for (const summary of summaries) {
    const before = known.get(summary.Id);
    next.set(summary.Id, {
      summary,
      arrival: before?.arrival ?? arrival,
      arrivedAtMs: before?.arrivedAtMs ?? atMs,
    });
  }
  const kept = next.size > DROP_FROM ? newestOf(next) : next;
  return withTraces(model, kept, {
    scanned: Math.max(state.scanned, kept.size),
    arrival,
    truncated: kept !== next || state.truncated,
    answeredAtMs: atMs,
    error: undefined,
  });
}

function newestOf(traces: Traces): Traces {
  const byAge = [...traces].toSorted(([, a], [, b]) => b.summary.StartTime - a.summary.StartTime);
  return new Map(byAge.slice(0, TRACES_KEPT));
}

/** Drops the traces that have left a range that moves with the clock. */
function dropExpired(model: TraceListModel, nowSec: number): TraceListModel {
  const { query, known, state } = model;
  if (query.range.kind !== "last") return model;
  const { startSec } = boundsOf(query.range, nowSec);
  const kept = new Map([...known].filter(([, { summary }]) => summary.StartTime >= startSec));
  const gone = known.size - kept.size;
  if (gone === 0) return model;
  return withTraces(model, kept, { scanned: Math.max(kept.size, state.scanned - gone) });
}
