import type { InsightSummary } from "../api/operations.ts";
import { formatCount, formatShare } from "../lib/format.ts";

export type InsightState = "active" | "closed";

export interface InsightsView {
  id: string;
  /** Only these; all where it is undefined. */
  state: InsightState | undefined;
}

export function readInsightsView(query: URLSearchParams): InsightsView {
  const state = query.get("state");
  return {
    id: query.get("id") ?? "",
    state: state === "active" || state === "closed" ? state : undefined,
  };
}

/** Active ones first, of each the newest first. */
export function sortInsights(insights: readonly InsightSummary[]): readonly InsightSummary[] {
  return insights.toSorted((a, b) => Number(isActive(b)) - Number(isActive(a)) || b.StartTime - a.StartTime);
}

export function isActive({ State }: InsightSummary): boolean {
  return State === "ACTIVE";
}

/** Seconds that it lasted, or lasts so far. */
export function lastedSec({ StartTime, EndTime }: InsightSummary, nowSec: number): number {
  return Math.max(0, (EndTime ?? nowSec) - StartTime);
}

/** In whole minutes, as insights are found: `14 min`, `1 h 5 min`. */
export function lastedWords(insight: InsightSummary, nowSec: number): string {
  const minutes = Math.max(1, Math.round(lastedSec(insight, nowSec) / 60));
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}

/** Of the requests at the root cause those that failed, 0 to 1. */
export function failedShareOf({ RootCauseServiceRequestImpactStatistics: at }: InsightSummary): number {
  return at.TotalCount === 0 ? 0 : at.FaultCount / at.TotalCount;
}

/** `29 of 714` requests of clients. */
export function clientImpact({ ClientRequestImpactStatistics: clients }: InsightSummary): string {
  return `${formatCount(clients.FaultCount)} of ${formatCount(clients.TotalCount)}`;
}

/** `4.2 % of the requests fail at payment since 14:26.`; `at` is the time in words. */
export function insightsVerdict(insights: readonly InsightSummary[], at: (sec: number) => string): string {
  const active = insights.filter(isActive);
  const [worst] = active.toSorted((a, b) => failedShareOf(b) - failedShareOf(a));
  if (worst !== undefined) {
    const share = formatShare(failedShareOf(worst));
    return `${share} of the requests fail at ${worst.RootCauseServiceId.Name} since ${at(worst.StartTime)}.`;
  }
  const [last] = sortInsights(insights);
  if (last === undefined) return "No insight.";
  return `Nothing fails more than usual now. The last insight was of ${last.RootCauseServiceId.Name}, at ${at(last.StartTime)}.`;
}

/** `2 active, 4 closed in the last 24 h` */
export function insightsExtent(insights: readonly InsightSummary[]): string {
  const active = insights.filter(isActive).length;
  return `${formatCount(active)} active, ${formatCount(insights.length - active)} closed`;
}
