import { CALL_KINDS } from "./call-rows.ts";
import type { CallKind, CallRow } from "./call-rows.ts";

/** What the table is sorted by, most first. */
export const CALL_SORTS = ["total", "rate", "repeats", "mean", "p95", "failed"] as const;
export type CallSort = (typeof CALL_SORTS)[number];

export interface CallsView {
  kind: CallKind;
  sort: CallSort;
  /** Least first. */
  isReversed: boolean;
  /** What text, target and caller contain. */
  find: string;
  /** Key of the only target that is shown; empty: all. */
  target: string;
  /** Id of the row that the side tells of; empty: the first. */
  call: string;
}

export function readCallsView(kind: string | undefined, query: URLSearchParams): CallsView {
  const sort = query.get("sort") ?? "";
  return {
    kind: CALL_KINDS.find((each) => each === kind) ?? "sql",
    sort: CALL_SORTS.find((each) => each === sort.replace(/^-/, "")) ?? "total",
    isReversed: sort.startsWith("-"),
    find: query.get("q") ?? "",
    target: query.get("target") ?? "",
    call: query.get("call") ?? "",
  };
}

export function formatCallSort(sort: CallSort, isReversed: boolean): string {
  return sort === "total" && !isReversed ? "" : `${isReversed ? "-" : ""}${sort}`;
}

/** Those that the address asks for, in its order. */
export function pickRows(rows: readonly CallRow[], view: CallsView): readonly CallRow[] {
  const wanted = view.find.trim().toLowerCase();
  const direction = view.isReversed ? -1 : 1;
  return rows
    .filter(({ target }) => view.target === "" || target.key === view.target)
    .filter((row) => wanted === "" || searchText(row).includes(wanted))
    .toSorted((a, b) => direction * (MEASURES[view.sort](b) - MEASURES[view.sort](a)));
}

function searchText({ text, resource = "", target, caller }: CallRow): string {
  return `${text} ${resource} ${target.name} ${caller.name}`.toLowerCase();
}

const MEASURES: Readonly<Record<CallSort, (row: CallRow) => number>> = {
  total: ({ figures }) => figures.sumSec,
  rate: ({ figures }) => figures.count,
  repeats: ({ perRequest }) => perRequest,
  mean: (row) => row.meanSec,
  p95: ({ times }) => times.p95Sec,
  failed: (row) => failedShare(row),
};

/** Of AWS's calls those that were throttled, of others those that failed. */
export function failedShare({ kind, figures: { outcomes, count } }: CallRow): number {
  if (count === 0) return 0;
  return (kind === "aws" ? outcomes.throttle : outcomes.fault + outcomes.error + outcomes.throttle) / count;
}
