import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { countSummaries } from "../../api/summary-pages.ts";
import { callXray } from "../../api/xray-client.ts";
import { withGroup } from "../../filter-box/effective-filter.ts";

export interface MatchCount {
  count: number;
  /** There are more: counting stopped. */
  isAtLeast: boolean;
}

/** Enough to say "many". */
const MOST_PAGES = 4;

/** How many traces in a range match a filter. */
export function useMatchCount(
  filter: string,
  group: string,
  startSec: number,
  endSec: number,
): MatchCount | undefined {
  const { data } = useQuery({
    // Rounded to ten seconds, so that a moving range is counted only now and then.
    queryKey: ["match-count", filter, group, Math.round(startSec / 10), Math.round(endSec / 10)],
    queryFn: ({ signal }) =>
      countSummaries(callXray, { startSec, endSec, filter: withGroup(filter, group) }, MOST_PAGES, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data;
}
