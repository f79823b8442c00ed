import { type Activity, type Call, isPending, toSegment } from "./activity.ts";
import type { ActivityKind, BrowserSegment, BrowserSubsegment, Vitals } from "./browser-segment.ts";
import { toCause } from "./error-cause.ts";
import { formatTraceHeader, parseSamplingAnswer, TRACE_HEADER } from "./trace-header.ts";
import { makeSegmentId, makeTraceId } from "./trace-id.ts";
import type { CallResult, RequestTrace, TracedCall } from "./traced-call.ts";

export interface TracerOptions {
  /** Epoch seconds, from a clock that never goes back. */
  nowSec: () => number;
  /** So many random bytes. */
  random: (length: number) => Uint8Array;
  userAgent: string;
  /** Address and pattern of the page that is shown. */
  place: () => { url: string; page: string };
  /** What is known of how an activity felt. */
  vitalsOf: (activity: Activity) => Vitals;
  /** Hands segments over; `isLeaving` while the page goes away. */
  send: (segments: readonly BrowserSegment[], isLeaving: boolean) => void;
}

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

/** What an activity has to be without for it to be over: calls, for so long. A page asks for more as soon as it is drawn. */
export const QUIET_MS = 1_000;
/** Calls wait so long for the rules' answer to the first one of their trace, before they ask themselves. */
export const DECISION_WAIT_MS = 250;
/** An error that repeats itself must not become a flood. */
export const MAX_ERROR_TRACES = 10;

interface OpenActivity {
  activity: Activity;
  /** Not over, however quiet. */
  isHeld: boolean;
  quietTimer?: ReturnType<typeof setTimeout>;
  /** A call that has asked for the decision is under way; resolved when it is answered. */
  asking?: Promise<void>;
}

export function createTracer(options: TracerOptions): Tracer {
  const { nowSec, random, userAgent, place, vitalsOf, send } = options;
  const opened = new Set<OpenActivity>();
  let current: OpenActivity | undefined;
  /** The rules' latest answer: for errors, which ask nobody. */
  let lastDecision: boolean | undefined;
  let user: string | undefined;
  let errorTraceCount = 0;
  const makeId = () => makeSegmentId(random(8));

  function open(kind: ActivityKind, startSec = nowSec()): OpenActivity {
    const activity: Activity = {
      kind,
      traceId: makeTraceId(startSec, random(12)),
      id: makeId(),
      startSec,
      ...place(),
      user,
      isSampled: undefined,
      calls: [],
      timings: [],
      vitals: {},
      uncaught: undefined,
    };
    const entry: OpenActivity = { activity, isHeld: kind === "page_load" };
    opened.add(entry);
    waitForQuiet(entry);
    return entry;
  }

  function waitForQuiet(entry: OpenActivity): void {
    clearTimeout(entry.quietTimer);
    if (entry.isHeld || isPending(entry.activity)) return;
    entry.quietTimer = setTimeout(() => close(entry, false), QUIET_MS);
  }

  function close(entry: OpenActivity, isLeaving: boolean): void {
    clearTimeout(entry.quietTimer);
    opened.delete(entry);
    const { activity } = entry;
    if (activity.isSampled !== true) return;
    activity.vitals = vitalsOf(activity);
    send([toSegment(activity, userAgent, true)], isLeaving);
  }

  function decide({ activity }: OpenActivity, isSampled: boolean): void {
    lastDecision = isSampled;
    // Two that asked at once may be answered differently: what one was told to record has its trace.
    if (activity.isSampled === true || activity.isSampled === isSampled) return;
    activity.isSampled = isSampled;
    if (isSampled) send([toSegment(activity, userAgent, false)], false);
  }

  function ask(entry: OpenActivity): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    entry.asking = promise;
    return () => {
      if (entry.asking === promise) delete entry.asking;
      resolve();
    };
  }

  async function startCall(method: string, url: string): Promise<TracedCall> {
    if (method !== "GET" || !current || !opened.has(current)) current = open("action");
    const entry = current;
    const { activity } = entry;
    const call: Call = { id: makeId(), method, url, startSec: nowSec() };
    activity.calls.push(call);
    waitForQuiet(entry);
    if (activity.isSampled === undefined && entry.asking) {
      await Promise.race([entry.asking, new Promise((done) => setTimeout(done, DECISION_WAIT_MS))]);
      call.startSec = nowSec();
    }
    const told = activity.isSampled;
    const answered = told === undefined ? ask(entry) : () => undefined;
    const context = { traceId: activity.traceId, parentId: call.id, isSampled: told };
    return {
      headers: { [TRACE_HEADER]: formatTraceHeader(context) },
      finish: (result) => {
        call.endSec = nowSec();
        keepResult(call, result, makeId);
        const trace = toRequestTrace(call, activity.traceId, told, result);
        if (trace.outcome === "sampled" || trace.outcome === "not-sampled") {
          decide(entry, trace.outcome === "sampled");
        }
        answered();
        waitForQuiet(entry);
        return trace;
      },
    };
  }

  function recordUncaught(error: unknown): void {
    const uncaught = { atSec: nowSec(), cause: toCause(error, makeId) };
    if (current && opened.has(current)) {
      current.activity.uncaught ??= uncaught;
      waitForQuiet(current);
      return;
    }
    errorTraceCount += 1;
    if (errorTraceCount > MAX_ERROR_TRACES) return;
    // Nobody is asked for it, so what was decided last holds.
    const { activity } = open("error", uncaught.atSec);
    activity.isSampled = lastDecision;
    activity.uncaught = uncaught;
  }

  return {
    begin: (kind, startSec) => {
      current = open(kind, startSec);
    },
    endLoad: (timings) => {
      for (const entry of opened) {
        if (entry.activity.kind !== "page_load") continue;
        entry.activity.timings = timings;
        entry.isHeld = false;
        waitForQuiet(entry);
      }
    },
    setUser: (handle) => {
      user = handle;
      if (current && opened.has(current)) current.activity.user = handle;
    },
    startCall,
    recordUncaught,
    rest: () => {
      for (const entry of opened) if (!entry.isHeld && !isPending(entry.activity)) close(entry, true);
    },
    leave: () => {
      for (const entry of opened) close(entry, true);
    },
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
