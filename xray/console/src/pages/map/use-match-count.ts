import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { callXray } from "../../api/xray-client.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";

export interface MatchCount {
  count: number;
  /** There are more: counting stopped. */
  isAtLeast: boolean;
}

/** Enough to say "many". */
const MOST_PAGES = 4;

/** How many traces of a stretch match a filter. */
export function useMatchCount(
  filter: string,
  group: string,
  startSec: number,
  endSec: number,
): MatchCount | undefined {
  const { data } = useQuery({
    // To ten seconds: a moving range asks again only now and then.
    queryKey: ["match-count", filter, group, Math.round(startSec / 10), Math.round(endSec / 10)],
    queryFn: ({ signal }) => countMatches(withGroup(filter, group), startSec, endSec, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data;
}

async function countMatches(
  filter: string,
  startSec: number,
  endSec: number,
  signal: AbortSignal,
): Promise<MatchCount> {
  let count = 0;
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await callXray(
      "/TraceSummaries",
      {
        StartTime: startSec,
        EndTime: endSec,
        ...(filter === "" ? {} : { FilterExpression: filter }),
        ...(token === undefined ? {} : { NextToken: token }),
      },
      signal,
    );
    count += answer.TraceSummaries?.length ?? 0;
    token = answer.NextToken ?? undefined;
    if (token === undefined) return { count, isAtLeast: false };
  }
  return { count, isAtLeast: true };
}
