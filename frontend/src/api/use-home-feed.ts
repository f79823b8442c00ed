import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { parseCruds } from "./cruds.ts";
import { getJson } from "./http.ts";

/**
 * The home feed. It is loaded once for each visit (another `visit` loads it again, `undefined` does not) and never behind the reader's back: each
 * request is a trace that somebody may be looking for.
 */
export function useHomeFeed(visit: string | undefined) {
  const feed = useQuery({
    queryKey: ["cruds", "home"],
    // The query's signal is left alone: React mounts twice while developing, which would abort a request and leave its trace.
    queryFn: () => getJson("/api/activities/home", parseCruds),
  });
  const { refetch } = feed;
  const lastVisit = useRef(visit);
  useEffect(() => {
    if (visit === undefined || lastVisit.current === visit) return;
    lastVisit.current = visit;
    void refetch();
  }, [visit, refetch]);
  return feed;
}
