import { useQuery } from "@tanstack/react-query";
import type { QueryKey } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import type { Answer } from "./http.ts";

/**
 * What stands around a page, loaded once. It is asked for after the page itself, so that the page waits for nothing and its
 * request is the one that the sampling rules decide on. Not at all where it is not `isOffered`. Settled: nothing more comes.
 */
export function useAroundQuery<T>(queryKey: QueryKey, queryFn: () => Promise<Answer<T>>, isOffered = true) {
  // False in the first drawing, whose effects are over before the second begins.
  const isDrawn = useDeferredValue(true, false);
  const { data, isPending } = useQuery({
    queryKey,
    queryFn,
    enabled: isDrawn && isOffered,
    retryOnMount: false,
  });
  return { data: data?.data, isSettled: isDrawn && !(isOffered && isPending) };
}
