import { useMemo } from "react";
import { earlierSets } from "../../api/earlier-sets.ts";
import { columnSecOf, useFigures } from "../../api/use-figures.ts";
import type { Bounds } from "../../api/use-figures.ts";
import { CALL_GROUPS, CALL_KINDS, EARLIER_CALL_GROUPS, toCallFigures } from "../../calls/call-rows.ts";
import type { CallKind } from "../../calls/call-rows.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";
import { DEFAULT_AGAINST } from "../../lib/against.ts";
import type { Scope } from "../../links.ts";

/** All calls of a kind in the range, with what they are compared with, and how many there are of each kind. */
export function useCallFigures(kind: CallKind, scope: Scope) {
  const filter = withGroup("", scope.group);
  const { against = DEFAULT_AGAINST } = scope;
  const toSet = (bounds: Bounds) => ({
    ...bounds,
    ...(filter === "" ? {} : { filter }),
    where: { kind },
  });
  const now = useFigures(["calls", kind, filter], scope.range, (bounds) => ({
    of: "calls",
    sets: [toSet(bounds)],
    columnSec: columnSecOf(bounds),
    groups: CALL_GROUPS,
  }));
  const before = useFigures(
    ["calls before", kind, filter, against],
    scope.range,
    against === "none"
      ? undefined
      : (bounds) => ({
          of: "calls",
          sets: earlierSets(against, toSet(bounds)),
          groups: EARLIER_CALL_GROUPS,
        }),
  );
  const kinds = useFigures(["kinds of calls", filter], scope.range, (bounds) => ({
    of: "calls",
    sets: [{ ...bounds, ...(filter === "" ? {} : { filter }) }],
    groups: [
      { by: ["kind"], limit: 10 },
      { by: ["version"], limit: 20, sort: "last" },
    ],
  }));
  const earlier = before.isStale ? undefined : before.data;
  const figures = useMemo(() => {
    const [set] = now.data?.answer.sets ?? [];
    if (now.data === undefined || set === undefined) return undefined;
    return toCallFigures(kind, set, earlier?.answer.sets ?? [], now.data.bounds);
  }, [kind, now.data, earlier]);
  return {
    // What is kept of another kind while this one loads is not of it.
    figures: now.isStale && figures?.rows[0]?.figures.call?.kind !== kind ? undefined : figures,
    versions: kinds.data?.answer.sets[0]?.groups[1]?.groups.map(({ values }) => values[0] ?? ""),
    rates: useMemo(() => ratesOf(kinds.data), [kinds.data]),
    now,
  };
}

/** Calls a second of each kind. */
function ratesOf(data: ReturnType<typeof useFigures>["data"]): Partial<Record<CallKind, number>> {
  const [kinds] = data?.answer.sets[0]?.groups ?? [];
  if (data === undefined || kinds === undefined) return {};
  const seconds = data.bounds.endSec - data.bounds.startSec;
  const countOf = (kind: CallKind) => kinds.groups.find(({ values }) => values[0] === kind)?.count ?? 0;
  return Object.fromEntries(CALL_KINDS.map((kind) => [kind, countOf(kind) / seconds]));
}
