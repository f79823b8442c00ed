import type { ActivityKinds } from "./trace-activity.ts";
import type { HttpFacts, TraceFacts } from "./trace-facts.ts";

/** The parts of the facts that many traces have in common, and which are given as numbers. */
export const SHARED_PARTS = ["http", "topology", "labels", "activity"] as const;
export type SharedPart = (typeof SHARED_PARTS)[number];

export type TopologyPart = Pick<TraceFacts, "services" | "entryPoint" | "instanceIds" | "availabilityZones">;
export type LabelsPart = Pick<TraceFacts, "annotations" | "users">;

/**
 * Some traces as columns, for counting millions of them. Traces with the same number of a part have that part in
 * common. Numbers are valid as long as `version` stays the same; they are -1 where only the facts know the part. Read
 * everything before you ask for the next rows.
 */
export interface TraceRows {
  count: number;
  version: number;
  startSec: Float64Array;
  /** Until the response; without one, the duration of the trace. */
  durationUs: Float64Array;
  /** 0 ok, 1 error, 2 throttle, 3 fault, as in GetTraceSummaries. */
  outcome: Uint8Array;
  partial: Uint8Array;
  /** The same where `fault`, `error`, `throttle`, `partial` and `anyRequest` of the facts are the same. */
  flags: Uint8Array;
  /** Differs from trace to trace, except by chance. */
  mark: Uint32Array;
  numbers: Readonly<Record<SharedPart, Int32Array>>;
  /** By which `RowReader.again` finds a trace again. */
  places: Int32Array;
  facts(row: number): TraceFacts;
  /** The same in one object for all rows, to be let go before another row is looked at. */
  look(row: number): TraceFacts;
  /** The part that a number stands for; undefined for -1. Nodes and edges come without their requests. */
  http(number: number): HttpFacts | undefined;
  topology(number: number): TopologyPart | undefined;
  labels(number: number): LabelsPart | undefined;
  activity(number: number): ActivityKinds | undefined;
}

/** What is read of rows; of other parts all numbers are -1, other lengths and marks are 0. */
export interface RowNeeds {
  parts: ReadonlySet<SharedPart>;
  lengths: boolean;
  marks: boolean;
}

/** What the traces of some rows did, of one subject. */
export interface ActivityRows extends TraceRows {
  /** Says where the items of a row are; reads them when nothing has asked for them. */
  load(row: number): ItemRange;
}

export interface ItemRange {
  items: ActivityItems;
  first: number;
  end: number;
}

export const ACTIVITY_SUBJECTS = ["requests", "calls", "parts", "exceptions"] as const;
export type ActivitySubject = (typeof ACTIVITY_SUBJECTS)[number];

/** Requests, calls, parts of responses or exceptions of many traces as columns, those of one trace one after another. */
export interface ActivityItems {
  /**
   * Which of the trace's kinds (trace-activity.ts). Of a part which kind of calls; of what a request did itself, how many
   * kinds of calls there are and the number of the request.
   */
  place: Float64Array;
  /** From the start of the trace, microseconds; may be negative. */
  startUs: Float64Array;
  durationUs: Float64Array;
  /** `outcome` as in `TraceRows`, and the bits below. */
  flags: Float64Array;
  /** Of items with `IS_FIRST`, else 0: how the calls of their kind came; see `CallFigures`. */
  calls: Float64Array;
  inARow: Float64Array;
  retries: Float64Array;
}

export const OUTCOME_BITS = 3;
/** In progress. */
export const IS_PARTIAL = 4;
/** The first of the calls of one kind of a request. */
export const IS_FIRST = 8;
