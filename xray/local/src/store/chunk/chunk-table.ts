import { DatabaseSync } from "node:sqlite";
import type { Chunk } from "./chunk-builder.ts";
import { decodeColumns } from "./chunk-columns.ts";
import type { ChunkColumns } from "./chunk-columns.ts";
import { ChunkCompressor, ChunkDecompressor } from "./chunk-compression.ts";
import { databasePath, isDamage } from "../data-folder.ts";
import { freeMemory } from "../../bytes/free-memory.ts";
import type { MarkedActivity, MarkedRollup } from "../../rollup/rollup-store.ts";
import { ActivityTable, createActivityTable } from "./activity-table.ts";

/** Raise it when the tables or the encoding of their blobs change. */
const LAYOUT_VERSION = 6;
/** Raise it when trace/facts/derive-facts.ts derives other facts from the same documents. */
const FACTS_VERSION = 1;
/** upgrade.ts writes a file of an older version anew, from its documents. */
export const SCHEMA_VERSION = LAYOUT_VERSION * 1000 + FACTS_VERSION;

/** Both connections are in this process: one waits for the other only while the write-ahead log is started or ended. */
const BUSY_MS = 5000;
const PAGE_BYTES = 8192;
/** The log is written back when it is this long: about once a second at full speed. */
const MAX_LOG_BYTES = 8 * 2 ** 20;

/**
 * How far the write-ahead log may grow (and by one batch more), so that the file and its log together stay within the
 * cap.
 */
export function toLogBytes(capBytes: number): number {
  return Math.min(MAX_LOG_BYTES, Math.floor(capBytes / 8));
}

/**
 * Opens the file for the one connection that writes. With `synchronous = NORMAL` a commit is handed to the operating
 * system: it survives a killed process but not a power cut, which is enough for a tool for development.
 */
