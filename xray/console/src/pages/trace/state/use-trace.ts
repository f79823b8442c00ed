import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { isRawObject, parseJson } from "xray-local/protocol/raw-json.ts";
import { toTraceId } from "xray-local/protocol/trace-id.ts";
import type { SegmentDocument } from "xray-local/protocol/segment-document.ts";
import { ApiError } from "../../../api/api-error.ts";
import { useLive } from "../../../api/live.tsx";
import { callXray } from "../../../api/xray-client.ts";
import { parseDocuments } from "../../../trace-model/parse-documents.ts";

export interface LoadedTrace {
  id: string;
  documents: readonly SegmentDocument[];
  /** All documents as they were received, also those that cannot be read; without those that X-Ray inferred. */
  texts: readonly string[];
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
  const { stream, paused } = useLive();
  const { data, error, refetch } = useQuery({
    queryKey: ["trace", id],
    queryFn: ({ signal }) => fetchTrace(id, signal),
    placeholderData: keepPreviousData,
    retry: (count, failure) => count < 1 && !(failure instanceof ApiError),
  });
  useLookAgain(id);
  // What came while it was paused.
  const wasPaused = useRef(false);
  useEffect(() => {
    if (wasPaused.current && !paused) void refetch();
    wasPaused.current = paused;
  }, [paused, refetch]);
  useEffect(() => stream.onResume(() => void refetch()), [stream, refetch]);
  return { trace: data, error, retry: () => void refetch() };
}

/**
 * Looks again when an event names the trace. One that tells of more than it names may mean it too, and under load every event
 * does: then it is looked at every five seconds, the last time after the last such event.
 */
function useLookAgain(id: string): void {
  const client = useQueryClient();
  const { stream, paused } = useLive();
  const lookedAtMs = useRef(-Infinity);
  useEffect(() => {
    if (paused) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function look(): void {
      clearTimeout(timer);
      timer = undefined;
      lookedAtMs.current = Date.now();
      void client.invalidateQueries({ queryKey: ["trace", id] });
    }
    const stop = stream.onTraces((event) => {
      if (event.traces.some((trace) => trace.id === id)) look();
      else if (event.count > event.traces.length) {
        timer ??= setTimeout(look, Math.max(0, lookedAtMs.current + LOOK_AGAIN_MS - Date.now()));
      }
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, id, stream, paused]);
}

async function fetchTrace(id: string, signal: AbortSignal): Promise<LoadedTrace | null> {
  const traceId = toTraceId(id);
  // Nothing can have such an id, and the API would refuse the question.
  if (traceId === undefined) return null;
  const documents: SegmentDocument[] = [];
  const texts: string[] = [];
  let isFound = false;
  let isCut = false;
  let token: string | undefined;
  do {
    const page = await callXray(
      "/Traces",
      { TraceIds: [traceId], ...(token === undefined ? {} : { NextToken: token }) },
      signal,
    );
    for (const trace of page.Traces ?? []) {
      isFound = true;
      isCut ||= trace.LimitExceeded;
      documents.push(...parseDocuments(trace));
      texts.push(...trace.Segments.map(({ Document }) => Document).filter((text) => !isInferred(text)));
    }
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return isFound ? { id, documents, texts, isCut } : null;
}

function isInferred(text: string): boolean {
  const document = parseJson(text);
  return isRawObject(document) && document["inferred"] === true;
}
