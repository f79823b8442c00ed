import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ApiError } from "./api-error.ts";
import { type Answer, getJson, sendJson } from "./http.ts";
import { useAroundQuery } from "./use-around-query.ts";
import { parseScenarios, type Scenarios } from "./scenarios.ts";

const KEY = ["scenarios"];

/** The faults that can be switched on; `undefined` where the API offers none. */
export function useScenarios(): Scenarios | undefined {
  const { data } = useAroundQuery(KEY, () => getJson("/api/scenarios", parseScenarios));
  return data?.data;
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
export function refusalOfSwitch(error: Error | null): string | undefined {
  if (error === null) return undefined;
  return error instanceof ApiError ? error.message : String(error);
}
