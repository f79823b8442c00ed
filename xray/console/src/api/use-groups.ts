import { useQuery } from "@tanstack/react-query";
import type { Group } from "./operations.ts";
import { callXray } from "./xray-client.ts";

export const GROUPS_KEY = ["groups"] as const;
const NONE: readonly Group[] = [];

/** The groups of the server; none until it has answered. */
export function useGroups(): readonly Group[] {
  const { data } = useQuery({
    queryKey: GROUPS_KEY,
    queryFn: ({ signal }) => fetchGroups(signal),
    staleTime: 60_000,
  });
  return data ?? NONE;
}

export async function fetchGroups(signal: AbortSignal): Promise<readonly Group[]> {
  const { Groups = [] } = await callXray("/Groups", {}, signal);
  return Groups;
}