export function openForWriting(path: string, logBytes = MAX_LOG_BYTES): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: BUSY_MS });
  try {
    database.exec(`
      PRAGMA page_size = ${PAGE_BYTES};
      PRAGMA auto_vacuum = INCREMENTAL;
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = NORMAL;
      PRAGMA wal_autocheckpoint = ${Math.max(1, Math.floor(logBytes / PAGE_BYTES))};
      PRAGMA journal_size_limit = ${logBytes};
    `);
    if (readVersion(database) === 0) createTables(database);
    createActivityTable(database);
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

export function readVersion(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
}

// The columns come first, so that SQLite reaches them without reading past the documents.
function createTables(database: DatabaseSync): void {
  database.exec(`
    BEGIN;
    CREATE TABLE IF NOT EXISTS chunk (
      id INTEGER PRIMARY KEY,
      written_at_ms INTEGER NOT NULL,
      documents INTEGER NOT NULL,
      dictionary INTEGER NOT NULL,
      columns BLOB NOT NULL,
      details BLOB NOT NULL,
      texts BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS minute (start_sec INTEGER PRIMARY KEY, mark REAL NOT NULL, rollup BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS dictionary (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    PRAGMA user_version = ${SCHEMA_VERSION};
    COMMIT;
  `);
}

/** The statements of the writing connection. */
export class ChunkTable {
  readonly database: DatabaseSync;
  private readonly insertion;
  private readonly range;
  private readonly oldest;
  private readonly deletion;
  private readonly restamping;
  private readonly dictionaryDeletion;
  private readonly compressor: ChunkCompressor;
  private readonly usage;
  private readonly minuteInsertion;
  private readonly minuteDeletion;
  private readonly activity: ActivityTable;

  constructor(database: DatabaseSync) {
    this.database = database;
    this.insertion = database.prepare("INSERT INTO chunk VALUES (?, ?, ?, ?, ?, ?, ?)");
    this.range = database.prepare(
      "SELECT max(ifnull((SELECT max(id) FROM chunk), 0), ifnull((SELECT max(id) FROM dictionary), 0)) AS last",
    );
    this.oldest = database.prepare(
      "SELECT id, written_at_ms, documents, length(columns) + length(details) + length(texts) AS bytes FROM chunk ORDER BY id LIMIT ?",
    );
    this.deletion = database.prepare("DELETE FROM chunk WHERE id <= ?");
    this.restamping = database.prepare("UPDATE chunk SET written_at_ms = ? WHERE id = ?");
    // The newest dictionary that is not newer than the oldest chunk may be in use; older ones are not.
    this.dictionaryDeletion = database.prepare(
      "DELETE FROM dictionary WHERE id < (SELECT max(id) FROM dictionary WHERE id <= ?)",
    );
    this.minuteInsertion = database.prepare("INSERT OR REPLACE INTO minute VALUES (?, ?, ?)");
    this.minuteDeletion = database.prepare("DELETE FROM minute WHERE start_sec < ?");
    this.activity = new ActivityTable(database);
    this.compressor = new ChunkCompressor(database);
    this.usage = database.prepare(
      "SELECT page_count * page_size AS file, freelist_count * page_size AS free FROM pragma_page_count(), pragma_page_size(), pragma_freelist_count()",
    );
  }

  /** Stores the rollups of minutes, and deletes those of minutes before `firstSec`. */
  keepRollups(minutes: readonly MarkedRollup[], firstSec: number): void {
    this.transact(() => {
      for (const { startSec, mark, encoded } of minutes) this.minuteInsertion.run(startSec, mark, encoded);
      this.minuteDeletion.run(firstSec);
    });
  }

  /** The same of what the traces of minutes did. */
  keepActivity(minutes: readonly MarkedActivity[], firstSec: number): void {
    this.transact(() => {
      for (const minute of minutes) this.activity.keep(minute);
      this.activity.deleteBefore(firstSec);
    });
  }

  /** Above the ids of dictionaries too: a dictionary has the id of a chunk, and may outlive it. */
  nextId(): number {
    return Number(this.range.get()?.["last"] ?? 0) + 1;
  }

  insert(chunk: Chunk, writtenAtMs: number): void {
    const { dictionary, columns, details, texts } = this.compressor.compress(chunk);
    this.insertion.run(chunk.id, writtenAtMs, chunk.documents, dictionary, columns, details, texts);
    for (const bytes of [columns, details, texts]) freeMemory(bytes);
  }

  /** The oldest chunks, at most `limit`, without their contents. */
  listOldest(limit: number): { id: number; writtenAtMs: number; documents: number; bytes: number }[] {
    return this.oldest.all(limit).map((row) => ({
      id: Number(row["id"]),
      writtenAtMs: Number(row["written_at_ms"]),
      documents: Number(row["documents"]),
      bytes: Number(row["bytes"]),
    }));
  }

  /** Sets the time at which the chunk was written. */
  restamp(id: number, writtenAtMs: number): void {
    this.restamping.run(writtenAtMs, id);
  }

  /** Deletes what is kept of all minutes. */
  forgetRollups(): void {
    this.minuteDeletion.run(Number.MAX_SAFE_INTEGER);
    this.activity.deleteBefore(Number.MAX_SAFE_INTEGER);
  }

  deleteThrough(id: number): void {
    this.deletion.run(id);
    this.dictionaryDeletion.run(id + 1);
  }

  /** Bytes of the file, and bytes of the free pages in it. */
  readUsage(): { file: number; free: number } {
    const row = this.usage.get();
    return { file: Number(row?.["file"] ?? 0), free: Number(row?.["free"] ?? 0) };
  }

  /** Runs the work in one transaction, which is rolled back when it throws. */
  transact<Result>(work: () => Result): Result {
    this.database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.database.isTransaction) this.database.exec("ROLLBACK");
      this.compressor.reset();
      throw error;
    }
  }
}

export interface StoredColumns {
  id: number;
  writtenAtMs: number;
  documents: number;
  /** Undefined where they are damaged. */
  columns: ChunkColumns | undefined;
}

/** The columns of all chunks, oldest first. Read each before you ask for the next, which reuses its memory. */
export function* readAllColumns(database: DatabaseSync): Generator<StoredColumns> {
  const rows = database
    .prepare("SELECT id, written_at_ms, documents, dictionary, columns FROM chunk ORDER BY id")
    .iterate();
  const decompressor = new ChunkDecompressor(database);
  for (const row of rows) {
    const bytes = readOrSkip(() => decompressor.decompress(row["columns"], row["dictionary"]));
    yield {
      id: Number(row["id"]),
      writtenAtMs: Number(row["written_at_ms"]),
      documents: Number(row["documents"]),
      columns: bytes && readOrSkip(() => decodeColumns(bytes)),
    };
    if (bytes) freeMemory(bytes);
  }
}

/** Undefined for what is damaged, so that nothing else is affected. */
export function readOrSkip<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

export function openForReading(directory: string): DatabaseSync {
  return new DatabaseSync(databasePath(directory), { readOnly: true, timeout: BUSY_MS });
}

/** The number of documents in all chunks. */
export function countDocuments(database: DatabaseSync): number {
  return Number(database.prepare("SELECT ifnull(sum(documents), 0) AS count FROM chunk").get()?.["count"]);
}
