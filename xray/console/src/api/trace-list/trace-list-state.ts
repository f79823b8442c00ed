import type { TraceSummary } from "xray-local/protocol/api-types.ts";
import type { TimeRange } from "../../lib/time-range.ts";

/** What the list asks for; `filter` is a valid expression or empty. */
export interface TraceQuery {
  range: TimeRange;
  filter: string;
}

export interface ListedTrace {
  summary: TraceSummary;
  /** The number of the batch in which the trace came; all traces of a load share one. */
  arrival: number;
  /** When it was pushed, epoch milliseconds; 0 for a trace that a load found, or that came with many. */
  arrivedAtMs: number;
}

export interface TraceListState {
  /** What is asked for at present. */
  query: TraceQuery;
  phase: "loading" | "ready" | "failed";
  /** In no particular order. A new array whenever something in it has changed. */
  traces: readonly ListedTrace[];
  /** `traces` and `scanned` still answer the previous query; the answer to the current one is on its way. */
  stale: boolean;
  /** How many traces the server examined. */
  scanned: number;
  /** While loading: how many traces were examined and found so far. */
  progress: { scanned: number; found: number };
  /** The search was stopped before it came to the end of the range. */
  stopped: boolean;
  /** Older traces match that are not loaded. */
  hasMore: boolean;
  /** As many are loaded as are kept here. */
  isFull: boolean;
  /** That arrived while a person read, and found no room any more; a load brings them. */
  missed: number;
  /** Of the last load, and of the newest trace. */
  loadArrival: number;
  arrival: number;
  /** When the server last answered, epoch milliseconds. */
  answeredAtMs: number | undefined;
  error: unknown;
}
