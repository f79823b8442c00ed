import { useEffect, useState, useSyncExternalStore } from "react";
import { useLive } from "./live.tsx";
import { createTraceList } from "./trace-list/trace-list.ts";
import type { TraceList } from "./trace-list/trace-list.ts";
import type { TraceListState, TraceQuery } from "./trace-list/trace-list-state.ts";
import { callXray } from "./xray-client.ts";

/** How often traces that have left a moving range are dropped. */
const EXPIRE_MS = 1000;

/**
 * The traces of a query, live while the view is mounted. `held`: nothing leaves the list, because a person is reading
 * it. The query must be a stable object.
 */
export function useTraceList(query: TraceQuery, held: boolean): { list: TraceList; state: TraceListState } {
  const { stream } = useLive();
  const [list] = useState(() => createTraceList(callXray));
  useEffect(() => list.setQuery(query), [list, query]);
  useEffect(() => {
    const stopNotices = stream.onTraces(list.notice);
    const stopResumes = stream.onResume(list.reload);
    return () => {
      stopNotices();
      stopResumes();
    };
  }, [list, stream]);
  useEffect(() => list.hold(held), [list, held]);
  useEffect(() => {
    if (held) return undefined;
    const timer = setInterval(list.expire, EXPIRE_MS);
    return () => clearInterval(timer);
  }, [list, held]);
  const state = useSyncExternalStore(list.subscribe, list.state);
  return { list, state };
}
