import { useQuery } from "@tanstack/react-query";
import { useLive } from "../api/live.tsx";
import { getFigures } from "../api/xray-client.ts";
import { toErrorKinds } from "../errors/error-kinds.ts";
import { errorsQuery } from "../errors/errors-query.ts";
import { kindsIn } from "../errors/errors-view.ts";
import { withGroup } from "../filter-box/effective-filter.ts";
import { boundsOf } from "../lib/time-range.ts";
import type { Scope } from "../links.ts";
import { serverNowMs } from "../lib/server-clock.ts";

/** It is for a badge: nobody waits for it. */
const ASK_AGAIN_MS = 60_000;

/** When each kind of exception that was never seen before the range was first seen, in epoch seconds. */
export function useNewErrors({ range, group }: Scope, isWanted: boolean): readonly number[] {
  const { paused } = useLive();
  const filter = withGroup("", group);
  const { data } = useQuery({
    queryKey: ["new errors", range, filter],
    enabled: isWanted,
    queryFn: async ({ signal }) => {
      const bounds = boundsOf(range, serverNowMs() / 1000);
      const [set] = (await getFigures(errorsQuery(bounds, filter), signal)).sets;
      const kinds = set === undefined ? [] : toErrorKinds(set, bounds);
      return kindsIn(kinds, "new").map(({ firstEverSec }) => firstEverSec);
    },
    refetchInterval: paused ? false : ASK_AGAIN_MS,
    retry: false,
  });
  return data ?? [];
}
