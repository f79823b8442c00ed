/**
 * What the segments of one trace did, beside its facts: the requests that services answered, the calls that these waited
 * for, the exceptions that were thrown. Texts are without what differs from trace to trace (ids, values), so that most
 * traces of an application share their `kinds`, as one object; the numbers of each are apart from them.
 */
export interface TraceActivity {
  kinds: ActivityKinds;
  /** One for each of `kinds`, in its order. */
  requests: readonly RequestFigures[];
  calls: readonly CallFigures[];
  exceptions: readonly ExceptionFigures[];
}

export interface ActivityKinds {
  /** What a failed trace failed of, in words; absent where it did not fail. */
  rootCause?: string;
  /** The step that took most of the response. */
  mostOfIt?: string;
  requests: readonly RequestKind[];
  calls: readonly CallKind[];
  exceptions: readonly ExceptionKind[];
}

/** A request that a service answered, as the service's own segment tells of it. */
export interface RequestKind {
  /** Key of the node (model/trace-topology.ts), as all nodes here. */
  service: string;
  method?: string;
  /** Path with ids as `:id`. */
  url?: string;
  status?: number;
  /** Of the service that answered. */
  version?: string;
  /** Which of the trace's requests called; absent at a root. */
  caller?: number;
}

/** All calls of one kind that one request made. */
export interface CallKind {
  /** Which of the trace's requests called. */
  request: number;
  /** `wait`: for a connection or lock, recorded as local work. */
  kind: "sql" | "aws" | "remote" | "wait";
  /** The node that was called; of a wait its name. */
  target: string;
  /** Statement without its values; operation; method, host and path. */
  text: string;
  resource?: string;
}

export interface ExceptionKind {
  /** The request in which it was thrown. */
  request: number;
  type: string;
  message: string;
  /** First frame of the application. */
  frame?: string;
  /** Nodes that it passed through, from where it was thrown. */
  way: readonly string[];
  reachedClient: boolean;
}

export interface Flags {
  fault: boolean;
  error: boolean;
  throttle: boolean;
}

/** Times are microseconds from the start of the trace, lengths are microseconds. */
export interface RequestFigures extends Flags {
  startUs: number;
  durationUs: number;
  inProgress: boolean;
}

export interface CallFigures {
  /** Each call, in the order of their starts. */
  calls: readonly (Flags & { startUs: number; durationUs: number })[];
  /** Most calls one after another, with nothing else in between. */
  inARow: number;
  /** Tries beyond the first of each, as the AWS SDK counts them. */
  retries: number;
}

export interface ExceptionFigures extends Flags {
  /** When what threw it ended, else when that began. */
  atUs: number;
}
