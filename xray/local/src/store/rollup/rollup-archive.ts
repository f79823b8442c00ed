import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { TraceIndex } from "../index/trace-index.ts";

/**
 * Keeps what others make of the traces of a minute, beside the traces: bytes come back only as long as the same traces,
 * with the same facts, start in that minute. So it survives a restart, and nobody has to tell it what is out of date.
 */
export interface RollupArchive {
  /** What tells the traces that start in this minute, as they are now, from any others. */
  mark(startSec: number): MinuteMark;
  /** Whether something is kept under the mark. */
  has(mark: MinuteMark): boolean;
  read(mark: MinuteMark): Uint8Array | undefined;
  /** Replaces what was kept for the minute. Written by and by; a process that is killed may lose it. */
  keep(mark: MinuteMark, bytes: Uint8Array): void;
  /** Starts of the minutes in which traces start, the newest first. */
  minutes(): Iterable<number>;
}

export interface MinuteMark {
  /** Epoch seconds, a multiple of 60. */
  startSec: number;
  /** How many traces start in the minute. */
  traces: number;
  mark: number;
}

export interface StoredMinuteRollup {
  startSec: number;
  mark: number;
  bytes: Uint8Array;
}

const MINUTE_SEC = 60;

export class IndexedRollupArchive implements RollupArchive {
  private readonly index: TraceIndex;
  private readonly marks: StatementSync;
  private readonly sums: StatementSync;
  private readonly write: (minute: StoredMinuteRollup) => void;

  /** `write` hands over to the connection that writes. */
  constructor(index: TraceIndex, database: DatabaseSync, write: (minute: StoredMinuteRollup) => void) {
    this.index = index;
    this.marks = database.prepare("SELECT mark FROM minute WHERE start_sec = ?");
    this.sums = database.prepare("SELECT sums FROM minute WHERE start_sec = ? AND mark = ?");
    this.write = write;
  }

  mark(startSec: number): MinuteMark {
    return { startSec, ...this.index.fingerprint(startSec, startSec + MINUTE_SEC) };
  }

  has({ startSec, mark }: MinuteMark): boolean {
    return this.marks.get(startSec)?.["mark"] === mark;
  }

  read({ startSec, mark }: MinuteMark): Uint8Array | undefined {
    return this.sums.get(startSec, mark)?.["sums"] as Uint8Array | undefined;
  }

  keep({ startSec, mark }: MinuteMark, bytes: Uint8Array): void {
    this.write({ startSec, mark, bytes });
  }

  *minutes(): Iterable<number> {
    let endSec = Infinity;
    for (;;) {
      const startSec = this.index.lastStartSec(endSec);
      if (startSec === undefined) return;
      endSec = Math.floor(startSec / MINUTE_SEC) * MINUTE_SEC;
      yield endSec;
    }
  }
}
