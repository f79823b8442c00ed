import { useSyncExternalStore } from "react";
import { getLastRequest, subscribeToRequests } from "../api/last-request.ts";
import { TookTrace } from "../frame/TraceLink.tsx";

/** The way to the trace of what was asked for last, which is where a scenario is to be found. */
export function LastTrace() {
  const trace = useSyncExternalStore(subscribeToRequests, getLastRequest);
  return trace ? <TookTrace words="Last request took" trace={trace} /> : null;
}
