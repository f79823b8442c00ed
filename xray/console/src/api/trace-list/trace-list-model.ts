import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { boundsOf, DEFAULT_RANGE } from "../../lib/time-range.ts";
import { newestOf } from "./newest-of.ts";
import type { ListedTrace, TraceListState, TraceQuery } from "./trace-list-state.ts";

type Traces = ReadonlyMap<string, ListedTrace>;

/** Everything the list knows. Views see `state`. */
export interface TraceListModel {
  query: TraceQuery;
  state: TraceListState;
  /** By id; `state.traces` are its values. */
  known: Traces;
  /** What the running load has found, and whether there is more. */
  found: Traces;
  foundMore: boolean;
  /** When the last load began, epoch seconds. */
  loadedAtSec: number;
  /** Traces that an event named and that were not requested yet: start in epoch seconds by id. */
  waiting: ReadonlyMap<string, number>;
  /** An event had more traces than it named. */
  flooded: boolean;
  /** New traces that were named: those that are not requested yet, and those of the present request. */
  toldNew: number;
  askedNew: number;
  /** As many rows as somebody wants to see. */
  wanted: number;
  /** A person reads: nothing leaves the list. */
  held: boolean;
}

/** What happens to a list. The names of times say whether they are epoch seconds or milliseconds. */
export type TraceListEvent =
  | { type: "query"; query: TraceQuery }
  | { type: "load"; atSec: number }
  | { type: "page"; summaries: readonly TraceSummary[]; scanned: number; hasMore: boolean }
  | { type: "wanted"; rows: number }
  | { type: "held"; held: boolean }
  | { type: "older"; summaries: readonly TraceSummary[]; hasMore: boolean }
  | { type: "loaded"; atMs: number; isStopped: boolean }
  | { type: "failed"; error: unknown }
  | { type: "told"; traces: readonly Told[]; isFlood: boolean; newCount: number }
  | { type: "asked" }
  | { type: "answered"; ids: readonly string[]; summaries: readonly TraceSummary[]; atMs: number }
  | { type: "expired"; atSec: number };

type EventOf<Type> = Extract<TraceListEvent, { type: Type }>;

export interface Told {
  id: string;
  startSec: number;
}

/** Traces kept in the browser; beyond that the list shows the newest and says so. */
const TRACES_KEPT = 20_000;
/** Loaded without anybody scrolling: as many as the plot draws one by one. */
const FIRST_ROWS = 2000;
/** Of more at once no single one is pointed out. */
const MOST_TOLD = 10;
/** So many more may come before the oldest go: sorting for each would cost more. */
const SLACK = 1.1;

export const EMPTY_LIST: TraceListModel = {
  query: { range: DEFAULT_RANGE, filter: "" },
  state: {
    query: { range: DEFAULT_RANGE, filter: "" },
    phase: "loading",
    traces: [],
    stale: false,
    scanned: 0,
    progress: { scanned: 0, found: 0 },
    stopped: false,
    hasMore: false,
    isFull: false,
    missed: 0,
    loadArrival: 0,
    arrival: 0,
    answeredAtMs: undefined,
    error: undefined,
  },
  known: new Map(),
  found: new Map(),
  foundMore: false,
  loadedAtSec: 0,
  waiting: new Map(),
  flooded: false,
  toldNew: 0,
  askedNew: 0,
  wanted: FIRST_ROWS,
  held: false,
};

/** The list after something happened to it. */
export function reduceTraceList(model: TraceListModel, event: TraceListEvent): TraceListModel {
  switch (event.type) {
    case "query":
      return withState(
        { ...model, query: event.query, wanted: FIRST_ROWS },
        { query: event.query, phase: "loading", stale: model.state.answeredAtMs !== undefined },
      );
    case "load":
      return withState(
        {
          ...model,
          loadedAtSec: event.atSec,
          found: new Map(),
          foundMore: false,
          waiting: new Map(),
          toldNew: 0,
        },
        { progress: { scanned: 0, found: 0 } },
      );
    case "page":
      return addPage(model, event);
    case "wanted":
      return { ...model, wanted: Math.min(TRACES_KEPT, Math.max(model.wanted, event.rows)) };
    case "held":
      return { ...model, held: event.held };
    case "older":
      return addOlder(model, event);
    case "loaded":
      return finishLoad(model, event.atMs, event.isStopped);
    case "failed":
      return withState(model, { phase: "failed", error: event.error });
    case "told":
      return addTold(model, event);
    case "asked":
      return { ...model, waiting: new Map(), flooded: false, toldNew: 0, askedNew: model.toldNew };
    case "answered":
      return addAnswers(model, event);
    case "expired":
      return dropExpired(model, event.atSec);
  }
}

