import { useQuery } from "@tanstack/react-query";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { getFigures } from "../../../api/xray-client.ts";
import { withGroup } from "../../../filter-box/effective-filter.ts";
import { boundsOf } from "../../../lib/time-range.ts";
import type { Scope } from "../../../links.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import { serverNowMs } from "../../../lib/server-clock.ts";

const FRESH_MS = 60_000;
/** No two responses are told apart below a microsecond. */
const GRAIN_SEC = 1e-6;

export interface Slowness {
  /** How many traces of the list took as long or longer, itself among them. */
  rank: number;
  /** The one that took a little less; undefined for the quickest. */
  next: { id: string; sec: number } | undefined;
}

/** Where a trace stands among all of its list by response time; undefined while that is not known. */
export function useSlowness(tree: TraceTree | undefined, scope: Scope, filter: string): Slowness | undefined {
  const responseSec = (tree?.responseMs ?? 0) / 1000;
  const { data } = useQuery({
    queryKey: ["slowness", filter, scope, responseSec],
    queryFn: ({ signal }) => fetchSlowness(responseSec, scope, filter, signal),
    enabled: tree?.main !== undefined && !tree.main.inProgress && responseSec > 0,
    staleTime: FRESH_MS,
    retry: false,
  });
  return data;
}

async function fetchSlowness(
  responseSec: number,
  scope: Scope,
  filter: string,
  signal: AbortSignal,
): Promise<Slowness> {
  const { startSec, endSec } = boundsOf(scope.range, serverNowMs() / 1000);
  const all = withGroup(filter, scope.group);
  const set = { startSec, endSec, ...(all !== "" && { filter: all }) };
  const below = responseSec - GRAIN_SEC / 2;
  const { sets } = await getFigures(
    {
      of: "traces",
      sets: [
        { ...set, brush: { toDurationSec: below } },
        { ...set, brush: { fromDurationSec: below } },
      ],
      groups: [{ by: ["outcome"] }],
    },
    signal,
  );
  return { rank: sets[1]?.count ?? 0, next: slowestOf(sets[0]) };
}

function slowestOf(set: SetFigures | undefined): Slowness["next"] {
  const examples = set?.groups[0]?.groups.map(({ examples: { slowest } }) => slowest) ?? [];
  const [slowest] = examples.toSorted((a, b) => b.durationSec - a.durationSec);
  return slowest && { id: slowest.traceId, sec: slowest.durationSec };
}
