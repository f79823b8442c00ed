import { percentile } from "xray-local/trace/percentile.ts";
import type { Action } from "./visit.ts";

/** A request that has ended. */
export interface Result {
  action: Action;
  durationMs: number;
  /** HTTP status; `undefined` without an answer. */
  status: number | undefined;
  /** `undefined` when it was not sampled, or not traced. */
  traceId: string | undefined;
}

export interface Summary {
  action: Action | "all";
  count: number;
  /** Milliseconds; 0 when nothing was answered. */
  p50: number;
  p95: number;
  p99: number;
  max: number;
  ok: number;
  /** 4xx except 429. */
  rejected: number;
  throttled: number;
  /** 5xx. */
  failed: number;
  unanswered: number;
}

/** One line for each action, in the order in which they first occurred, and one for all. */
export function summarize(results: readonly Result[]): Summary[] {
  const byAction = Map.groupBy(results, ({ action }) => action);
  return [...[...byAction].map(([action, of]) => summarizeAs(action, of)), summarizeAs("all", results)];
}

function summarizeAs(action: Summary["action"], results: readonly Result[]): Summary {
  const answered = results.filter(({ status }) => status !== undefined);
  const durations = answered.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const share = (of: number) => (durations.length === 0 ? 0 : percentile(durations, of));
  const count = (fits: (status: number) => boolean) =>
    answered.filter(({ status = 0 }) => fits(status)).length;
  return {
    action,
    count: results.length,
    p50: share(0.5),
    p95: share(0.95),
    p99: share(0.99),
    max: durations.at(-1) ?? 0,
    ok: count((status) => status < 400),
    rejected: count((status) => status >= 400 && status < 500 && status !== 429),
    throttled: count((status) => status === 429),
    failed: count((status) => status >= 500),
    unanswered: results.length - answered.length,
  };
}

const COLUMNS = [
  "count",
  "p50",
  "p95",
  "p99",
  "max",
  "ok",
  "rejected",
  "throttled",
  "failed",
  "unanswered",
] as const;
const TIMES = new Set<string>(["p50", "p95", "p99", "max"]);

/** A table for a terminal; times in milliseconds. */
export function formatSummaries(summaries: readonly Summary[]): string {
  const rows = summaries.map((summary) => [
    summary.action,
    ...COLUMNS.map((column) => cell(column, summary[column])),
  ]);
  const table = [["ms", ...COLUMNS], ...rows];
  const widths = table[0]?.map((_, index) => Math.max(...table.map((row) => row[index]?.length ?? 0))) ?? [];
  return table
    .map((row) =>
      row
        .map((text, index) => (index === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[index] ?? 0)))
        .join("  "),
    )
    .join("\n");
}

function cell(column: string, value: number): string {
  return TIMES.has(column) ? value.toFixed(value < 10 ? 1 : 0) : String(value);
}

/** The slowest requests that have a trace. */
export function slowestTraced(results: readonly Result[], count: number): Result[] {
  const traced = results.filter(({ traceId }) => traceId !== undefined);
  return traced.sort((a, b) => b.durationMs - a.durationMs).slice(0, count);
}
