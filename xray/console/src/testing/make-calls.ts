import type { Figures, GroupFigures, GroupList, SetFigures } from "xray-local/console-wire/figures.ts";
import type { CallKind, CallRow } from "../calls/call-rows.ts";
import { toCallFigures } from "../calls/call-rows.ts";

type Outcomes = Partial<Figures["outcomes"]>;

/** Figures of so many items, all ok but for `outcomes`; a millisecond each, unless other lengths are given. */
export function makeFigures(count: number, extra: Partial<Figures> = {}, outcomes: Outcomes = {}): Figures {
  const { error = 0, throttle = 0, fault = 0 } = outcomes;
  return {
    count,
    traces: count,
    partial: 0,
    outcomes: { ok: count - error - throttle - fault, error, throttle, fault },
    sumSec: count / 1000,
    p50Sec: 0.001,
    p95Sec: 0.001,
    p99Sec: 0.001,
    ...extra,
  };
}

/** Figures of one group with these values. */
export function makeGroup(
  values: readonly string[],
  figures: Figures,
  extra: Partial<GroupFigures> = {},
): GroupFigures {
  const none = { traceId: "", startSec: 0, durationSec: 0 };
  return {
    ...figures,
    values,
    firstSec: 0,
    lastSec: 0,
    examples: { newest: none, slowest: none, usual: none },
    ...extra,
  };
}

/** A set with these groups in its lists; its figures are the sums of the first list, and of `others`. */
export function makeSet(
  lists: readonly (readonly GroupFigures[])[],
  others: GroupList["others"] = { groups: 0, count: 0 },
): SetFigures {
  const [first = []] = lists;
  const sum = (of: (group: GroupFigures) => number) => first.reduce((all, group) => all + of(group), 0);
  const figures = makeFigures(sum(({ count }) => count) + others.count, { sumSec: sum((g) => g.sumSec) });
  return {
    ...figures,
    scanned: figures.count,
    groups: lists.map((groups) => ({ by: [], groups, others, without: 0 })),
  };
}

/** A row as the server's figures make it. */
export function makeCallRow(
  kind: CallKind,
  group: GroupFigures,
  askers: readonly GroupFigures[] = [],
): CallRow {
  const bounds = { startSec: 0, endSec: 600 };
  const [row] = toCallFigures(kind, makeSet([[group], askers]), [], bounds).rows;
  if (row === undefined) throw new Error("one group makes one row");
  return row;
}
