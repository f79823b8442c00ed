import type { UnprocessedTraceSegment } from "../../protocol/api-types.ts";
import type { SecondRollup } from "../../rollup/arrival-rollups.ts";
import type { StoreErrorCode } from "../trace-store.ts";
import type { DropReason } from "../../console-wire/server-status.ts";
import type { QueueMemory } from "../../queue/record-queue.ts";
import type { MarkedActivity, MarkedRollup } from "../../rollup/rollup-store.ts";

/** Messages between the thread that reads (and serves HTTP) and the one that writes. */

export interface WriterOptions {
  directory: string;
  capBytes: number;
  retentionSec: number;
  queue: QueueMemory;
}

export type ToWriter =
  | { type: "put"; id: number; documents: readonly string[]; isImport: boolean }
  /** The reader has read what is on disk; from now on it must be told of every change. */
  | { type: "start" }
  /** Rollups of minutes that the reader made; delete those before `firstSec`. */
  | { type: "rollups"; minutes: readonly MarkedRollup[]; firstSec: number }
  /** The same of what the traces of minutes did. */
  | { type: "activity"; minutes: readonly MarkedActivity[]; firstSec: number }
  /** Delete all that was ingested until now. */
  | { type: "clear"; id: number }
  | { type: "close" };

export type FromWriter =
  /** The file is open and has today's layout. */
  | { type: "ready" }
  | { type: "failed"; code: StoreErrorCode; message: string }
  | Committed
  /** Retention deletes these chunks and all older ones. */
  | { type: "expired"; throughChunk: number; documents: number }
  /** A `clear` deletes these chunks and all older ones. */
  | { type: "clearing"; throughChunk: number }
  /** What the `clear` deletes is gone from the disk too, unless that failed. */
  | { type: "cleared"; id: number; failure?: string }
  | { type: "closed" };

export interface Committed {
  type: "committed";
  chunks: readonly CommittedChunk[];
  /** Rollups of the new traces. */
  rollups: readonly SecondRollup[];
  puts: readonly PutOutcome[];
  counts: ArrivalCounts;
  /** Why the batch could not be stored, in words for people. */
  problem?: string;
}

export interface CommittedChunk {
  id: number;
  writtenAtMs: number;
  /** The number of documents. */
  documents: number;
  /** Encoded `ChunkColumns`. */
  columns: Uint8Array<ArrayBuffer>;
}

export type PutOutcome =
  | { id: number; unprocessed: readonly UnprocessedTraceSegment[] }
  | { id: number; failure: string };

/** What happened to documents since the last message. */
export interface ArrivalCounts {
  accepted: number;
  /** Accepted documents that carry a fault. */
  faults: number;
  /** Documents that are stored already. */
  repeated: number;
  rejections: readonly ReasonCount[];
  drops: readonly DropCount[];
}

export interface DropCount {
  reason: DropReason;
  count: number;
  /** The last error, where an error was the cause. */
  problem?: string;
}

export interface ReasonCount {
  reason: string;
  count: number;
  /** The newest few, oldest first. */
  samples: readonly RejectionSample[];
}

export interface RejectionSample {
  atMs: number;
  message: string;
  document: string;
}
