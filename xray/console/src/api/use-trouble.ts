import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { TroubleReport } from "../../../local/src/protocol/server-status.ts";
import { boundsOf } from "../lib/time-range.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { getTrouble } from "./xray-client.ts";

/** The server reads documents to answer, up to half a second's worth. */
const ASK_AGAIN_MS = 10_000;

/** What is kept in the range but would be trouble on AWS; undefined until it is known. */
export function useTrouble(range: TimeRange, paused: boolean): TroubleReport | undefined {
  const { data } = useQuery({
    queryKey: ["trouble", range],
    queryFn: ({ signal }) => getTrouble(boundsOf(range, Date.now() / 1000), signal),
    refetchInterval: paused ? false : ASK_AGAIN_MS,
    placeholderData: keepPreviousData,
  });
  return data;
}
