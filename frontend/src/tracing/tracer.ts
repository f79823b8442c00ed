import { isPending } from "./activity.ts";
import type { Call } from "./activity.ts";
import type { BrowserSubsegment } from "./browser-segment.ts";
import { toCause } from "./error-cause.ts";
import { createOpenActivities } from "./open-activities.ts";
import type { ActivityOptions, OpenActivity } from "./open-activities.ts";
import { formatTraceHeader, parseSamplingAnswer, TRACE_HEADER } from "./trace-header.ts";
import { makeSegmentId } from "./trace-id.ts";
import type { CallResult, RequestTrace, TracedCall } from "./traced-call.ts";

/** Opens the traces of a page, one for each thing that begins on it, and sends those that the rules sample. */
export interface Tracer {
  /** A page is shown, since `startSec` or now: requests from now on belong to its trace. */
  begin(kind: "page_load" | "route_change", startSec?: number): void;
  /** The browser has loaded the page; its trace stays open until then. */
  endLoad(timings: readonly BrowserSubsegment[]): void;
  /** The handle of the user. */
  setUser(handle: string): void;
  /** A request to the API. A request that changes something begins a trace of its own. */
  startCall(method: string, url: string): Promise<TracedCall>;
  recordUncaught(error: unknown): void;
  /** The page is hidden, and may be closed without notice: sends what only waits for quiet. */
  rest(): void;
  /** The page is closed: sends what is still open. */
  leave(): void;
}

/** How long calls wait for the rules' answer to the first call of their trace, before they ask themselves. */
export const DECISION_WAIT_MS = 250;
/** An error that repeats must not become a flood. */
export const MAX_ERROR_TRACES = 10;

export function createTracer(options: ActivityOptions): Tracer {
  const { nowSec, random } = options;
  const activities = createOpenActivities(options);
  let current: OpenActivity | undefined;
  /** The rules' latest answer: used for errors, which make no request. */
  let lastDecision: boolean | undefined;
  let user: string | undefined;
  let errorTraceCount = 0;
  const makeId = () => makeSegmentId(random(8));

  async function startCall(method: string, url: string): Promise<TracedCall> {
    if (method !== "GET" || !activities.isOpen(current)) {
      current = activities.open("action", nowSec(), user);
    }
    const entry = current;
    const call: Call = { id: makeId(), method, url, startSec: nowSec() };
    entry.activity.calls.push(call);
    activities.touch(entry);
    if (entry.activity.isSampled === undefined && entry.asking) {
      await Promise.race([entry.asking, new Promise((done) => setTimeout(done, DECISION_WAIT_MS))]);
      call.startSec = nowSec();
    }
    const { traceId, isSampled: told } = entry.activity;
    const answered = told === undefined ? ask(entry) : () => undefined;
    return {
      headers: {
        [TRACE_HEADER]: formatTraceHeader({ traceId, parentId: call.id, isSampled: told }),
      },
      finish: (result) => {
        call.endSec = nowSec();
        keepResult(call, result, makeId);
        const trace = toRequestTrace(call, traceId, told, result);
        if (trace.outcome === "sampled" || trace.outcome === "not-sampled") {
          lastDecision = trace.outcome === "sampled";
          activities.decide(entry, lastDecision);
        }
        answered();
        activities.touch(entry);
        return trace;
      },
    };
  }

  function recordUncaught(error: unknown): void {
    const uncaught = { atSec: nowSec(), cause: toCause(error, makeId) };
    if (activities.isOpen(current)) {
      current.activity.uncaught ??= uncaught;
      activities.touch(current);
      return;
    }
    errorTraceCount += 1;
    if (errorTraceCount > MAX_ERROR_TRACES) return;
    // Makes no request that could ask, so the last decision applies.
    const { activity } = activities.open("error", uncaught.atSec, user);
    activity.isSampled = lastDecision;
    activity.uncaught = uncaught;
  }

  return {
    begin: (kind, startSec = nowSec()) => {
      current = activities.open(kind, startSec, user);
    },
    endLoad: (timings) => {
      for (const entry of activities.all()) {
        if (entry.activity.kind !== "page_load") continue;
        entry.activity.timings = timings;
        entry.isHeld = false;
        activities.touch(entry);
      }
    },
    setUser: (handle) => {
      user = handle;
      if (activities.isOpen(current)) current.activity.user = handle;
    },
    startCall,
    recordUncaught,
    rest: () => {
      for (const entry of activities.all()) {
        if (!entry.isHeld && !isPending(entry.activity)) activities.close(entry, true);
      }
    },
    leave: () => {
      for (const entry of activities.all()) activities.close(entry, true);
    },
  };
}

/** Marks that the decision was asked for; call the returned function when it is answered. */
function ask(entry: OpenActivity): () => void {
  const { promise, resolve } = Promise.withResolvers<void>();
  entry.asking = promise;
  return () => {
    if (entry.asking === promise) delete entry.asking;
    resolve();
  };
}

function keepResult(call: Call, result: CallResult, makeId: () => string): void {
  if ("error" in result) call.cause = toCause(result.error, makeId);
  else {
    call.status = result.status;
    call.contentLength = result.contentLength;
  }
}

/** `told`: what the request said about the decision. */
function toRequestTrace(
  call: Call,
  traceId: string,
  told: boolean | undefined,
  result: CallResult,
): RequestTrace {
  const { method, url, startSec, endSec = startSec } = call;
  const trace = { traceId, method, url, durationMs: (endSec - startSec) * 1_000 };
  if ("error" in result) return { ...trace, outcome: "unanswered" };
  if (told !== undefined) return { ...trace, outcome: told ? "sampled" : "not-sampled" };
  const answer = parseSamplingAnswer(result.headers.get(TRACE_HEADER));
  if (answer === undefined) return { ...trace, outcome: "not-traced" };
  // The server's answer counts: it may have replaced the id that it was sent.
  return { ...trace, traceId: answer.traceId, outcome: answer.isSampled ? "sampled" : "not-sampled" };
}
