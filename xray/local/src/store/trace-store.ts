import type { UnprocessedTraceSegment } from "../protocol/api-types.ts";
import type {
  ArrivalStatus,
  DropStatus,
  RejectionStatus,
  StoreStatus,
} from "../console-wire/server-status.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { ActivityRows, ActivitySubject, RowNeeds, TraceRows } from "../model/trace-rows.ts";

/**
 * Keeps segment documents and the facts derived from them. Another thread ingests documents, so no method here waits
 * for arrivals. Reading is synchronous and lazy: a caller may stop early, or let other work in between.
 */
export interface TraceStore {
  /**
   * Validates the documents and stores the well-formed ones. Resolves when they are durable (they survive a killed
   * process) and visible to `scan`, with those that were rejected, in AWS's words. Rejects with a StoreError when they
   * could not be stored, as on a full disk; they may then be put again. Imported documents are not counted as arrivals.
   */
  put(documents: readonly string[], isImport?: boolean): Promise<readonly UnprocessedTraceSegment[]>;
  /** The documents of a trace as they were received, oldest first; empty when the trace is unknown. */
  documents(traceId: string): readonly string[];
  /** The facts of a trace; undefined when it is unknown. */
  facts(traceId: string): TraceFacts | undefined;
  /** Traces in the range, newest start first. Members of `TraceFacts` may be read from the disk when they are used. */
  scan(query: TraceScan): Iterable<TraceFacts>;
  /** Opens the traces for being counted as columns, much faster than with `scan`; to be closed. */
  openRows(needs: RowNeeds): RowReader;
  /** How many traces start in the range. */
  count(range: TimeRange): number;
  /** Start of the first trace that starts at that moment or later; undefined when there is none. Epoch seconds. */
  firstStartSec(fromSec: number): number | undefined;
  /** Start of the last trace that starts before that moment; undefined when there is none. Epoch seconds. */
  lastStartSec(beforeSec: number): number | undefined;
  /**
   * Calls the listener after each commit and when retention deletes traces, at most once a batch. Returns a function
   * that ends it.
   */
  subscribe(listener: ArrivalListener): () => void;
  status(): StoreStatus;
  /** Counts of documents that arrived. */
  arrivals(): Omit<ArrivalStatus, "receiveBufferBytes" | "kernelDrops">;
  rejections(): readonly RejectionStatus[];
  drops(): readonly DropStatus[];
  /**
   * Deletes all traces that were ingested until now; what arrives later stays. Reads find none of them once the
   * listeners have been called; resolves when they are gone from the disk too, with the counts at the time of the call.
   * Rejects with a StoreError when the disk fails.
   */
  clear(): Promise<ClearedCount>;
  /** Writes what was received, then releases files and threads. */
  close(): Promise<void>;
}

/** Reads traces as columns. What it answers is to be read before the next is asked for. */
export interface RowReader {
  /** Traces that start in the range, newest start first. */
  scan(range: TimeRange): Iterable<TraceRows>;
  /** The traces that were at these places, as they are now, without those that went. */
  again(places: Iterable<Int32Array>): Iterable<TraceRows>;
  /** Traces that start in the range with what they did; newest start first when nothing is said. */
  scanActivity(
    subject: ActivitySubject,
    range: TimeRange,
    order?: "newest first" | "oldest first",
  ): Iterable<ActivityRows>;
  /** Until then no place is given to another trace. */
  close(): void;
}

/**
 * `changed` are the traces that are new or changed, none when retention deleted some. `formerStartsSec` are the
 * previous starts of changed traces, and of deleted ones one start for each second in which some started; epoch seconds.
 */
export type ArrivalListener = (changed: readonly TraceFacts[], formerStartsSec: readonly number[]) => void;

export interface ClearedCount {
  traces: number;
  segments: number;
}

/** Half-open, in epoch seconds. */
export interface TimeRange {
  startSec: number;
  endSec: number;
}

export interface TraceScan extends TimeRange {
  /**
   * What must fall into the range, as in GetTraceSummaries: for `TraceId` the start of the trace, for `Event` its last
   * update, for `Service` the end of one of its segments. Default `TraceId`.
   */
  by?: "TraceId" | "Event" | "Service";
  /** Continue behind this trace, for paging. */
  after?: { startSec: number; id: string };
}

/** Why the store cannot be used, or did not store what it was given, in words for people. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

export type StoreErrorCode = "InUse" | "NotWritable" | "Damaged" | "TooNew" | "Gone" | "Failed";
