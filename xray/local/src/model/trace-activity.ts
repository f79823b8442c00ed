/**
 * What the segments of one trace did, beside its facts: requests that services answered, calls that the requests waited
 * for, exceptions that were thrown. Texts leave out what differs from trace to trace (ids, values), so that most traces
 * of an application share their `kinds` as one object; numbers are apart from them.
 */
export interface TraceActivity {
  kinds: ActivityKinds;
  /** One for each of `kinds`, in the same order. */
  requests: readonly RequestFigures[];
  calls: readonly CallFigures[];
  exceptions: readonly ExceptionFigures[];
}

export interface ActivityKinds {
  /** Why the trace failed, in words; absent where it did not fail. */
  rootCause?: string;
  /** The step that took most of the response. */
  mostOfIt?: string;
  requests: readonly RequestKind[];
  calls: readonly CallKind[];
  exceptions: readonly ExceptionKind[];
}

/** A request that a service answered, from the service's own segment. */
export interface RequestKind {
  /** The key of the node (model/trace-topology.ts), like all nodes here. */
  service: string;
  method?: string;
  /** Path with ids as `:id`. */
  url?: string;
  status?: number;
  /** The version of the service that answered. */
  version?: string;
  /** The request of this trace that called it, by its index; absent at a root. */
  caller?: number;
}

/** All calls of one kind that one request made. */
export interface CallKind {
  /** The request that called, by its index. */
  request: number;
  /** `wait`: for a connection or a lock, recorded as local work. */
  kind: "sql" | "aws" | "remote" | "wait";
  /** The node that was called; the name of a wait. */
  target: string;
  /** A statement without its values; an operation; or method, host and path. */
  text: string;
  resource?: string;
}

export interface ExceptionKind {
  /** The request in which it was thrown, by its index. */
  request: number;
  type: string;
  message: string;
  /** The first frame of the application. */
  frame?: string;
  /** The nodes that it passed through, starting where it was thrown. */
  way: readonly string[];
  reachedClient: boolean;
}

export interface Flags {
  fault: boolean;
  error: boolean;
  throttle: boolean;
}

/** Times are microseconds after the start of the trace, durations are microseconds. */
export interface RequestFigures extends Flags {
  startUs: number;
  durationUs: number;
  inProgress: boolean;
}

export interface CallFigures {
  /** Each call, in order of start. */
  calls: readonly (Flags & { startUs: number; durationUs: number })[];
  /** The most calls in a row, without another call between them. */
  inARow: number;
  /** Retries, as the AWS SDK counts them. */
  retries: number;
}

export interface ExceptionFigures extends Flags {
  /** The end of the step that threw it; if unknown, its start. */
  atUs: number;
}
