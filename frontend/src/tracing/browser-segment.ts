/**
 * What the page says about itself: a segment document (X-Ray Developer Guide, "Segment documents") in the form of
 * CloudWatch RUM's web client. Times are epoch seconds.
 */
export interface BrowserSegment extends Flags {
  name: typeof SERVICE_NAME;
  origin: "AWS::RUM::AppMonitor";
  id: string;
  trace_id: string;
  start_time: number;
  end_time?: number;
  /** In place of `end_time`; the complete segment with the same id replaces it. */
  in_progress?: true;
  /** The handle of the user. */
  user?: string;
  http: { request: { method: "GET"; url: string; user_agent: string } };
  annotations: Annotations;
  subsegments?: readonly BrowserSubsegment[];
}

/** A call to the API (`namespace` remote), or a part of loading the page. */
export interface BrowserSubsegment extends Flags {
  id: string;
  name: string;
  start_time: number;
  end_time?: number;
  in_progress?: true;
  namespace?: "remote";
  http?: {
    request: { method: string; url: string; traced?: true };
    response?: { status: number; content_length?: number };
  };
  subsegments?: readonly BrowserSubsegment[];
}

/** 4xx is an error, 429 a throttle too, 5xx and everything without an answer a fault. */
interface Flags {
  error?: true;
  throttle?: true;
  fault?: true;
  cause?: Cause;
}

export interface Cause {
  exceptions: readonly ExceptionRecord[];
}

export interface ExceptionRecord {
  id: string;
  type: string;
  message: string;
  stack: readonly { path: string; line: number; label: string }[];
}

/**
 * Why the trace began: the page was loaded, another page was opened, something was sent, or an error happened by
 * itself.
 */
export type ActivityKind = "page_load" | "route_change" | "action" | "error";

interface Annotations extends Vitals {
  activity: ActivityKind;
  /** Pattern of the page's address, such as `/@:handle`. */
  page: string;
}

/** Web vitals (web.dev/articles/vitals): milliseconds, except for `cls`, a score. */
export interface Vitals {
  ttfb_ms?: number;
  fcp_ms?: number;
  lcp_ms?: number;
  cls?: number;
  inp_ms?: number;
}

export const SERVICE_NAME = "cruddur-web";
