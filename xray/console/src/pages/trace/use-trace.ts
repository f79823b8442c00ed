import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { ApiError } from "../../api/api-error.ts";
import { useLive, useTracesEvent } from "../../api/live.tsx";
import type { TracesEvent } from "../../api/stream.ts";
import { callXray } from "../../api/xray-client.ts";
import { parseDocuments } from "../../trace-model/parse-documents.ts";

export interface LoadedTrace {
  id: string;
  documents: readonly SegmentDocument[];
  /** The service cuts traces beyond its limit: parts are missing. */
  isCut: boolean;
}

export interface TraceRequest {
  /** Undefined while loading; null: there is no such trace. While another loads, the one before. */
  trace: LoadedTrace | null | undefined;
  error: unknown;
  retry: () => void;
}

/** While more arrives than is told, a trace is looked at again this often. */
const LOOK_AGAIN_MS = 5000;

/** A trace with all its documents, loaded again when more of it arrives. */
export function useTrace(id: string): TraceRequest {
  const client = useQueryClient();
  const { stream, paused } = useLive();
  const { data, error, refetch } = useQuery({
    queryKey: ["trace", id],
    queryFn: ({ signal }) => fetchTrace(id, signal),
    placeholderData: keepPreviousData,
    retry: (count, failure) => count < 1 && !(failure instanceof ApiError),
  });
  const lookedAtMs = useRef(0);
  useTracesEvent(
    useCallback(
      (event: TracesEvent) => {
        if (paused) return;
        const isNamed = event.traces.some((trace) => trace.id === id);
        // More changed than the event names: this trace may be among them. Under load that is always so.
        const mayBeMeant =
          event.count > event.traces.length && Date.now() - lookedAtMs.current > LOOK_AGAIN_MS;
        if (!isNamed && !mayBeMeant) return;
        lookedAtMs.current = Date.now();
        void client.invalidateQueries({ queryKey: ["trace", id] });
      },
      [client, id, paused],
    ),
  );
  // What came while it was paused.
  const wasPaused = useRef(false);
  useEffect(() => {
    if (wasPaused.current && !paused) void refetch();
    wasPaused.current = paused;
  }, [paused, refetch]);
  useEffect(() => stream.onResume(() => void refetch()), [stream, refetch]);
  return { trace: data, error, retry: () => void refetch() };
}

async function fetchTrace(id: string, signal: AbortSignal): Promise<LoadedTrace | null> {
  const documents: SegmentDocument[] = [];
  let isFound = false;
  let isCut = false;
  let token: string | undefined;
  do {
    const page = await fetchPage(id, token, signal);
    for (const trace of page.Traces ?? []) {
      isFound = true;
      isCut ||= trace.LimitExceeded;
      documents.push(...parseDocuments(trace));
    }
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return isFound ? { id, documents, isCut } : null;
}

/** An id that no trace can have is refused by the API: such a trace does not exist either. */
async function fetchPage(id: string, token: string | undefined, signal: AbortSignal) {
  try {
    return await callXray(
      "/Traces",
      { TraceIds: [id], ...(token === undefined ? {} : { NextToken: token }) },
      signal,
    );
  } catch (error) {
    if (error instanceof ApiError && error.status === 400) return { Traces: [] };
    throw error;
  }
}
