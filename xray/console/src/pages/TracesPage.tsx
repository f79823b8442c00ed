import { useEffect, useMemo, useState } from "react";
import { useLocation } from "react-router";
import { exportPath } from "../links.ts";
import { lastPlace, rememberList } from "../last-list.ts";
import type { ListPlace } from "../last-list.ts";
import { useLive } from "../api/live.tsx";
import { FilterBar } from "../filter-box/FilterBar.tsx";
import { formatCount } from "../lib/format.ts";
import { boundsOf } from "../lib/time-range.ts";
import { EMPTY_OVERVIEW } from "../traces/overview.ts";
import type { TraceRow } from "../traces/trace-row.ts";
import { briefs } from "../traces/briefs.ts";
import { TraceList } from "../traces/TraceList.tsx";
import { useKeys } from "../ui/use-keys.ts";
import { useNowSec } from "../ui/use-now.ts";
import { ChosenBar } from "./traces/ChosenBar.tsx";
import { ColumnMenu } from "./traces/ColumnMenu.tsx";
import { PlotBand } from "./traces/PlotBand.tsx";
import { Rail } from "./traces/Rail.tsx";
import { TracesNotice } from "./traces/TracesNotice.tsx";
import { useChosen } from "./traces/use-chosen.ts";
import { useTraces } from "./traces/use-traces.ts";
import type { Traces } from "./traces/use-traces.ts";
import { useTracesView } from "./traces/use-traces-view.ts";
import type { TracesAddress } from "./traces/use-traces-view.ts";
import { WaitingPill } from "./traces/WaitingPill.tsx";
import "./traces/traces-page.css";

export function TracesPage() {
  const view = useTracesView();
  const traces = useTraces(view);
  const [invalid, setInvalid] = useState(false);
  const { brush, goodFilter } = view;
  const { overview = EMPTY_OVERVIEW } = traces;
  return (
    <>
      <title>Traces · X-Ray local</title>
      <FilterBar
        filter={view.filter}
        backKey={view.backKey}
        loaded={traces.loaded}
        overview={traces.overview}
        sortedCount={sortedCount(view, traces)}
        stored={traces.status?.store.traces}
        firstRun={traces.firstRun}
        onInvalid={setInvalid}
        exportHref={useExportHref(traces)}
        onFilter={view.setFilter}
        onTrace={view.open}
      />
      <main className="traces">
        <Rail
          refiners={overview.refiners}
          total={overview.matched}
          brushed={brush !== undefined}
          isActive={(condition) => hasAll(goodFilter.conditions, condition)}
          onRefine={view.refine}
          scanned={overview.scanned}
        />
        <div className={traces.isStale || invalid ? "traces-main traces-dimmed" : "traces-main"}>
          <Results view={view} traces={traces} />
        </div>
      </main>
    </>
  );
}

