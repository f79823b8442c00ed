import { isPending } from "./activity.ts";
import type { Call } from "./activity.ts";
import type { BrowserSubsegment } from "./browser-segment.ts";
import { toCause } from "./error-cause.ts";
import { createOpenActivities } from "./open-activities.ts";
import type { ActivityOptions, OpenActivity } from "./open-activities.ts";
import { formatTraceHeader, parseSamplingAnswer, TRACE_HEADER } from "./trace-header.ts";
import { makeSegmentId } from "./trace-id.ts";
import type { CallResult, RequestTrace, TracedCall } from "./traced-call.ts";

/** Opens the traces of a page, one for each thing that is begun on it, and tells of those that the rules sampled. */
export interface Tracer {
  /** A page is shown, since `startSec` or now: what is asked for from now on belongs to its trace. */
  begin(kind: "page_load" | "route_change", startSec?: number): void;
  /** The browser has loaded the page. Its trace stays open until then. */
  endLoad(timings: readonly BrowserSubsegment[]): void;
  /** Handle of who uses the page. */
  setUser(handle: string): void;
  /** A request to the API. What changes something begins a trace of its own. */
  startCall(method: string, url: string): Promise<TracedCall>;
  recordUncaught(error: unknown): void;
  /** Nobody sees the page any more, and it may go without another word: what only waits for quiet is told now. */
  rest(): void;
  /** The page goes away: what is still open is told now. */
  leave(): void;
}

/** Calls wait so long for the rules' answer to the first one of their trace, before they ask themselves. */
export const DECISION_WAIT_MS = 250;
/** An error that repeats itself must not become a flood. */
export const MAX_ERROR_TRACES = 10;

export function createTracer(options: ActivityOptions): Tracer {
  const { nowSec, random } = options;
  const activities = createOpenActivities(options);
  let current: OpenActivity | undefined;
  /** The rules' latest answer: for errors, which ask nobody. */
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
    // Nobody is asked for it, so what was decided last holds.
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

/** Marks that the decision was asked for; what it returns is to be called once it is answered. */
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

/** `told`: what the request said of the decision. */
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
  // The server's word counts: it may have put another id in the place of the one it was sent.
  return { ...trace, traceId: answer.traceId, outcome: answer.isSampled ? "sampled" : "not-sampled" };
}
