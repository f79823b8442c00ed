import type { CallRepeats, CallWords, CauseParts, ExceptionWords, NumberSpread } from "./figure-words.ts";

/**
 * Figures over everything that is kept: what views of services, sets, errors and calls are built on.
 * `GET /figures.json?query=<a FigureQuery as JSON>` answers a `FigureAnswer`. Times are epoch seconds, lengths seconds.
 *
 *     which endpoint got slow     { of: "requests", sets: [range], columnSec: 60,
 *                                   groups: [{ by: ["service", "endpoint"], series: true, change: true }] }
 *     one endpoint                { of: "requests", sets: [{ ...range, where: { service, endpoint } }], rows: true, columnSec: 60,
 *                                   groups: [{ by: ["version"], series: true }, { by: ["caller", "callerEndpoint"] }] }
 *     where its time goes         { of: "parts", sets: [{ ...range, where: { service, endpoint } }], columnSec: 60,
 *                                   groups: [{ by: ["kind", "target"], series: true }] }
 *     what these have             { sets: [{ ...range, filter, brush }, { ...range, filter, rest: true }], compare: true }
 *     what breaks, is it new      { of: "exceptions", sets: [range], groups: [{ by: ["exception"], series: true }], ever: true }
 *     which statement costs most  { of: "calls", sets: [{ ...range, where: { kind: "sql" } }],
 *                                   groups: [{ by: ["call"], sort: "time", series: true, change: true }] }
 */
export interface FigureQuery {
  /** What is counted; `traces` when nothing is said. */
  of?: FigureSubject;
  /** One set, or two to be compared. */
  sets: readonly FigureSet[];
  /** Width of the columns of heatmap and series; nothing has columns without it. At most 400 columns a set. */
  columnSec?: number;
  /** Adds the rows of the heatmap to the columns. */
  rows?: boolean;
  /** Adds so many `examples` of each kind to each set; at most 50. */
  examples?: number;
  groups?: readonly GroupQuery[];
  /** Adds `differences`: what tells the first set from the second. */
  compare?: boolean;
  /** Adds `firstEverSec` to groups of `exceptions`: when each was first seen in all that is kept. */
  ever?: boolean;
}

/**
 * - `traces`: each trace once, with the response time of its root (its duration while there is none), as in a list of
 *   GetTraceSummaries.
 * - `requests`: each request that a service of a trace served and told of by a segment of its own.
 * - `calls`: each query, call of AWS and call of another service that a request waited for.
 * - `parts`: what the response of each request was made of: the time that it waited for each kind of call, and what is
 *   left, which it took itself and which has no `call`, `kind` and `target`. Those of one request sum to its length; each
 *   has the outcome of its request and is told of when that began.
 * - `exceptions`: each exception once, where it was thrown.
 */
export type FigureSubject = "traces" | "requests" | "calls" | "parts" | "exceptions";

/** A throttle (429) is also an error and counts as the throttle. */
export type FigureOutcome = "ok" | "error" | "throttle" | "fault";

/** Which traces, and what of them. */
export interface FigureSet {
  /** Traces that start in this half-open range. */
  startSec: number;
  endSec: number;
  /** X-Ray's filter expression, of traces. */
  filter?: string;
  /** Of what is counted: those that have all these values. */
  where?: Partial<Record<FigureField, string>>;
  /** Of what is counted: those that meet all of these. */
  conditions?: readonly FigureCondition[];
  /** Of what is counted: those with one of these outcomes. */
  outcomes?: readonly FigureOutcome[];
  /** Of what is counted: those that start and last so; half-open both. */
  brush?: FigureBrush;
  /** Leaves out what the other set holds. */
  rest?: boolean;
}

/** What a filter expression has no word for, as `Difference` tells it. */
export interface FigureCondition {
  field: FigureField;
  /** Empty: has no value of the field. */
  value: string;
  /** Has a number of at least `value`. */
  atLeast?: boolean;
  /** The opposite. */
  not?: boolean;
}

export interface FigureBrush {
  startSec?: number;
  endSec?: number;
  fromDurationSec?: number;
  toDurationSec?: number;
}

/**
 * What things can be grouped by. Not all of them have all fields; what has none counts as `without`. A trace may have
 * several values of a field, and is then counted in the group of each.
 *
 * - `service`: name and type of a node as in the console's addresses (`backend-flask`, `pg@db|Database::SQL`); of a
 *   request who served it, of a call who made it, of an exception who threw it.
 * - `endpoint`: method and path with ids as `:id`; of a call and an exception that of the request around them.
 * - `url`: path with ids as `:id`.
 * - `version`: of the service that answered; of a trace `2.4.1 of checkout` of each.
 * - `rootCause`: what a failed trace failed of, in words.
 * - `mostOfIt`: the step that took most of a trace's response.
 * - `call`: one kind of call, see `CallWords`; `kind`: `sql`, `aws`, `remote` or `wait`; `target`: the node that was called.
 * - `statement`, `awsCall`, `remoteCall`: `call` of that kind alone.
 * - `exception`: one kind of exception, see `ExceptionWords`.
 * - `annotation`: key and value as `key = value`; `annotation.<key>`: values of that key.
 */
export type FigureField =
  | "service"
  | "endpoint"
  | "url"
  | "method"
  | "status"
  | "outcome"
  | "user"
  | "version"
  | "caller"
  | "callerEndpoint"
  | "entryPoint"
  | "rootCause"
  | "mostOfIt"
  | "call"
  | "kind"
  | "target"
  | "statement"
  | "awsCall"
  | "remoteCall"
  | "exception"
  | "userAgent"
  | "clientIp"
  | "instance"
  | "zone"
  | "annotation"
  | `annotation.${string}`;

