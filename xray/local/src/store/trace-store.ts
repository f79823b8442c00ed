import type { UnprocessedTraceSegment } from "../protocol/api-types.ts";
import type {
  ArrivalStatus,
  DropStatus,
  RejectionStatus,
  StoreStatus,
} from "../console-wire/server-status.ts";
import type { TraceFacts } from "../model/trace-facts.ts";
import type { TraceRows } from "../model/trace-rows.ts";

/**
 * Keeps segment documents and the facts derived from them. Documents are ingested on another thread, so nothing here
 * waits for what arrives; reading is synchronous and lazy, so a caller may stop early or let other work in between.
 */
export interface TraceStore {
  /**
   * Validates the documents and stores those that are well-formed; resolves when they are durable (they survive a
   * killed process) and visible to `scan`. Answers those that were rejected, in AWS's words. Rejects with a StoreError
   * when they could not be kept, as on a full disk: they may be put again. What is imported is not counted as arrived.
   */
  put(documents: readonly string[], isImport?: boolean): Promise<readonly UnprocessedTraceSegment[]>;
  /** Documents of a trace as they were received, oldest first; empty when the trace is unknown. */
  documents(traceId: string): readonly string[];
  /** Facts of a trace; undefined when it is unknown. */
  facts(traceId: string): TraceFacts | undefined;
  /** Traces in the range, newest start first. `TraceFacts` may be read lazily: its members are cheap until touched. */
  scan(query: TraceScan): Iterable<TraceFacts>;
  /** Traces that start in the range as columns, newest start first: what is much faster than `scan` for counting them. */
  scanRows(range: TimeRange): Iterable<TraceRows>;
  /** How many traces start in the range. */
  count(range: TimeRange): number;
  /** Start of the first trace that starts at that moment or later; undefined when there is none. Epoch seconds. */
  firstStartSec(fromSec: number): number | undefined;
  /** Start of the last trace that starts before that moment; undefined when there is none. Epoch seconds. */
  lastStartSec(beforeSec: number): number | undefined;
  /** Tells of what was committed, and of what retention took, at most once per batch. Returns how to stop. */
  subscribe(listener: ArrivalListener): () => void;
  status(): StoreStatus;
  /** Documents counted on their way in. */
  arrivals(): Omit<ArrivalStatus, "receiveBufferBytes" | "kernelDrops">;
  rejections(): readonly RejectionStatus[];
  drops(): readonly DropStatus[];
  /**
   * Deletes all traces that were taken until now; what arrives from then on stays. Reading finds nothing of them from the
   * moment in which the listeners are told; resolves when they are gone from the disk too. Answers what there was when it
   * was called. Rejects with a StoreError when the disk refuses.
   */
  clear(): Promise<ClearedCount>;
  /** Writes out what was received, then releases files and threads. */
  close(): Promise<void>;
}

/**
 * `changed` are traces that are new or changed; none when retention took some. `formerStartsSec` is where traces that
 * were there before, or that retention took, have started until now, epoch seconds.
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
   * What must fall into the range, as in GetTraceSummaries: `TraceId` when the trace started, `Event` when it was last
   * updated, `Service` the end of a segment. Default `TraceId`.
   */
  by?: "TraceId" | "Event" | "Service";
  /** Continue behind this trace, for paging. */
  after?: { startSec: number; id: string };
}

/** Why the store cannot be used, or did not keep what it was given, in words for people. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

export type StoreErrorCode = "InUse" | "NotWritable" | "Damaged" | "TooNew" | "Gone" | "Failed";
