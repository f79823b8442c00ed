import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { SetFigures } from "xray-local/console-wire/figures.ts";
import { withGroup } from "../filter-box/effective-filter.ts";
import { DEFAULT_AGAINST } from "../lib/against.ts";
import { serverNowMs } from "../lib/server-clock.ts";
import { boundsOf } from "../lib/time-range.ts";
import type { Scope } from "../links.ts";
import { ApiError } from "./api-error.ts";
import { earlierSets } from "./earlier-sets.ts";
import { useLive } from "./live.tsx";
import type { Group } from "./operations.ts";
import { columnSecOf } from "./use-figures.ts";
import type { Bounds } from "./use-figures.ts";
import { getFigures } from "./xray-client.ts";

/** Each group is a question of its own. */
const ASK_AGAIN_MS = 30_000;

/** What the traces of a group are, and were before. */
export interface GroupFiguresOf {
  now: SetFigures;
  /** Absent where it is compared with nothing. */
  before: SetFigures | undefined;
}

/** The figures of all groups by their name, in the range of the address and against what it is compared with. */
export function useGroupFigures(groups: readonly Group[], { range, against = DEFAULT_AGAINST }: Scope) {
  const { paused } = useLive();
  const filters = groups.map(({ GroupName, FilterExpression }) => [GroupName, FilterExpression] as const);
  const { data } = useQuery({
    queryKey: ["figures", range, "groups", against, filters],
    enabled: groups.length > 0,
    queryFn: async ({ signal }) => {
      const bounds = boundsOf(range, serverNowMs() / 1000);
      const figures = new Map<string, GroupFiguresOf>();
      for (const [name] of filters) {
        const found = await askOne(name, bounds, against, signal);
        if (found !== undefined) figures.set(name, found);
      }
      return { bounds, figures };
    },
    placeholderData: keepPreviousData,
    refetchInterval: paused ? false : ASK_AGAIN_MS,
    retry: (count, failure) => count < 1 && !(failure instanceof ApiError),
  });
  return data;
}

/** Undefined where its filter cannot be answered: a group that its filter names may have gone. */
async function askOne(
  name: string,
  bounds: Bounds,
  against: Parameters<typeof earlierSets>[0],
  signal: AbortSignal,
): Promise<GroupFiguresOf | undefined> {
  const filter = withGroup("", name === "Default" ? "" : name);
  const set = { ...bounds, ...(filter === "" ? {} : { filter }) };
  try {
    const [earlier] = earlierSets(against, set);
    const sets = earlier === undefined ? [set] : [set, earlier];
    const [now, before] = (await getFigures({ sets, columnSec: columnSecOf(bounds) }, signal)).sets;
    return now && { now, before };
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
