import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import type { Service } from "xray-local/protocol/api-types.ts";
import { ApiError } from "../../api/api-error.ts";
import type { LeftOut } from "../../api/operations.ts";
import { useLive } from "../../api/live.tsx";
import { callXray } from "../../api/xray-client.ts";
import { boundsOf } from "../../lib/time-range.ts";
import type { Scope } from "../../links.ts";
import { toMapGraph } from "../../map-model/map-graph.ts";
import type { MapGraph } from "../../map-model/map-graph.ts";
import { serverNowMs } from "../../lib/server-clock.ts";

/** The longest range of GetServiceGraph. */
const LONGEST_SEC = 6 * 3600;
/** Figures need not change faster than they can be read. */
const REFRESH_MS = 2000;
/** Traces may be pushed before this clock says that they began. */
const MARGIN_SEC = 1;

export interface ServiceGraph {
  graph: MapGraph;
  startSec: number;
  endSec: number;
  /** Whether the range was longer than the API allows: the graph is of its last hours. */
  isCut: boolean;
  /** What was left out because there is too much to draw. */
  leftOut: LeftOut | undefined;
}

/** The map of the range and group in the URL. Follows arriving traces, at most every two seconds. */
export function useServiceGraph(scope: Scope): {
  data: ServiceGraph | undefined;
  error: unknown;
  isStale: boolean;
  retry: () => void;
} {
  const { stream, paused } = useLive();
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ["service-graph", scope],
    queryFn: ({ signal }) => fetchGraph(scope, signal),
    placeholderData: keepPreviousData,
    retry: (count, failure) => count < 1 && !(failure instanceof ApiError),
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (paused) return undefined;
    const refresh = () => {
      if (timer.current !== undefined) return;
      timer.current = setTimeout(() => {
        timer.current = undefined;
        void refetch();
      }, REFRESH_MS);
    };
    const stopTraces = stream.onTraces(refresh);
    const stopResumes = stream.onResume(refresh);
    return () => {
      stopTraces();
      stopResumes();
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [refetch, stream, paused]);
  const graph = useMemo(
    () =>
      data && { ...data.bounds, isCut: data.isCut, leftOut: data.leftOut, graph: toMapGraph(data.services) },
    [data],
  );
  return { data: graph, error, isStale: isPlaceholderData, retry: () => void refetch() };
}

async function fetchGraph(scope: Scope, signal: AbortSignal) {
  const bounds = boundsOf(scope.range, serverNowMs() / 1000);
  if (scope.range.kind === "last") bounds.endSec += MARGIN_SEC;
  const isCut = bounds.endSec - bounds.startSec > LONGEST_SEC + MARGIN_SEC;
  bounds.startSec = Math.max(bounds.startSec, bounds.endSec - LONGEST_SEC);
  const services: Service[] = [];
  let leftOut: LeftOut | undefined;
  let token: string | undefined;
  do {
    const page = await callXray(
      "/ServiceGraph",
      {
        StartTime: bounds.startSec,
        EndTime: bounds.endSec,
        ...(scope.group === "" ? {} : { GroupName: scope.group }),
        ...(token === undefined ? {} : { NextToken: token }),
      },
      signal,
    );
    services.push(...(page.Services ?? []));
    leftOut = page.LeftOut;
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return { services, bounds, isCut, leftOut };
}
