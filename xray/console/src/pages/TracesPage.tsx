import { useCallback, useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { addCondition, hasCondition } from "../../../local/src/filter/format-filter.ts";
import { useLive, useServerStatus } from "../api/live.tsx";
import { createTraceCache } from "../api/trace-cache.ts";
import { useTraceList } from "../api/use-trace-list.ts";
import { callXray } from "../api/xray-client.ts";
import { errorIn, withGroup } from "../filter-box/effective-filter.ts";
import { FilterBar } from "../filter-box/FilterBar.tsx";
import { brushCondition, isInBrush } from "../histogram/brush.ts";
import { comparePath, formatBrush, formatSort, readTracesView, tracePath, withValues } from "../links.ts";
import type { Brush, Sort } from "../links.ts";
import { boundsOf } from "../lib/time-range.ts";
import { refine } from "../traces/refiners.ts";
import { sortRows } from "../traces/sort-rows.ts";
import { toTraceBrief } from "../traces/trace-brief.ts";
import { toTraceRow } from "../traces/trace-row.ts";
import type { TraceRow } from "../traces/trace-row.ts";
import { TraceList } from "../traces/TraceList.tsx";
import { useHeldArrival } from "../traces/use-held-rows.ts";
import { useKeys } from "../ui/use-keys.ts";
import { useNowSec } from "../ui/use-now.ts";
import { useScope } from "../use-scope.ts";
import { ChosenBar } from "./traces/ChosenBar.tsx";
import { ColumnMenu } from "./traces/ColumnMenu.tsx";
import { PlotBand } from "./traces/PlotBand.tsx";
import { Rail } from "./traces/Rail.tsx";
import { TracesNotice } from "./traces/TracesNotice.tsx";
import { WaitingPill } from "./traces/WaitingPill.tsx";
import "./traces/traces-page.css";

// Kept while the console is open: coming back to the list shows its strips at once.
const briefs = createTraceCache(callXray, toTraceBrief);
const rowOf = memoizeRows();

export function TracesPage() {
  const scope = useScope();
  const [searchParams] = useSearchParams();
  const navigate = useNavigate();
  const view = useMemo(() => readTracesView(searchParams), [searchParams]);
  const { brush, sort, columns: columnIds, filter } = view;
  const live = useLive();
  const status = useServerStatus();
  const tickSec = useNowSec();
  const nowSec = live.pausedAtMs === undefined ? tickSec : live.pausedAtMs / 1000;
  const [scrolled, setScrolled] = useState(false);
  const [invalid, setInvalid] = useState(false);
  const [hovered, setHovered] = useState<string>();
  const [chosen, setChosen] = useState<readonly string[]>([]);

  const error = useMemo(() => errorIn(filter), [filter]);
  const [goodFilter, setGoodFilter] = useState(error === undefined ? filter : "");
  if (error === undefined && goodFilter !== filter) setGoodFilter(filter);
  const query = useMemo(
    () => ({ range: scope.range, filter: withGroup(goodFilter, scope.group) }),
    [scope, goodFilter],
  );
  // Another question is answered from the top: the list begins anew.
  const [listed, setListed] = useState(query);
  if (listed !== query) {
    setListed(query);
    setScrolled(false);
  }
  const held = live.paused || scrolled;
  const { list, state } = useTraceList(query, held);
  const heldArrival = useHeldArrival(state, held);
  const pausedArrival = useHeldArrival(state, live.paused);

  const matched = useMemo(
    () => state.traces.flatMap((trace) => (trace.arrival > pausedArrival ? [] : rowOf(trace.summary))),
    [state.traces, pausedArrival],
  );
  const arrivals = useMemo(
    () => new Map(state.traces.map((trace) => [trace.summary.Id, trace])),
    [state.traces],
  );
  const selected = useMemo(
    () => (brush === undefined ? matched : matched.filter((row) => isInBrush(brush, row))),
    [matched, brush],
  );
  const rows = useMemo(
    () =>
      sortRows(
        selected.filter((row) => (arrivals.get(row.id)?.arrival ?? 0) <= heldArrival),
        sort,
      ),
    [selected, arrivals, heldArrival, sort],
  );
  const waiting =
    (live.paused ? state.traces.length : selected.length) - (live.paused ? matched.length : rows.length);
  const refiners = useMemo(
    () => refine(matched, brush === undefined ? undefined : (row) => isInBrush(brush, row)),
    [matched, brush],
  );

  const change = useCallback(
    (values: Record<string, string>, replace: boolean) =>
      void navigate({ search: withValues(searchParams, values) }, { replace }),
    [navigate, searchParams],
  );
  const setBrush = (next: Brush | undefined) =>
    change({ brush: next === undefined ? "" : formatBrush(next) }, true);
  const setSort = (next: Sort) => change({ sort: formatSort(next) }, true);
  const applyFilter = (next: string) => change({ filter: next, brush: "" }, false);
  const open = (id: string) => void navigate(tracePath(id, scope, { filter }));
  const hrefOf = useCallback((id: string) => tracePath(id, scope, { filter }), [scope, filter]);
  const choose = (id: string) =>
    setChosen((before) =>
      before.includes(id) ? before.filter((other) => other !== id) : [...before.slice(-1), id],
    );
  useKeys({
    b: () => {
      const plot = document.getElementById("plot");
      plot?.focus();
      plot?.click();
    },
    "Shift+C": () => {
      const [first, second] = chosen;
      if (first !== undefined && second !== undefined) void navigate(comparePath(first, second, scope));
    },
    Escape: () => (brush === undefined ? false : setBrush(undefined)),
  });

  const bounds = boundsOf(scope.range, nowSec);
  const firstRun = status?.store.traces === 0 && state.traces.length === 0;
  const empty = matched.length === 0 && !state.stale && state.phase !== "loading";
  return (
    <>
      <title>Traces · X-Ray local</title>
      <FilterBar
        filter={filter}
        group={scope.group}
        matched={matched}
        selectedCount={brush === undefined ? undefined : selected.length}
        scanned={state.scanned}
        stored={status?.store.traces}
        firstRun={firstRun}
        onInvalid={setInvalid}
        onFilter={(next, replace) => change({ filter: next, brush: "" }, replace)}
      />
      <main className="traces">
        <Rail
          refiners={refiners}
          total={matched.length}
          brushed={brush !== undefined}
          isActive={(condition) => hasCondition(goodFilter, condition)}
          onRefine={(condition, negate) => applyFilter(addCondition(goodFilter, condition, { negate }))}
          scanned={state.scanned}
        />
        <div className={state.stale || invalid ? "traces-main traces-dimmed" : "traces-main"}>
          <PlotBand
            rows={matched}
            bounds={bounds}
            brush={brush}
            selectedCount={selected.length}
            onBrush={setBrush}
            onWriteBrush={() => {
              if (brush !== undefined) applyFilter(addCondition(goodFilter, brushCondition(brush)));
            }}
            hovered={hovered}
            onHover={setHovered}
            onOpen={open}
            showNow={firstRun && !live.paused}
            nowSec={nowSec}
          />
          <TracesNotice
            state={state}
            list={list}
            filter={goodFilter}
            status={status}
            empty={empty}
            firstRun={firstRun}
            nowSec={nowSec}
            onFilter={applyFilter}
          />
          {empty || firstRun ? null : (
            <TraceList
              key={JSON.stringify(query)}
              rows={rows}
              arrivedAtMs={(id) => arrivals.get(id)?.arrivedAtMs ?? 0}
              cache={briefs}
              sort={sort}
              onSort={setSort}
              columnIds={columnIds}
              columnMenu={
                <ColumnMenu
                  rows={matched}
                  chosen={columnIds}
                  onChange={(ids) => change({ cols: ids.join(",") }, true)}
                />
              }
              hrefOf={hrefOf}
              hovered={hovered}
              onHover={setHovered}
              chosen={chosen}
              onChoose={choose}
              onScrolled={setScrolled}
            />
          )}
          <ChosenBar chosen={chosen} onClear={() => setChosen([])} />
          <WaitingPill
            count={waiting}
            pausedAtMs={live.pausedAtMs}
            nowSec={tickSec}
            onShow={() => {
              live.setPaused(false);
              document.querySelector(".trace-scroll")?.scrollTo({ top: 0 });
            }}
          />
        </div>
      </main>
    </>
  );
}

/** A summary becomes a row once, so that rows that did not change are not drawn again. */
function memoizeRows(): (summary: TraceRow["summary"]) => TraceRow {
  const rows = new WeakMap<TraceRow["summary"], TraceRow>();
  return (summary) => {
    const present = rows.get(summary) ?? toTraceRow(summary);
    rows.set(summary, present);
    return present;
  };
}
