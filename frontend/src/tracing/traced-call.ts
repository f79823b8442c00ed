/** How a request to the API went, and where its trace is. */
export interface RequestTrace {
  traceId: string;
  method: string;
  /** Absolute. */
  url: string;
  /** From the call until the whole answer had arrived. */
  durationMs: number;
  /** `not-traced`: the answer says nothing about a trace. `unanswered`: there may be a trace, but nobody knows. */
  outcome: "sampled" | "not-sampled" | "not-traced" | "unanswered";
}

/** The answer of a call; an error where there is none. */
export type CallResult = { status: number; headers: Headers; contentLength: number } | { error: unknown };

/** A running call. */
export interface TracedCall {
  /** Headers to send with it. */
  headers: Readonly<Record<string, string>>;
  /** Ends the call, once. */
  finish(result: CallResult): RequestTrace;
}
