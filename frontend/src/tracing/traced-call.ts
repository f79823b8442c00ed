/** How a request to the API went, and where its trace is. */
export interface RequestTrace {
  traceId: string;
  method: string;
  /** Absolute. */
  url: string;
  /** From the call until the whole answer was there. */
  durationMs: number;
  /** `not-traced`: the answer says nothing about a trace. `unanswered`: there may be one, nobody knows. */
  outcome: "sampled" | "not-sampled" | "not-traced" | "unanswered";
}

/** The answer of a call; an error where there is none. */
export type CallResult = { status: number; headers: Headers; contentLength: number } | { error: unknown };

/** A call that is under way. */
export interface TracedCall {
  /** To be sent along. */
  headers: Readonly<Record<string, string>>;
  /** Ends the call, once. */
  finish(result: CallResult): RequestTrace;
}
