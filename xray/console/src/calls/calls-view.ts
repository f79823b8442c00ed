import { CALL_KINDS } from "./call-rows.ts";
import type { CallKind, CallRow } from "./call-rows.ts";

/** The orders of the table, highest first. */
export const CALL_SORTS = ["total", "rate", "repeats", "mean", "p95", "failed"] as const;
export type CallSort = (typeof CALL_SORTS)[number];

export interface CallsView {
  kind: CallKind;
  sort: CallSort;
  /** Whether the lowest is first. */
  isReversed: boolean;
  /** A text that statement, target or caller must contain. */
  find: string;
  /** The key of the only target to show; empty for all. */
  target: string;
  /** The id of the row in the side panel; empty for the first. */
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

/** The rows that the URL selects, in its order. */
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

/** The share of calls that were throttled, for AWS, or that failed, for others. */
export function failedShare({ kind, figures: { outcomes, count } }: CallRow): number {
  if (count === 0) return 0;
  return (kind === "aws" ? outcomes.throttle : outcomes.fault + outcomes.error + outcomes.throttle) / count;
}