/** Plot and list, which light each other's traces. */
function Results({ view, traces }: { view: TracesAddress; traces: Traces }) {
  const { loaded, rows, state, status, empty, firstRun, overview } = traces;
  const live = useLive();
  const tickSec = useNowSec();
  const nowSec = live.pausedAtMs === undefined ? tickSec : live.pausedAtMs / 1000;
  const [hovered, setHovered] = useState<string>();
  const { chosen, toggle, clear } = useChosen(view);
  useListKeys(view);
  const endSec = usePlotEnd(loaded, nowSec);
  const { place, onPlace } = usePlace(traces);
  return (
    <>
      <PlotBand
        rows={loaded}
        overview={overview}
        bounds={boundsOf(view.scope.range, endSec)}
        brush={view.brush}
        onBrush={view.setBrush}
        onWriteBrush={view.writeBrush}
        setsHref={view.setsHref}
        hovered={hovered}
        onHover={setHovered}
        onOpen={view.open}
        showNow={firstRun && !live.paused}
        nowSec={nowSec}
      />
      <TracesNotice
        state={state}
        list={traces.list}
        filter={view.goodFilter}
        status={status}
        empty={empty}
        firstRun={firstRun}
        nowSec={nowSec}
        onFilter={(filter) => view.setFilter(filter, false)}
      />
      {empty || firstRun ? null : (
        <TraceList
          key={traces.key}
          rows={rows}
          arrivedAtMs={traces.arrivedAtMs}
          cache={briefs}
          sort={view.sort}
          onSort={view.setSort}
          columnIds={view.columns}
          columnMenu={<ColumnMenu rows={loaded} chosen={view.columns} onChange={view.setColumns} />}
          hrefOf={view.hrefOf}
          hovered={hovered}
          onHover={setHovered}
          chosen={chosen}
          onChoose={toggle}
          onScrolled={traces.setScrolled}
          onReach={traces.list.want}
          foot={footOf(traces)}
          place={place}
          onPlace={onPlace}
        />
      )}
      <ChosenBar chosen={chosen} onClear={clear} />
      <WaitingPill
        count={traces.waiting}
        pausedAtMs={live.pausedAtMs}
        nowSec={tickSec}
        onShow={() => {
          live.setPaused(false);
          document.querySelector(".trace-scroll")?.scrollTo({ top: 0 });
        }}
      />
    </>
  );
}

/** A file of what the list shows: its range, filter and brush. */
function useExportHref({ shown }: Traces): string {
  const nowSec = useNowSec();
  const { startSec, endSec } = boundsOf(shown.range, Math.ceil(nowSec));
  return exportPath({ startSec, endSec }, shown.filter);
}

/** How the list of this address was left, and what keeps how it is now. */
function usePlace({ list, key }: Traces) {
  const { search } = useLocation();
  const [opened] = useState(() => ({ key, place: lastPlace(search) }));
  const place = opened.key === key ? opened.place : undefined;
  const rows = place?.rows ?? 0;
  useEffect(() => {
    if (rows > 0) list.want(rows);
  }, [list, rows]);
  useEffect(() => rememberList({ search }), [search]);
  return {
    place,
    onPlace: (now: Omit<ListPlace, "search">) => rememberList({ search: globalThis.location.search, ...now }),
  };
}

/** The clock ticks once a second; a trace that came since is drawn at once, at the right edge. */
const TICK_SEC = 1.5;

function usePlotEnd(rows: readonly TraceRow[], nowSec: number): number {
  const newestSec = useMemo(() => rows.reduce((newest, row) => Math.max(newest, row.startSec), 0), [rows]);
  return newestSec > nowSec && newestSec - nowSec < TICK_SEC ? newestSec : nowSec;
}

/** A refiner may add several conditions at once. */
function hasAll(conditions: ReadonlySet<string>, condition: string): boolean {
  return conditions.has(condition) || condition.split(" AND ").every((part) => conditions.has(part));
}

/** How many are sorted, where that is not all that match. */
function sortedCount({ sort }: TracesAddress, { isPart, rows }: Traces): number | undefined {
  return isPart && (sort.by !== "time" || !sort.descending) ? rows.length : undefined;
}

/** What stands below the last row that is loaded. */
function footOf({ isPart, state, overview, rows }: Traces): string {
  if (!state.hasMore) return "";
  if (!state.isFull) return "Loading older traces";
  const of =
    isPart && overview !== undefined ? ` of ${formatCount(overview.selected ?? overview.matched)}` : "";
  return `The newest ${formatCount(rows.length)}${of} are listed. A filter or a shorter range narrows them.`;
}

function useListKeys(view: TracesAddress): void {
  useKeys({
    d: view.compareSets,
    b: () => {
      const plot = document.getElementById("plot");
      plot?.focus();
      plot?.click();
    },
    "Shift+C": view.compareChosen,
    Escape: () => (view.brush === undefined ? false : view.setBrush(undefined)),
  });
}