/** As much was found as is wanted: a load needs no further page. */
export function isEnough({ found, wanted }: TraceListModel): boolean {
  return found.size >= wanted;
}

/** Somebody wants to see more than is loaded, and there is more. */
export function wantsOlder({ state, known, wanted }: TraceListModel): boolean {
  return state.phase === "ready" && state.hasMore && known.size < wanted;
}

function withState(model: TraceListModel, change: Partial<TraceListState>): TraceListModel {
  return { ...model, state: { ...model.state, ...change } };
}

function withTraces(model: TraceListModel, known: Traces, change: Partial<TraceListState>): TraceListModel {
  return withState({ ...model, known }, { ...change, traces: [...known.values()] });
}

function addPage(
  model: TraceListModel,
  { summaries, scanned: scannedHere, hasMore }: EventOf<"page">,
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
    { ...model, found, foundMore: hasMore },
    isFirst ? { progress, scanned, hasMore, traces: [...found.values()] } : { progress },
  );
}

function finishLoad(model: TraceListModel, atMs: number, isStopped: boolean): TraceListModel {
  const arrival = model.state.arrival + 1;
  // Who stopped a search goes on with it by scrolling.
  const wanted = isStopped ? model.found.size : model.wanted;
  return withTraces({ ...model, wanted }, model.found, {
    phase: "ready",
    stale: false,
    error: undefined,
    scanned: model.state.progress.scanned,
    stopped: isStopped,
    hasMore: isStopped || model.foundMore,
    isFull: model.found.size >= TRACES_KEPT,
    missed: 0,
    loadArrival: arrival,
    arrival,
    answeredAtMs: atMs,
  });
}

function addTold(model: TraceListModel, { traces, isFlood, newCount }: EventOf<"told">): TraceListModel {
  const waiting = new Map(model.waiting);
  for (const { id, startSec } of traces) waiting.set(id, startSec);
  // They are counted when those of them that match are shown.
  return { ...model, waiting, flooded: model.flooded || isFlood, toldNew: model.toldNew + newCount };
}

/** What lies below the rows that were loaded first; it is no arrival. */
function addOlder(model: TraceListModel, { summaries, hasMore }: EventOf<"older">): TraceListModel {
  const known = new Map(model.known);
  for (const summary of summaries) {
    const { arrival = 0, arrivedAtMs = 0 } = known.get(summary.Id) ?? {};
    known.set(summary.Id, { summary, arrival, arrivedAtMs });
  }
  return withTraces(model, known, {
    hasMore,
    isFull: known.size >= TRACES_KEPT,
    scanned: Math.max(model.state.scanned, known.size),
  });
}

/** `ids` were asked for: those that are not among the answers match no longer. */
function addAnswers(model: TraceListModel, { ids, summaries, atMs }: EventOf<"answered">): TraceListModel {
  const { state, known, held } = model;
  const newCount = summaries.filter(({ Id }) => !known.has(Id)).length;
  const arrival = newCount > 0 ? state.arrival + 1 : state.arrival;
  const next = new Map(known);
  for (const id of ids) next.delete(id);
  let { missed } = state;
  for (const summary of summaries) {
    const before = known.get(summary.Id);
    // Rows that are being read do not go for others.
    if (held && before === undefined && next.size >= TRACES_KEPT) missed += 1;
    else {
      next.set(summary.Id, {
        summary,
        arrival: before?.arrival ?? arrival,
        arrivedAtMs: before?.arrivedAtMs ?? (newCount > MOST_TOLD ? 0 : atMs),
      });
    }
  }
  const room = Math.max(FIRST_ROWS, model.wanted);
  const kept = held || next.size <= room * SLACK ? next : newestOf(next, room);
  return withTraces(model, kept, {
    scanned: Math.max(state.scanned + model.askedNew, kept.size),
    arrival,
    missed,
    hasMore: state.hasMore || kept !== next,
    isFull: kept.size >= TRACES_KEPT,
    answeredAtMs: atMs,
    error: undefined,
  });
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
