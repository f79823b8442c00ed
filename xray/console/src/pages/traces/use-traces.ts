import { useMemo, useState } from "react";
import type { ServerStatus } from "xray-local/console-wire/server-status.ts";
import { useLive, useServerStatus } from "../../api/live.tsx";
import type { TraceList } from "../../api/trace-list/trace-list.ts";
import type { ListedTrace, TraceListState } from "../../api/trace-list/trace-list-model.ts";
import { useTraceList } from "../../api/use-trace-list.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import { isInBrush } from "../../histogram/brush.ts";
import { refine } from "../../traces/refiners.ts";
import type { Refiner } from "../../traces/refiners.ts";
import { sortRows } from "../../traces/sort-rows.ts";
import { toTraceRow } from "../../traces/trace-row.ts";
import type { TraceRow } from "../../traces/trace-row.ts";
import { useHeldArrival } from "../../traces/use-held-rows.ts";
import type { TracesAddress } from "./use-traces-view.ts";

/** What the Traces view shows. */
export interface Traces {
  list: TraceList;
  state: TraceListState;
  status: ServerStatus | undefined;
  /** Changes with the question that is asked. */
  key: string;
  /** All that match: plotted and counted. */
  matched: readonly TraceRow[];
  /** Of these, inside the brush. */
  selected: readonly TraceRow[];
  /** Of these, what the list shows, in its order. */
  rows: readonly TraceRow[];
  refiners: readonly Refiner[];
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
  const query = useMemo(
    () => ({ range: scope.range, filter: withGroup(goodFilter.text, scope.group) }),
    [scope, goodFilter],
  );
  const [scrolled, setScrolled] = useScrolled(query);
  const { list, state } = useTraceList(query, paused || scrolled);
  const heldArrival = useHeldArrival(state, paused || scrolled);
  const pausedArrival = useHeldArrival(state, paused);
  const arrivals = useMemo(() => byId(state.traces), [state.traces]);
  const matched = useMemo(
    () => state.traces.flatMap(({ arrival, summary }) => (arrival > pausedArrival ? [] : rowOf(summary))),
    [state.traces, pausedArrival],
  );
  const selected = useMemo(
    () => (brush === undefined ? matched : matched.filter((row) => isInBrush(brush, row))),
    [matched, brush],
  );
  const rows = useMemo(() => {
    const shown = selected.filter((row) => (arrivals.get(row.id)?.arrival ?? 0) <= heldArrival);
    return sortRows(shown, sort);
  }, [selected, arrivals, heldArrival, sort]);
  const refiners = useMemo(
    () => refine(matched, brush === undefined ? undefined : (row) => isInBrush(brush, row)),
    [matched, brush],
  );
  return {
    list,
    state,
    status,
    key: JSON.stringify(query),
    matched,
    selected,
    rows,
    refiners,
    waiting: paused ? state.traces.length - matched.length : selected.length - rows.length,
    arrivedAtMs: (id) => arrivals.get(id)?.arrivedAtMs ?? 0,
    firstRun: useFirstRun(status, state.traces.length === 0),
    empty: matched.length === 0 && !state.stale && state.phase !== "loading",
    setScrolled,
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
