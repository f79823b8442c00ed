import type { TraceSummary } from "../../../../local/src/protocol/api-types.ts";
import { formatDuration } from "../../lib/format.ts";
import { percentile, sortNumbers } from "../../lib/statistics.ts";
import type { TraceTree } from "../../timeline/trace-node.ts";

/** Fewer requests have no median worth saying. */
const LEAST_REQUESTS = 5;

/**
 * What is said when there is no finding: `Nothing stands out. 41 ms; half of this URL's requests take under 38 ms.`
 * The median is of the list's other requests of the same method and URL without its query.
 */
export function quietWords(tree: TraceTree, traceId: string, summaries: readonly TraceSummary[]): string {
  if (tree.main?.inProgress) return "Nothing stands out so far. The trace is still in progress.";
  const took = formatDuration(tree.responseMs / 1000);
  const { method, url } = tree.main?.entity.http?.request ?? {};
  const others = summaries.filter(
    (summary) =>
      summary.Id !== traceId &&
      url !== undefined &&
      summary.Http.HttpURL !== undefined &&
      withoutQuery(summary.Http.HttpURL) === withoutQuery(url) &&
      summary.Http.HttpMethod === method,
  );
  const times = sortNumbers(others.flatMap((summary) => summary.ResponseTime ?? []));
  if (times.length < LEAST_REQUESTS) return `Nothing stands out. ${took}.`;
  return `Nothing stands out. ${took}; half of this URL’s requests take under ${formatDuration(percentile(times, 0.5))}.`;
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/)[0] ?? url;
}
