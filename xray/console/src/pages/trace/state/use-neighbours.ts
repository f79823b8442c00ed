import { useQuery } from "@tanstack/react-query";
import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { summaryPages } from "../../../api/summary-pages.ts";
import { callXray } from "../../../api/xray-client.ts";
import { withGroup } from "../../../filter-box/effective-filter.ts";
import { boundsOf } from "../../../lib/time-range.ts";
import type { Scope } from "../../../links.ts";
import { serverNowMs } from "../../../lib/server-clock.ts";

/** A list longer than this is not worth loading to say a position in it. */
const MOST_PAGES = 4;
/** Room for a trace that started just now. */
const MARGIN_SEC = 5;

export interface Neighbours {
  /** From 1, the newest first. */
  position: number;
  count: number;
  newer: string | undefined;
  older: string | undefined;
  /** The list itself, newest first. */
  summaries: readonly TraceSummary[];
}

/** Where a trace stands in the list that the address describes; undefined when it is not in it or the list is too long. */
export function useNeighbours(traceId: string, scope: Scope, filter: string): Neighbours | undefined {
  const { data } = useQuery({
    queryKey: ["neighbours", filter, scope, traceId],
    queryFn: ({ signal }) => fetchList(scope, filter, signal),
    staleTime: 60_000,
    retry: false,
  });
  return data ? findNeighbours(data, traceId) : undefined;
}

async function fetchList(scope: Scope, filter: string, signal: AbortSignal): Promise<TraceSummary[] | null> {
  const { startSec, endSec } = boundsOf(scope.range, serverNowMs() / 1000);
  const question = {
    startSec,
    endSec: scope.range.kind === "last" ? endSec + MARGIN_SEC : endSec,
    filter: withGroup(filter, scope.group),
  };
  const summaries: TraceSummary[] = [];
  let pages = 0;
  for await (const { TraceSummaries = [], NextToken } of summaryPages(callXray, question, signal)) {
    summaries.push(...TraceSummaries);
    pages += 1;
    if (pages === MOST_PAGES && NextToken != null) return null;
  }
  return summaries.toSorted((a, b) => b.StartTime - a.StartTime);
}

export function findNeighbours(summaries: readonly TraceSummary[], traceId: string): Neighbours | undefined {
  const index = summaries.findIndex((summary) => summary.Id === traceId);
  if (index < 0) return undefined;
  return {
    position: index + 1,
    count: summaries.length,
    newer: summaries[index - 1]?.Id,
    older: summaries[index + 1]?.Id,
    summaries,
  };
}
