export interface CallWords {
  kind: "sql" | "aws" | "remote" | "wait";
  /** The node that was called, as in `service`; of a wait what it is called. */
  target: string;
  /** The statement with its values out, the operation of AWS, method and host and path of another call. */
  text: string;
  /** Of a call of AWS: table, queue, bucket …, where it is told. */
  resource?: string;
}

export interface CallRepeats {
  /** Requests that called at least once. */
  requests: number;
  /** Requests that called five times or more, one after another. */
  inARow: number;
  /** Most calls of one request. */
  most: number;
  /** Calls that were tried again, all tries together. */
  retries: number;
}

export interface ExceptionWords {
  type: string;
  /** With `:value` and `#` in the place of what differs. */
  message: string;
  /** First frame of the application: `chargeCard charge.ts:88`. */
  frame?: string;
  /** Of the newest: from where it was thrown up to whom it reached last, as in `service`. */
  way: readonly string[];
  /** How many of them the client of the trace was answered with; the others were handled on the way. */
  reachedClient: number;
  /** What the client got of the newest that reached it. */
  status?: number;
  /** How many of them went the same way. */
  sameWay: number;
}

/** How numbers lie in two sets. */
export interface NumberSpread {
  /** Of the traces of each set that have a number; 0 where none has. */
  medians: readonly [number, number];
  /** Bins of the same width from here on; what is beyond the last is in it. */
  from: number;
  width: number;
  counts: readonly [readonly number[], readonly number[]];
}

/** What traces failed of, so that a filter can be written of it. */
export interface CauseParts {
  outcome: "fault" | "error";
  /** Of the exception; empty where it has none. */
  type?: string;
  /** The message, or the parts of it that are the same in all of them. */
  message?: readonly string[];
  isWhole?: boolean;
  /** Where no exception was recorded: the step in which it began. */
  step?: string;
}
