import { useQuery } from "@tanstack/react-query";
import { serverNowMs } from "../lib/server-clock.ts";
import type { ImpactService, InsightEvent, InsightSummary } from "./operations.ts";
import { fetchGroups, GROUPS_KEY } from "./use-groups.ts";
import { callXray } from "./xray-client.ts";

/** A minute is the shortest time in which an insight changes; it is found a little later. */
const ASK_AGAIN_MS = 30_000;
/** Of an insight's own answers. */
const MAX_IMPACT_SEC = 6 * 3600;

export const INSIGHTS_KEY = ["insights"] as const;

/** Insights of all groups that are watched, of so many seconds back. */
export function useInsights(rangeSec: number) {
  const groups = useQuery({ queryKey: GROUPS_KEY, queryFn: ({ signal }) => fetchGroups(signal) });
  const watched = (groups.data ?? [])
    .filter(({ InsightsConfiguration: insights }) => insights?.InsightsEnabled === true)
    .map(({ GroupName }) => GroupName);
  const insights = useQuery({
    queryKey: [...INSIGHTS_KEY, rangeSec, watched],
    enabled: groups.data !== undefined,
    queryFn: async ({ signal }) => {
      const endSec = serverNowMs() / 1000;
      const range = { StartTime: endSec - rangeSec, EndTime: endSec };
      const found = await Promise.all(watched.map((name) => fetchInsights(name, range, signal)));
      return found.flat();
    },
    refetchInterval: ASK_AGAIN_MS,
  });
  return {
    groups: groups.data,
    insights: watched.length === 0 && groups.data !== undefined ? [] : insights.data,
    error: groups.error ?? insights.error,
    retry: () => void (groups.error === null ? insights.refetch() : groups.refetch()),
  };
}

async function fetchInsights(
  name: string,
  range: { StartTime: number; EndTime: number },
  signal: AbortSignal,
): Promise<readonly InsightSummary[]> {
  const found: InsightSummary[] = [];
  let token: string | undefined;
  do {
    const page = await callXray(
      "/InsightSummaries",
      { GroupName: name, ...range, ...(token === undefined ? {} : { NextToken: token }) },
      signal,
    );
    found.push(...(page.InsightSummaries ?? []));
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return found;
}

/** What happened in an insight, and the services that its failures passed; `nowSec` ends one that is active. */
export function useInsight(insight: InsightSummary | undefined): {
  events: readonly InsightEvent[] | undefined;
  services: readonly ImpactService[] | undefined;
} {
  const { data } = useQuery({
    queryKey: ["insight", insight?.InsightId, insight?.LastUpdateTime],
    enabled: insight !== undefined,
    queryFn: async ({ signal }) => {
      if (insight === undefined) throw new Error("nothing is asked");
      const { InsightId, StartTime, LastUpdateTime } = insight;
      const EndTime = Math.min(StartTime + MAX_IMPACT_SEC, Math.max(LastUpdateTime, StartTime + 60));
      const [events, graph] = await Promise.all([
        fetchEvents(InsightId, signal),
        callXray("/InsightImpactGraph", { InsightId, StartTime, EndTime }, signal),
      ]);
      return { id: InsightId, events, services: graph.Services ?? [] };
    },
    placeholderData: (before) => (before?.id === insight?.InsightId ? before : undefined),
  });
  return { events: data?.events, services: data?.services };
}

async function fetchEvents(id: string, signal: AbortSignal): Promise<readonly InsightEvent[]> {
  const found: InsightEvent[] = [];
  let token: string | undefined;
  do {
    const page = await callXray(
      "/InsightEvents",
      { InsightId: id, ...(token === undefined ? {} : { NextToken: token }) },
      signal,
    );
    found.push(...(page.InsightEvents ?? []));
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return found;
}
