import { SERVICE_NAME } from "./browser-segment.ts";
import type { ActivityKind, BrowserSegment, BrowserSubsegment, Cause, Vitals } from "./browser-segment.ts";

/** Something that began on the page, and the calls that followed from it: one trace. Times are epoch seconds. */
export interface Activity {
  readonly kind: ActivityKind;
  readonly traceId: string;
  /** The id of the page's segment. */
  readonly id: string;
  readonly startSec: number;
  /** The URL of the page, and its pattern. */
  readonly url: string;
  readonly page: string;
  user: string | undefined;
  /** The rules' decision; `undefined` until an answer has it. */
  isSampled: boolean | undefined;
  readonly calls: Call[];
  /** The browser's timings of the page load. */
  timings: readonly BrowserSubsegment[];
  vitals: Vitals;
  /** An error that nobody caught. */
  uncaught: { atSec: number; cause: Cause } | undefined;
}

/** A request to the API; without an end it is still running. */
export interface Call {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  startSec: number;
  endSec?: number;
  status?: number;
  contentLength?: number;
  /** Why there is no answer. */
  cause?: Cause;
}

/** The longest that the backend accepts. */
const MAX_URL_LENGTH = 1_000;
const MAX_USER_AGENT_LENGTH = 500;

export function toBoundedUrl(url: string): string {
  return url.slice(0, MAX_URL_LENGTH);
}

export function isPending(activity: Activity): boolean {
  return activity.calls.some((call) => call.endSec === undefined);
}

/** The segment of an activity: complete with an end, or in progress. */
export function toSegment(activity: Activity, userAgent: string, isComplete: boolean): BrowserSegment {
  const { user, uncaught, calls, timings } = activity;
  const subsegments = [...timings, ...calls.map(toSubsegment)];
  return {
    name: SERVICE_NAME,
    origin: "AWS::RUM::AppMonitor",
    id: activity.id,
    trace_id: activity.traceId,
    start_time: activity.startSec,
    ...(isComplete ? { end_time: endOf(activity) } : { in_progress: true }),
    ...(user === undefined ? {} : { user }),
    http: {
      request: {
        method: "GET",
        url: toBoundedUrl(activity.url),
        user_agent: userAgent.slice(0, MAX_USER_AGENT_LENGTH),
      },
    },
    annotations: { activity: activity.kind, page: activity.page, ...activity.vitals },
    // As in CloudWatch RUM, the page is marked with the outcomes of its calls.
    ...Object.assign({}, ...calls.map(flagsOf)),
    ...(uncaught ? { fault: true, cause: uncaught.cause } : {}),
    ...(isComplete && subsegments.length > 0 ? { subsegments } : {}),
  };
}

/** The end of the last thing that happened, not of the wait for more. */
function endOf({ startSec, calls, timings, uncaught }: Activity): number {
  return Math.max(
    startSec,
    uncaught?.atSec ?? 0,
    ...calls.map((call) => call.endSec ?? call.startSec),
    ...timings.map((timing) => timing.end_time ?? timing.start_time),
  );
}

function toSubsegment(call: Call): BrowserSubsegment {
  const { status, contentLength, cause } = call;
  return {
    id: call.id,
    name: new URL(call.url).host,
    namespace: "remote",
    start_time: call.startSec,
    ...(call.endSec === undefined ? { in_progress: true } : { end_time: call.endSec }),
    http: {
      request: { method: call.method, url: toBoundedUrl(call.url), traced: true },
      ...(status === undefined
        ? {}
        : {
            response: { status, ...(contentLength === undefined ? {} : { content_length: contentLength }) },
          }),
    },
    ...flagsOf(call),
    ...(cause ? { cause } : {}),
  };
}

function flagsOf({ status = 0, cause }: Call): { error?: true; throttle?: true; fault?: true } {
  if (status >= 500 || cause) return { fault: true };
  if (status === 429) return { error: true, throttle: true };
  return status >= 400 ? { error: true } : {};
}
