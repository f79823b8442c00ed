import type { TraceFacts } from "../model/trace-facts.ts";
import type { ActivitySubject } from "../model/trace-rows.ts";
import type { ActivityColumns } from "./activity-columns.ts";
import type { SecondRollup } from "./arrival-rollups.ts";

/**
 * What a store does for the rollups of its traces. It keeps those of whole minutes beside the traces: bytes come back
 * only as long as the same traces, with the same facts, start in that minute, so they survive a restart and nobody has
 * to tell which are out of date. And it hands over those that it makes of new traces as it writes them.
 */
export interface RollupStore {
  /** What tells the traces that start in this minute (epoch seconds), as they are now, from any others. */
  mark(startSec: number): MinuteMark;
  /** Whether a rollup is kept under the mark. */
  has(mark: MinuteMark): boolean;
  /** What was kept under the mark; undefined when nothing was, or when it cannot be read. */
  read(mark: MinuteMark): Uint8Array | undefined;
  /** Replaces what was kept for the minute. Written by and by: a process that is killed may lose it. */
  keep(mark: MinuteMark, encoded: Uint8Array): void;
  /** The same of what the minute's traces did, newest first; kept beside its rollup. */
  hasActivity(mark: MinuteMark): boolean;
  keepActivity(mark: MinuteMark, subjects: readonly SubjectBytes[]): void;
  /** Reads what was kept into `target`; false when nothing was, or when it cannot be read. */
  readActivity(mark: MinuteMark, subject: ActivitySubject, target: ActivityColumns): boolean;
  /**
   * As `TraceStore.subscribe`. `rollups` are of the new traces, for some of the seconds in which they start.
   * Returns how to stop.
   */
  subscribe(listener: RollupListener): () => void;
}

export type RollupListener = (
  changed: readonly TraceFacts[],
  formerStartsSec: readonly number[],
  rollups: readonly SecondRollup[],
) => void;

export interface MinuteMark {
  /** Epoch seconds, a multiple of 60. */
  startSec: number;
  /** How many traces start in the minute. */
  traces: number;
  mark: number;
}

/** What the traces of a minute did, of one subject; see `encodeActivity`. */
export interface SubjectBytes {
  subject: ActivitySubject;
  bytes: Uint8Array;
}

/** A minute's activity on its way to the disk, compressed. */
export interface MarkedActivity {
  startSec: number;
  mark: number;
  subjects: readonly SubjectBytes[];
}

/** A minute's rollup on its way to the disk. */
export interface MarkedRollup {
  startSec: number;
  mark: number;
  /** See `encodeRollup`. */
  encoded: Uint8Array;
}
