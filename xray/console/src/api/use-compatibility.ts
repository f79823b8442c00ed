import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { CompatibilityReport } from "xray-local/console-wire/server-status.ts";
import { boundsOf } from "../lib/time-range.ts";
import type { TimeRange } from "../lib/time-range.ts";
import { getCompatibility } from "./xray-client.ts";
import { serverNowMs } from "../lib/server-clock.ts";

/** To answer, the server reads documents, for up to half a second. */
const ASK_AGAIN_MS = 10_000;

/** What is stored in the range although AWS would not accept or show it; undefined until it is known. */
export function useCompatibility(range: TimeRange, paused: boolean): CompatibilityReport | undefined {
  const { data } = useQuery({
    queryKey: ["compatibility", range],
    queryFn: ({ signal }) => getCompatibility(boundsOf(range, serverNowMs() / 1000), signal),
    refetchInterval: paused ? false : ASK_AGAIN_MS,
    placeholderData: keepPreviousData,
  });
  return data;
}
