import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Why the store cannot be used, in words for whoever started it. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

export type StoreErrorCode = "InUse" | "NotWritable" | "Damaged" | "TooNew" | "Failed";

export interface FolderLock {
  release(): void;
}

export function databasePath(directory: string): string {
  return join(directory, "traces.sqlite");
}

/**
 * Makes the folder and takes it for this process. The lock is an open transaction of a database of its own, because
 * the system takes that back even from a process that was killed.
 */
export function lockFolder(directory: string): FolderLock {
  try {
    mkdirSync(directory, { recursive: true });
    const database = new DatabaseSync(join(directory, "traces.lock"));
    try {
      database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;");
    } catch (error) {
      database.close();
      throw error;
    }
    return { release: () => database.close() };
  } catch (error) {
    throw toStoreError(error, directory);
  }
}

/** What zstd and typed arrays say of bytes that are not what was written. */
function isUndecodable(error: unknown): boolean {
  const isFromZstd = error instanceof Error && "code" in error && String(error.code).startsWith("ZSTD");
  return isFromZstd || error instanceof RangeError;
}

/** SQLite's result codes (sqlite.org/rescode.html), the lowest byte of the extended code. */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_CORRUPT = 11;
const SQLITE_NOTADB = 26;

export function toStoreError(error: unknown, directory: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : -1;
  if (code === SQLITE_BUSY || code === SQLITE_LOCKED) {
    return new StoreError(
      "InUse",
      `The data folder ${directory} is in use by another process. Stop that process, or choose another data folder.`,
      { cause: error },
    );
  }
  if (code === SQLITE_CORRUPT || code === SQLITE_NOTADB || isUndecodable(error)) {
    return new StoreError(
      "Damaged",
      `${databasePath(directory)} is damaged. Move it away (or delete it) to start with an empty store.`,
      { cause: error },
    );
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new StoreError(
    "NotWritable",
    `The data folder ${directory} cannot be written: ${reason}. Make it writable, or choose another data folder.`,
    { cause: error },
  );
}
