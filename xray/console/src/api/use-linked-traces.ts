import { useQuery } from "@tanstack/react-query";
import type { LinkedTraces } from "xray-local/console-wire/linked-traces.ts";
import { ApiError } from "./api-error.ts";
import { getLinkedTraces } from "./xray-client.ts";

/** Consumers come later. */
const ASK_AGAIN_MS = 30_000;

/** The traces that one is linked with, both ways; undefined while they are not known. */
export function useLinkedTraces(traceId: string): LinkedTraces | undefined {
  const { data } = useQuery({
    queryKey: ["linked-traces", traceId],
    queryFn: ({ signal }) => getLinkedTraces(traceId, signal),
    staleTime: ASK_AGAIN_MS,
    retry: (count, failure) => count < 1 && !(failure instanceof ApiError),
  });
  return data;
}
