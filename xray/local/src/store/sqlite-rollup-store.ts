import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { MarkedRollup, MinuteMark, RollupListener, RollupStore } from "../rollup/rollup-store.ts";
import type { TraceIndex } from "./index/trace-index.ts";

const MINUTE_SEC = 60;

interface Parts {
  /** Holds the traces that are rolled up. */
  index: TraceIndex;
  database: DatabaseSync;
  /** Sends a rollup to the connection that writes. */
  write(rollup: MarkedRollup): void;
  subscribe(listener: RollupListener): () => void;
}

/** Keeps rollups of minutes in the table `minute`, each with a fingerprint of the traces in the index. */
export class SqliteRollupStore implements RollupStore {
  private readonly parts: Parts;
  private readonly marks: StatementSync;
  private readonly rollups: StatementSync;

  constructor(parts: Parts) {
    this.parts = parts;
    this.marks = parts.database.prepare("SELECT mark FROM minute WHERE start_sec = ?");
    this.rollups = parts.database.prepare("SELECT rollup FROM minute WHERE start_sec = ? AND mark = ?");
  }

  mark(startSec: number): MinuteMark {
    return { startSec, ...this.parts.index.fingerprint(startSec, startSec + MINUTE_SEC) };
  }

  has({ startSec, mark }: MinuteMark): boolean {
    return this.marks.get(startSec)?.["mark"] === mark;
  }

  read({ startSec, mark }: MinuteMark): Uint8Array | undefined {
    return this.rollups.get(startSec, mark)?.["rollup"] as Uint8Array | undefined;
  }

  keep({ startSec, mark }: MinuteMark, encoded: Uint8Array): void {
    this.parts.write({ startSec, mark, encoded });
  }

  subscribe(listener: RollupListener): () => void {
    return this.parts.subscribe(listener);
  }
}
