import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { percentile } from "xray-local/trace/percentile.ts";
import { sortNumbers } from "../../lib/statistics.ts";
import type { TraceTree } from "../../trace-model/step.ts";

/** Other requests with the same method and URL (without its query), in the list's order. */
export function likeRequests(
  tree: TraceTree,
  traceId: string,
  summaries: readonly TraceSummary[],
): readonly TraceSummary[] {
  const { method, url } = tree.main?.entity.http?.request ?? {};
  if (url === undefined) return [];
  const wanted = withoutQuery(url);
  return summaries.filter(
    ({ Id, Http }) =>
      Id !== traceId &&
      Http.HttpMethod === method &&
      Http.HttpURL !== undefined &&
      withoutQuery(Http.HttpURL) === wanted,
  );
}

/** The median response of some requests, seconds; undefined when there are too few. */
export function medianSec(summaries: readonly TraceSummary[]): number | undefined {
  const times = sortNumbers(summaries.flatMap((summary) => summary.ResponseTime ?? []));
  return times.length < LEAST_REQUESTS ? undefined : percentile(times, 0.5);
}

/** The best trace to compare with: a similar request that worked, nearest to the median of those. */
export function usualTrace(
  tree: TraceTree,
  traceId: string,
  summaries: readonly TraceSummary[],
): TraceSummary | undefined {
  const worked = likeRequests(tree, traceId, summaries).filter(
    (summary) => !summary.HasFault && !summary.HasError && !summary.HasThrottle && !summary.IsPartial,
  );
  const times = sortNumbers(worked.flatMap((summary) => summary.ResponseTime ?? []));
  const median = percentile(times, 0.5);
  const distance = (summary: TraceSummary) => Math.abs((summary.ResponseTime ?? Infinity) - median);
  return worked.toSorted((a, b) => distance(a) - distance(b))[0];
}

/** With fewer requests the median says nothing. */
const LEAST_REQUESTS = 5;

function withoutQuery(url: string): string {
  return url.split(/[?#]/)[0] ?? url;
}
