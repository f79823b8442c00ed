import { useCallback, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { addCondition } from "xray-local/filter/format-filter.ts";
import { readFilter } from "../../filter-box/read-filter.ts";
import type { ReadFilter } from "../../filter-box/read-filter.ts";
import { brushCondition } from "../../histogram/brush.ts";
import { formatTimeRange } from "../../lib/time-range.ts";
import { comparePath, formatBrush, formatSort, readTracesView, setsPath, tracePath } from "../../links.ts";
import type { Brush, Scope, Sort, TracesView } from "../../links.ts";
import { ALL } from "../../sets/set-text.ts";
import { setsValues, valuesOfList } from "../../sets/sets-view.ts";
import { useAddress } from "../../use-address.ts";
import { useRememberList } from "../use-list-path.ts";
import { useScope } from "../../use-scope.ts";

/** The view as the address tells it, and how it changes: applied filters push history, the rest replaces. */
export interface TracesAddress extends TracesView {
  scope: Scope;
  /** Not empty where Back or Forward led here, each time another. */
  backKey: string;
  /** `filter`, or the one before where that is no expression. */
  goodFilter: ReadFilter;
  setFilter: (filter: string, replace: boolean) => void;
  refine: (condition: string, negate: boolean) => void;
  setBrush: (brush: Brush | undefined) => void;
  /** The brush's responses become a condition, its times the range. */
  writeBrush: () => void;
  setSort: (sort: Sort) => void;
  setChosen: (next: (before: readonly string[]) => readonly string[]) => void;
  setColumns: (ids: readonly string[]) => void;
  hrefOf: (id: string) => string;
  /** Opens a trace. The function stays the same as long as filter and scope do. */
  open: (id: string) => void;
  /** Opens the comparison of the two chosen traces, where there are two. */
  compareChosen: () => void;
  /** Opens the comparison of `setsHref`. */
  compareSets: () => void;
  /** Where the selection is compared with the rest of the list; without one the list with what it leaves out. */
  setsHref: string;
}

export function useTracesView(): TracesAddress {
  const scope = useScope();
  const { query, change, backKey } = useAddress();
  const navigate = useNavigate();
  const view = useMemo(() => readTracesView(query), [query]);
  useRememberList(query.toString());
  const goodFilter = useGoodFilter(view.filter);
  const setFilter = useCallback(
    (filter: string, replace: boolean) => change({ filter, brush: "" }, { replace }),
    [change],
  );
  const hrefOf = useCallback(
    (id: string) => tracePath(id, scope, { filter: view.filter }),
    [scope, view.filter],
  );
  const open = useCallback((id: string) => void navigate(hrefOf(id)), [navigate, hrefOf]);
  return {
    ...view,
    scope,
    backKey,
    goodFilter,
    setFilter,
    refine: (condition, negate) => setFilter(addCondition(goodFilter.text, condition, { negate }), false),
    setBrush: (brush) => change({ brush: brush === undefined ? "" : formatBrush(brush) }, { replace: true }),
    writeBrush: () => {
      // Of the address that the browser shows: Enter may come before it is drawn.
      const { brush } = shownView();
      if (brush === undefined) return;
      const filter = addCondition(goodFilter.text, brushCondition(brush));
      const { startSec, endSec } = brush;
      change({ filter, brush: "", timeRange: formatTimeRange({ kind: "between", startSec, endSec }) });
    },
    setSort: (sort) => change({ sort: formatSort(sort) }, { replace: true }),
    setChosen: (next) => {
      // Of the address that the browser shows: two keys may come before it is drawn.
      const { chosen } = shownView();
      change({ chosen: next(chosen).join(",") }, { replace: true });
    },
    setColumns: (ids) => change({ cols: ids.join(",") }, { replace: true }),
    hrefOf,
    open,
    setsHref: setsHref(view, scope),
    compareChosen: () => {
      // As above: the key may follow the one that chose.
      const [a, b] = shownView().chosen;
      if (a !== undefined && b !== undefined) void navigate(comparePath(a, b, scope));
    },
    compareSets: () => void navigate(setsHref(shownView(), scope)),
  };
}

/** What the address says that the browser shows, which may not be drawn yet. */
function shownView(): TracesView {
  return readTracesView(new URLSearchParams(globalThis.location.search));
}

function setsHref({ filter, brush }: TracesView, scope: Scope): string {
  if (brush === undefined) return setsPath(scope, valuesOfList(filter));
  const { startSec, endSec, minResponseSec, maxResponseSec } = brush;
  const selection = {
    ...ALL,
    brush: { startSec, endSec, response: { fromSec: minResponseSec, toSec: maxResponseSec } },
  };
  return setsPath(scope, setsValues({ filter, a: selection, b: { kind: "rest" } }));
}

/** An address may hold a filter that is none: what worked last stays on screen. */
function useGoodFilter(filter: string): ReadFilter {
  const read = readFilter(filter);
  const isGood = read.error === undefined;
  const [good, setGood] = useState(isGood ? filter : "");
  if (isGood && good !== filter) setGood(filter);
  return isGood ? read : readFilter(good);
}
