import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "./trace-store.ts";

export interface FolderLock {
  release(): void;
}

export function databasePath(directory: string): string {
  return join(directory, "traces.sqlite");
}

/**
 * Creates the folder and locks it for this process. The lock is an open transaction in a database of its own: the
 * operating system releases it even when the process is killed.
 */
export function lockFolder(directory: string): FolderLock {
  try {
    makePrivateFolder(directory);
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

/**
 * Documents hold what users asked for and what databases were told, so only its owner may read the folder. A folder
 * that existed keeps its mode, unless a version of the store that did not restrict it made it.
 */
function makePrivateFolder(directory: string): void {
  const isOwn = [databasePath(directory), join(directory, "compile-cache")].some((path) => existsSync(path));
  const made = mkdirSync(directory, { recursive: true, mode: OWNER_ONLY });
  if (made !== undefined || !isOwn) return;
  try {
    chmodSync(directory, OWNER_ONLY);
  } catch {
    // The folder has another owner, who decides who may read it.
  }
}

const OWNER_ONLY = 0o700;

/** The errors of zstd and of typed arrays for bytes that are not what was written. */
function isUndecodable(error: unknown): boolean {
  const isFromZstd = error instanceof Error && "code" in error && /^Z(STD)?_/.test(String(error.code));
  return isFromZstd || error instanceof RangeError;
}

/** SQLite's result codes (sqlite.org/rescode.html): the lowest byte of the extended code. */
const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/** Whether the error says that what was read is not what was written. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : -1;
  return code === SQLITE_CORRUPT || code === SQLITE_NOTADB || isUndecodable(error);
}

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
  if (isDamage(error)) {
    return new StoreError(
      "Damaged",
      `${databasePath(directory)} is damaged. Move it away (or delete it) to start with an empty store.`,
      { cause: error },
    );
  }
  if (code === SQLITE_FULL || (error instanceof Error && "code" in error && error.code === "ENOSPC")) {
    return new StoreError(
      "NotWritable",
      `The disk of the data folder ${directory} is full. Make room on it, or choose another data folder.`,
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