export interface GroupQuery {
  by: readonly FigureField[];
  /** How many groups are told, the rest is `others`; 100 when nothing is said, at most 1000. */
  limit?: number;
  /** Which come first: those with most of it; `count` when nothing is said. */
  sort?: "count" | "time" | "faults" | "last";
  /** Adds columns to each group. */
  series?: boolean;
  /** Adds `changes`, what became of each group within the range; needs `columnSec`. */
  change?: boolean;
}

/** Type of an answer that takes long, to whoever accepts it: lines of JSON, some `{ progress }` and the answer at the end. */
export const PROGRESS_TYPE = "application/x-ndjson";

/** How far figures are. */
export interface FigureProgress {
  /** Traces that were looked at. */
  counted: number;
  /** All that there are to look at. */
  of: number;
}

export interface FigureAnswer {
  /** The server's clock, epoch seconds. */
  nowSec: number;
  /** In the order of the query. */
  sets: readonly SetFigures[];
  /** Of each field that any trace has, the widest first; those in which both are alike come last. */
  differences?: readonly Difference[];
}

export interface Figures {
  count: number;
  /** Traces that they are of. */
  traces: number;
  /** Those that are still in progress, or wait for a part. */
  partial: number;
  outcomes: Readonly<Record<FigureOutcome, number>>;
  /** Of all lengths together. */
  sumSec: number;
  /** By nearest rank, 0 where nothing was counted. Of `traces` as a whole exact, else within 1 %. */
  p50Sec: number;
  p95Sec: number;
  p99Sec: number;
}

export interface SetFigures extends Figures {
  /** Traces that start in the range, whether they are in the set or not. */
  scanned: number;
  columns?: FigureColumns;
  heatmap?: Heatmap;
  examples?: FigureExamples;
  /** In the order of the query. */
  groups: readonly GroupList[];
}

/** Traces to look at. */
export interface FigureExamples {
  /** Of those that went well, the longest first. */
  slowest: readonly FigureExample[];
  /** Of those that failed by a fault, the newest first. */
  failed: readonly FigureExample[];
}

/** One item a column, the earliest first, from the start of the range on; empty ones are zeros. */
export interface FigureColumns {
  startSec: number;
  columnSec: number;
  count: readonly number[];
  error: readonly number[];
  throttle: readonly number[];
  fault: readonly number[];
  sumSec: readonly number[];
  p50Sec: readonly number[];
  p95Sec: readonly number[];
  p99Sec: readonly number[];
}

/** Rows are even on a logarithmic axis: row `r` holds lengths from 10^(r / rowsPerDecade) µs on. */
export interface Heatmap {
  rowsPerDecade: number;
  /** Those that hold anything: column, row, ok, error, throttle, fault. */
  cells: readonly (readonly [number, number, number, number, number, number])[];
}

export interface GroupList {
  by: readonly FigureField[];
  groups: readonly GroupFigures[];
  /** All that is in none of `groups`, though it has values; a trace of several values can be in both. */
  others: { groups: number; count: number };
  /** What has no value of one of the fields. */
  without: number;
}

export interface GroupFigures extends Figures {
  /** One for each field of `by`. */
  values: readonly string[];
  firstSec: number;
  lastSec: number;
  /** Of an exception; see `FigureQuery.ever`. */
  firstEverSec?: number;
  /** Traces to look at; the same may be several of them. */
  examples: { newest: FigureExample; slowest: FigureExample; usual: FigureExample; failed?: FigureExample };
  columns?: FigureColumns;
  /** The largest effect first: of p95 one at most, of the share of faults one at most. Absent where it is as before. */
  changes?: readonly FigureChange[];
  /** Fewer than 20 on a side: nothing can be said of a change. */
  tooFew?: boolean;
  /** Where the last field is `call`, or one kind of it. */
  call?: CallWords;
  /** Of calls: how they come within one request. */
  repeats?: CallRepeats;
  /** Where the last field is `exception` and exceptions are counted. */
  exception?: ExceptionWords;
  /** Where the last field is `annotation` or one of its keys. */
  annotation?: { key: string; value: string | number | boolean };
  /** Where the last field is `rootCause`. */
  cause?: CauseParts;
}

export interface FigureExample {
  traceId: string;
  startSec: number;
  durationSec: number;
}

/** The moment that splits a range into two levels best. */
export interface FigureChange {
  /** Start of the first column of the new level. */
  atSec: number;
  /** `slower` and `faster` speak of p95, `failing` and `mended` of the share of faults. */
  kind: "slower" | "faster" | "failing" | "mended";
  before: Figures;
  since: Figures;
}

/** One field and the value in which two sets differ most. */
export interface Difference {
  field: FigureField;
  /** Empty for traces without any value. With numbers the least that belongs to it: `8` and `isOrMore`. */
  value: string;
  isOrMore?: boolean;
  /** Traces that have it, and their share of the set, 0 to 1. */
  counts: readonly [number, number];
  shares: readonly [number, number];
  /** Exactly the same traces as those of this earlier difference in the list. */
  sameAs?: number;
  /** All values, most frequent first, the first 50. */
  values: readonly { value: string; counts: readonly [number, number] }[];
  /** Where all values are numbers. */
  numbers?: NumberSpread;
}
