import type { DatabaseSync, StatementSync } from "node:sqlite";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { freeMemory } from "../bytes/free-memory.ts";
import type { ActivitySubject } from "../model/trace-rows.ts";
import type { ActivityColumns } from "../rollup/activity-columns.ts";
import { ACTIVITY_VERSION, decodeActivity } from "../rollup/encoded-activity.ts";
import type {
  MarkedActivity,
  MarkedRollup,
  MinuteMark,
  RollupListener,
  RollupStore,
  SubjectBytes,
} from "../rollup/rollup-store.ts";
import { toActivityId } from "./chunk/activity-table.ts";
import { isDamage } from "./data-folder.ts";
import type { TraceIndex } from "./index/trace-index.ts";

/** With a checksum, so that damage is noticed instead of decoded. */
const LEVEL = { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 };

interface Parts {
  /** Holds the traces that are rolled up. */
  index: TraceIndex;
  database: DatabaseSync;
  /** Both hand over to the connection that writes. */
  write(rollup: MarkedRollup): void;
  writeActivity(activity: MarkedActivity): void;
  subscribe(listener: RollupListener): () => void;
}

/** Keeps rollups of minutes in the table `minute` and what their traces did in `activity`, each with a fingerprint of the index. */
export class SqliteRollupStore implements RollupStore {
  private readonly parts: Parts;
  private readonly marks: StatementSync;
  private readonly rollups: StatementSync;
  private readonly activityMarks: StatementSync;
  private readonly activity: StatementSync;

  constructor(parts: Parts) {
    this.parts = parts;
    const { database } = parts;
    this.marks = database.prepare("SELECT mark FROM minute WHERE start_sec = ?");
    this.rollups = database.prepare("SELECT rollup FROM minute WHERE start_sec = ? AND mark = ?");
    this.activityMarks = database.prepare("SELECT mark FROM activity WHERE id = ? AND version = ?");
    this.activity = database.prepare("SELECT bytes FROM activity WHERE id = ? AND mark = ? AND version = ?");
  }

  mark(startSec: number): MinuteMark {
    return { startSec, ...this.parts.index.marks.of(startSec) };
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

  hasActivity({ startSec, mark }: MinuteMark): boolean {
    // The last of them to be written.
    const row = this.activityMarks.get(toActivityId(startSec, "exceptions"), ACTIVITY_VERSION);
    return row?.["mark"] === mark;
  }

  keepActivity({ startSec, mark }: MinuteMark, subjects: readonly SubjectBytes[]): void {
    const packed = subjects.map(({ subject, bytes }) => ({
      subject,
      bytes: zstdCompressSync(bytes, { params: LEVEL, pledgedSrcSize: bytes.length }),
    }));
    this.parts.writeActivity({ startSec, mark, subjects: packed });
  }

  readActivity(
    { startSec, mark, traces }: MinuteMark,
    subject: ActivitySubject,
    target: ActivityColumns,
  ): boolean {
    const row = this.activity.get(toActivityId(startSec, subject), mark, ACTIVITY_VERSION);
    if (row === undefined) return false;
    try {
      const packed = row["bytes"] as Uint8Array;
      const bytes = zstdDecompressSync(packed);
      decodeActivity(bytes, target);
      freeMemory(packed);
      freeMemory(bytes);
      return target.traces === traces;
    } catch (error) {
      if (!isDamage(error)) throw error;
      return false;
    }
  }

  subscribe(listener: RollupListener): () => void {
    return this.parts.subscribe(listener);
  }
}
