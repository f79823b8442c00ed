import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { FigureQuery, SetFigures } from "xray-local/console-wire/figures.ts";
import { getFigures } from "../../../api/xray-client.ts";
import { boundsOf } from "../../../lib/time-range.ts";
import type { Scope } from "../../../links.ts";
import type { TraceTree } from "../../../trace-model/step.ts";
import { callKey, endpointOf, LEAST_USUAL, requestKey, usualKeyOf } from "../../../trace-model/usual.ts";
import type { Usual, UsualOf } from "../../../trace-model/usual.ts";
import { likeFilter } from "./like-filter.ts";
import { serverNowMs } from "../../../lib/server-clock.ts";

/** More kinds of calls are not asked for. */
const MOST_GROUPS = 1000;
/** For a trace outside of the range: so much on both sides of it. */
const AROUND_SEC = 1800;
const FRESH_MS = 60_000;

export interface UsualFigures {
  usualOf: UsualOf;
  /** How many traces of this URL there are; undefined while that is not known. */
  traces: number | undefined;
  /** In which range they are, epoch seconds. */
  range: { startSec: number; endSec: number } | undefined;
  hasFailed: boolean;
}

/** What is usual for the requests and calls of a trace, over all traces of the same URL in the range. */
export function useUsual(tree: TraceTree, scope: Scope): UsualFigures {
  const filter = likeFilter(tree);
  const endpoint = tree.main && endpointOf(tree.main);
  const { range } = scope;
  const minute = Math.floor(tree.startSec / 60);
  const { data, isError } = useQuery({
    queryKey: ["usual", filter, endpoint, range, minute],
    queryFn: ({ signal }) => fetchUsual({ filter, endpoint, bounds: boundsAround(tree, scope) }, signal),
    enabled: filter !== "",
    staleTime: FRESH_MS,
    retry: false,
  });
  return useMemo(() => {
    const usual = data?.usual ?? new Map<string, Usual>();
    return {
      usualOf: (step) => {
        const key = usualKeyOf(step);
        return key === undefined ? undefined : usual.get(key);
      },
      traces: data?.traces,
      range: data?.bounds,
      hasFailed: isError,
    };
  }, [data, isError]);
}

/** The range of the scope where the trace is in it, else half an hour on both sides of the trace. */
function boundsAround(tree: TraceTree, { range }: Scope): { startSec: number; endSec: number } {
  const bounds = boundsOf(range, serverNowMs() / 1000);
  if (tree.startSec >= bounds.startSec && tree.startSec < bounds.endSec) return bounds;
  return { startSec: tree.startSec - AROUND_SEC, endSec: tree.startSec + AROUND_SEC };
}

async function fetchUsual(
  {
    filter,
    endpoint,
    bounds,
  }: { filter: string; endpoint: string | undefined; bounds: { startSec: number; endSec: number } },
  signal: AbortSignal,
) {
  const set = { ...bounds, filter };
  const ask = async (query: FigureQuery): Promise<SetFigures | undefined> =>
    (await getFigures(query, signal)).sets[0];
  const [traces, requests, calls] = await Promise.all([
    ask({ of: "traces", sets: [endpoint === undefined ? set : { ...set, where: { endpoint } }] }),
    ask({
      of: "requests",
      sets: [set],
      groups: [
        { by: ["service", "endpoint"], limit: MOST_GROUPS },
        { by: ["service"], limit: MOST_GROUPS },
      ],
    }),
    ask({
      of: "calls",
      sets: [set],
      groups: [{ by: ["service", "call"], limit: MOST_GROUPS, sort: "time" }],
    }),
  ]);
  return { usual: readUsual(requests, calls), traces: traces?.count, bounds };
}

function readUsual(requests: SetFigures | undefined, calls: SetFigures | undefined): Map<string, Usual> {
  const usual = new Map<string, Usual>();
  const add = (key: string, { p50Sec, count }: { p50Sec: number; count: number }) => {
    if (count >= LEAST_USUAL) usual.set(key, { ms: p50Sec * 1000, count });
  };
  const [byEndpoint, byService] = requests?.groups ?? [];
  // What serves no HTTP has no endpoint, and is told by its service alone.
  for (const group of byService?.groups ?? []) add(requestKey(group.values[0] ?? "", undefined), group);
  for (const group of byEndpoint?.groups ?? [])
    add(requestKey(group.values[0] ?? "", group.values[1]), group);
  for (const group of calls?.groups[0]?.groups ?? []) {
    if (group.call) add(callKey(group.values[0] ?? "", group.call), group);
  }
  return usual;
}
