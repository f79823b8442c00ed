import { useCallback, useMemo } from "react";
import type { Difference, FigureCondition } from "xray-local/console-wire/figures.ts";
import { addCondition } from "xray-local/filter/format-filter.ts";
import type { TimeRange } from "../../lib/time-range.ts";
import { tracesPath } from "../../links.ts";
import type { Scope } from "../../links.ts";
import { conditionFilter } from "../../sets/condition-filter.ts";
import { toCondition } from "../../sets/joint-shares.ts";
import { withCondition } from "../../sets/set-text.ts";
import type { ChosenSet, SetChoice } from "../../sets/set-text.ts";
import { bothFilters } from "../../sets/sets-query.ts";
import { choosePreset, presetOf, readSetsView, setsValues } from "../../sets/sets-view.ts";
import type { Preset, SetsView } from "../../sets/sets-view.ts";
import { useAddress } from "../../use-address.ts";
import { useScope } from "../../use-scope.ts";

/** The view as the address tells it, and how it changes: other sets push history, the rest replaces. */
export interface SetsAddress {
  view: SetsView;
  scope: Scope;
  preset: Preset;
  backKey: string;
  choose: (preset: Preset) => void;
  setFilter: (which: "a" | "b", filter: string, replace: boolean) => void;
  setAgainst: (kind: "before" | "day") => void;
  swap: () => void;
  /** Writes a value into A, or that A does not have it. */
  add: (difference: Difference) => void;
  exclude: (difference: Difference) => void;
  hold: (difference: Difference) => void;
  release: (condition: FigureCondition) => void;
  select: (field: string) => void;
  setUnfolded: (isUnfolded: boolean) => void;
  /** The list of a set's traces; undefined where no filter says which. */
  listOf: (set: SetChoice) => string | undefined;
}

export function useSetsView(): SetsAddress {
  const scope = useScope();
  const { query, change, backKey } = useAddress();
  const view = useMemo(() => readSetsView(query), [query]);
  const put = (next: Partial<SetsView>, replace = false) =>
    change({ ...setsValues({ a: view.a, b: view.b, ...next }), row: undefined }, { replace });
  const setFilter = useCallback(
    (which: "a" | "b", filter: string, replace: boolean) => {
      const set = readSetsView(new URLSearchParams(globalThis.location.search))[which];
      if (set.kind === "chosen") change(setsValues({ [which]: { ...set, filter } }), { replace });
    },
    [change],
  );
  const write = (condition: FigureCondition) => {
    const which = view.a.kind === "chosen" ? "a" : "b";
    const set = view[which];
    if (set.kind === "chosen") put({ [which]: withWritten(set, condition) });
  };
  return {
    view,
    scope,
    preset: presetOf(view),
    backKey,
    choose: (preset) => put(choosePreset(view, preset, scope.against)),
    setFilter,
    setAgainst: (kind) => put(view.a.kind === "chosen" ? { b: { kind } } : { a: { kind } }),
    swap: () => put({ a: view.b, b: view.a }),
    add: (difference) => write(toCondition(difference)),
    exclude: (difference) => write({ ...toCondition(difference), not: true }),
    hold: (difference) => {
      if (difference.counts.includes(0)) return;
      put({ hold: withCondition(view.hold, toCondition(difference)) });
    },
    release: (condition) => put({ hold: view.hold.filter((each) => each !== condition) }),
    select: (field) => change({ row: field }, { replace: true }),
    setUnfolded: (isUnfolded) => change({ fold: isUnfolded ? "all" : undefined }, { replace: true }),
    listOf: (set) => listOf(set, view, scope),
  };
}

/** As a filter where the language has a word for it, so that it can be read and changed. */
function withWritten(set: ChosenSet, condition: FigureCondition): ChosenSet {
  const filter = conditionFilter(condition);
  if (filter !== undefined) return { ...set, filter: addCondition(set.filter, filter) };
  return { ...set, conditions: withCondition(set.conditions, condition) };
}

function listOf(set: SetChoice, { filter, hold }: SetsView, scope: Scope): string | undefined {
  if (set.kind !== "chosen") return undefined;
  const said = [...hold, ...set.conditions].map((condition) => conditionFilter(condition));
  if (said.includes(undefined)) return undefined;
  const text = said.reduce<string>(
    (sum, each) => bothFilters(sum, each ?? ""),
    bothFilters(filter, set.filter),
  );
  const { brush } = set;
  const range: TimeRange | undefined = brush && {
    kind: "between",
    startSec: brush.startSec,
    endSec: brush.endSec,
  };
  if (brush?.response === undefined)
    return tracesPath({ ...scope, ...(range && { range }) }, { filter: text });
  return tracesPath(scope, {
    filter: text,
    brush: {
      startSec: brush.startSec,
      endSec: brush.endSec,
      minResponseSec: brush.response.fromSec,
      maxResponseSec: brush.response.toSec,
    },
  });
}
