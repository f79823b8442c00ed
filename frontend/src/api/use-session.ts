import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tracer } from "../tracing/browser-tracer.ts";
import { getJson, sendJson } from "./http.ts";
import type { Answer } from "./http.ts";
import { useAroundQuery } from "./use-around-query.ts";
import { parseSession } from "./answers/session.ts";
import type { Person, Session } from "./answers/session.ts";

const KEY = ["session"];

/** Who uses the page, a development identity, and whom they may be. */
export function useSession(): Session | undefined {
  return useAroundQuery(KEY, async () => tellTracer(await getJson("/api/session", parseSession))).data;
}

export function useMe(): Person | undefined {
  return useSession()?.me;
}

/** Becomes somebody else; everything that is shown is loaded again for them. */
export function useSwitchIdentity() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (handle: string) => sendJson("PUT", "/api/session", { handle }, parseSession),
    onSuccess: async (answer) => {
      client.setQueryData(KEY, tellTracer(answer));
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
    },
  });
}

function tellTracer(answer: Answer<Session>): Answer<Session> {
  const handle = answer.data.me?.handle;
  if (handle !== undefined) tracer.setUser(handle);
  return answer;
}
