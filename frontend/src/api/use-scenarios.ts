import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { getJson, sendJson } from "./http.ts";
import type { Answer } from "./http.ts";
import { useAroundQuery } from "./use-around-query.ts";
import { parseScenarios } from "./answers/scenarios.ts";
import type { Scenarios } from "./answers/scenarios.ts";

const KEY = ["scenarios"];

/** Remembers for as long as the tab is open that the API has none, or each page would have a 404 in its trace. */
const NOT_OFFERED = "scenarios-not-offered";

/** The faults that can be switched on; an error where the API offers none. */
export function useScenarioQuery() {
  return useAroundQuery(
    KEY,
    async () => {
      try {
        return await getJson("/api/scenarios", parseScenarios);
      } catch (error) {
        if (error instanceof ApiError && error.status === 404) sessionStorage.setItem(NOT_OFFERED, "yes");
        throw error;
      }
    },
    sessionStorage.getItem(NOT_OFFERED) === null,
  );
}

export function useScenarios(): Scenarios | undefined {
  return useScenarioQuery().data;
}

/** Asks again which are on and what they hold back. */
export function useRefreshScenarios() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}

/** Switches one on or off. */
export function useSwitchScenario() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, isOn }: { name: string; isOn: boolean }) =>
      sendJson("PUT", `/api/scenarios/${encodeURIComponent(name)}`, { is_on: isOn }, parseScenarios),
    onSuccess: (answer) => client.setQueryData<Answer<Scenarios>>(KEY, answer),
  });
}

/** Why one cannot be switched: the API's own sentence. */
export function whySwitchFailed(error: Error | null): string | undefined {
  if (error === null) return undefined;
  return error instanceof ApiError ? error.message : String(error);
}
