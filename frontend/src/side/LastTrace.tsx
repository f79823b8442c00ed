import { useSyncExternalStore } from "react";
import { getLastRequest, subscribeToRequests } from "../api/last-request.ts";
import { TookTrace } from "../frame/TraceLink.tsx";

/** A link to the trace of the last request, where a scenario can be seen. */
export function LastTrace() {
  const trace = useSyncExternalStore(subscribeToRequests, getLastRequest);
  return trace ? <TookTrace words="Last request took" trace={trace} /> : null;
}
