import { useQuery } from "@tanstack/react-query";
import { getJson } from "./http.ts";
import { parsePeople } from "./session.ts";

/** Other people here. */
export function useSuggested() {
  return useQuery({
    queryKey: ["people", "suggested"],
    queryFn: () => getJson("/api/users/suggested", parsePeople),
  });
}
