import { useQuery } from "@tanstack/react-query";
import type { QueryKey } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useLocation } from "react-router";
import type { Answer } from "./http.ts";

/**
 * What a page is made of. It is loaded once for each visit (choosing the page again is another one, going to a place on it is
 * not) and never behind the reader's back: each request is in a trace that somebody may be looking for. What an earlier visit
 * brought is shown until then.
 */
export function usePageQuery<T>(queryKey: QueryKey, queryFn: () => Promise<Answer<T>>) {
  // The query's signal is left alone: React mounts twice while developing, which would abort a request and leave its trace.
  const query = useQuery({ queryKey, queryFn, refetchOnMount: "always" });
  const { refetch } = query;
  const { key, hash } = useLocation();
  const visit = hash === "" ? key : undefined;
  const lastVisit = useRef(visit);
  useEffect(() => {
    if (visit === undefined || lastVisit.current === visit) return;
    lastVisit.current = visit;
    void refetch({ cancelRefetch: false });
  }, [visit, refetch]);
  return query;
}
