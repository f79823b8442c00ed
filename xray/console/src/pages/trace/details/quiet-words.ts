import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import { formatDuration } from "../../../lib/format.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import { likeRequests, medianSec } from "../usual-trace.ts";

/**
 * The words when there is no finding: `Nothing stands out. 41 ms; half of this URL's requests take under 38 ms.` The
 * median is that of the list's other requests with this method and URL.
 */
export function quietWords(tree: TraceTree, traceId: string, summaries: readonly TraceSummary[]): string {
  if (tree.main?.inProgress) return "Nothing stands out so far. The trace is still in progress.";
  const took = formatDuration(tree.responseMs / 1000);
  const median = medianSec(likeRequests(tree, traceId, summaries));
  if (median === undefined) return `Nothing stands out. ${took}.`;
  return `Nothing stands out. ${took}; half of this URL’s requests take under ${formatDuration(median)}.`;
}
