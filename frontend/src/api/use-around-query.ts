import { type QueryKey, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Answer } from "./http.ts";

/**
 * What stands around a page, loaded once. It is asked for after the page itself, so that the page waits for nothing and its
 * request is the one that the sampling rules decide on.
 */
export function useAroundQuery<T>(queryKey: QueryKey, queryFn: () => Promise<Answer<T>>) {
  const [isDrawn, setIsDrawn] = useState(false);
  useEffect(() => setIsDrawn(true), []);
  return useQuery({ queryKey, queryFn, enabled: isDrawn });
}
