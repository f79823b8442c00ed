import { useEffect, useMemo, useState } from "react";
import { addCondition } from "xray-local/filter/format-filter.ts";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { useLive, useServerStatus } from "../../api/live.tsx";
import type { TraceList } from "../../api/trace-list/trace-list.ts";
import type { ListedTrace, TraceListState, TraceQuery } from "../../api/trace-list/trace-list-state.ts";
import { useTraceList } from "../../api/use-trace-list.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import { brushCondition, isInBrush } from "../../histogram/brush.ts";
import type { Brush, Sort } from "../../links.ts";
import type { Overview } from "../../traces/overview.ts";
import { sortRows } from "../../traces/sort-rows.ts";
import { toTraceRow } from "../../traces/trace-row.ts";
import type { TraceRow } from "../../traces/trace-row.ts";
import { useHeldArrival } from "../../traces/use-held-rows.ts";
import { useOverview } from "./use-overview.ts";
import type { TracesAddress } from "./use-traces-view.ts";

/** What the Traces view shows. */
export interface Traces {
  list: TraceList;
  state: TraceListState;
  status: ServerStatus | undefined;
  /** Changes with the question that is asked. */
  key: string;
  /** What the list answers, with the brush. */
  shown: TraceQuery;
  /** Those that are loaded: all that match, or the newest of them. */
  loaded: readonly TraceRow[];
  /** What the list shows of these, in its order. */
  rows: readonly TraceRow[];
  /** Of all that match; undefined until they are counted. */
  overview: Overview | undefined;
  /** `overview` is of the question before. */
  isStale: boolean;
  /** Only the newest of those that match are loaded. */
  isPart: boolean;
  /** Arrived, but held back while a person reads. */
  waiting: number;
  arrivedAtMs: (id: string) => number;
  /** Nothing was ever traced. */
  firstRun: boolean;
  /** There is an answer, and it is that nothing matches. */
  empty: boolean;
  setScrolled: (scrolled: boolean) => void;
}

export function useTraces({ scope, goodFilter, brush, sort }: TracesAddress): Traces {
  const { paused } = useLive();
  const status = useServerStatus();
  const { text } = goodFilter;
  const question = useMemo(
    () => ({ range: scope.range, filter: withGroup(text, scope.group) }),
    [scope, text],
  );
  const part = usePart(question);
  // Where the list is only the newest part, what lies in the brush is asked for; else it is here already.
  const query = useMemo(
    () => (part.isPart && brush !== undefined ? insideBrush(question, brush) : question),
    [question, part.isPart, brush],
  );
  const [scrolled, setScrolled] = useScrolled(query);
  const { list, state } = useTraceList(query, paused || scrolled);
  part.learn(state);
  const { hasMore } = state;
  useEffect(() => {
    if (hasMore && !isNewestFirst(sort)) list.want(Infinity);
  }, [list, sort, hasMore]);
  const heldArrival = useHeldArrival(state, paused || scrolled);
  const pausedArrival = useHeldArrival(state, paused);
  const arrivals = useMemo(() => byId(state.traces), [state.traces]);
  const loaded = useMemo(
    () => state.traces.flatMap(({ arrival, summary }) => (arrival > pausedArrival ? [] : rowOf(summary))),
    [state.traces, pausedArrival],
  );
  const selected = useMemo(
    () => (brush === undefined ? loaded : loaded.filter((row) => isInBrush(brush, row))),
    [loaded, brush],
  );
  const rows = useMemo(() => {
    const shown = selected.filter((row) => (arrivals.get(row.id)?.arrival ?? 0) <= heldArrival);
    return sortRows(shown, sort);
  }, [selected, arrivals, heldArrival, sort]);
  const { overview, isStale } = useOverview({ question, isPart: part.isPart, state, loaded, brush });
  const isEmpty = loaded.length === 0 && !state.stale && state.phase !== "loading";
  return {
    list,
    state,
    status,
    key: JSON.stringify(question),
    shown: brush === undefined ? question : insideBrush(question, brush),
    loaded,
    rows,
    overview,
    isStale: isStale || state.stale,
    isPart: part.isPart,
    waiting: state.missed + (paused ? state.traces.length - loaded.length : selected.length - rows.length),
    arrivedAtMs: (id) => arrivals.get(id)?.arrivedAtMs ?? 0,
    firstRun: useFirstRun(status, state.traces.length === 0),
    empty: isEmpty && !part.isPart,
    setScrolled,
  };
}

function isNewestFirst({ by, descending }: Sort): boolean {
  return by === "time" && descending;
}

/** Whether more matches a question than its list has loaded; learned from the list, and kept while a brush narrows it. */
function usePart(question: TraceQuery): { isPart: boolean; learn: (state: TraceListState) => void } {
  const [partOf, setPartOf] = useState<TraceQuery>();
  const isPart = partOf === question;
  return {
    isPart,
    learn: ({ query, phase, stale, hasMore }) => {
      if (query !== question || stale) return;
      if (hasMore && !isPart) setPartOf(question);
      if (!hasMore && isPart && phase === "ready") setPartOf(undefined);
    },
  };
}

function insideBrush({ range, filter }: TraceQuery, brush: Brush): TraceQuery {
  const { startSec, endSec } = brush;
  const isWide = range.kind === "last" || (startSec >= range.startSec && endSec <= range.endSec);
  return {
    range: isWide
      ? { kind: "between", startSec, endSec: endSec + 0.001 }
      : {
          kind: "between",
          startSec: Math.max(startSec, range.startSec),
          endSec: Math.max(range.startSec + 0.001, Math.min(endSec + 0.001, range.endSec)),
        },
    filter: addCondition(filter, brushCondition(brush)),
  };
}

/** The first trace is counted a moment before the list has it: until then the prompt stays. */
const FIRST_TRACE_SEC = 3;

function useFirstRun(status: ServerStatus | undefined, nothingListed: boolean): boolean {
  const { traces = 1, newestStartSec = 0 } = status?.store ?? {};
  const isNew = (status?.nowMs ?? 0) / 1000 - newestStartSec < FIRST_TRACE_SEC;
  const [wasFirstRun, setWasFirstRun] = useState(false);
  const firstRun = nothingListed && (traces === 0 || (wasFirstRun && isNew));
  if (firstRun !== wasFirstRun) setWasFirstRun(firstRun);
  return firstRun;
}

/** Another question is answered from the top. */
function useScrolled(query: object): [boolean, (scrolled: boolean) => void] {
  const [scrolled, setScrolled] = useState(false);
  const [answered, setAnswered] = useState(query);
  if (answered !== query) {
    setAnswered(query);
    setScrolled(false);
  }
  return [scrolled, setScrolled];
}

function byId(traces: readonly ListedTrace[]): ReadonlyMap<string, ListedTrace> {
  return new Map(traces.map((trace) => [trace.summary.Id, trace]));
}

const rowsOfSummaries = new WeakMap<TraceRow["summary"], TraceRow>();

/** A summary becomes a row once, so that rows that did not change are not drawn again. */
function rowOf(summary: TraceRow["summary"]): TraceRow {
  const row = rowsOfSummaries.get(summary) ?? toTraceRow(summary);
  rowsOfSummaries.set(summary, row);
  return row;
}
