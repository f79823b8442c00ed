import { askForSampling, parseSamplingAnswer, TRACE_HEADER } from "./trace-header.ts";
import { randomTraceId } from "./trace-id.ts";

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

/** A call that is under way. */
export interface TracedCall {
  /** To be sent along. */
  headers: Readonly<Record<string, string>>;
  /** Ends the call: with the headers of its answer, or with nothing if none came. */
  finish(answer: Headers | undefined): RequestTrace;
}

export function startTracedCall(method: string, url: string): TracedCall {
  const traceId = randomTraceId();
  const startMs = performance.now();
  return {
    headers: { [TRACE_HEADER]: askForSampling(traceId) },
    finish(answer) {
      const call = { traceId, method, url, durationMs: performance.now() - startMs };
      if (answer === undefined) return { ...call, outcome: "unanswered" };
      const decision = parseSamplingAnswer(answer.get(TRACE_HEADER));
      if (decision === undefined) return { ...call, outcome: "not-traced" };
      // The server's word counts: it may have put another id in the place of the one it was sent.
      return { ...call, traceId: decision.traceId, outcome: decision.isSampled ? "sampled" : "not-sampled" };
    },
  };
}
