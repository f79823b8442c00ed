import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another running process uses the folder. */
export class DataInUseError extends Error {
  override name = "DataInUseError";
}

/**
 * SQLite's result code (sqlite.org/rescode.html) for what another connection has locked, the lowest byte of the
 * extended code.
 */
const SQLITE_BUSY = 5;

/** Keeps the open connections: the garbage collector would close one that nothing refers to, and end its claim. */
const claims = new Set<DatabaseSync>();

/**
 * Claims a data folder for this process until it ends, by a file `<folder>.lock` beside it. PGlite does not notice a
 * second process on the same folder, which would destroy it. Throws `DataInUseError`, or the system's error when the
 * file cannot be written.
 *
 * The claim is an open transaction of an empty SQLite database: the system releases it however the process ends, and it
 * cannot be mistaken as a process id can, which may belong to another program by now. (Rejected: a local socket, which
 * a killed process leaves in the temporary folder.)
 */
export async function claimDataLock(directory: string): Promise<() => void> {
  mkdirSync(dirname(directory), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(`${directory}.lock`);
  try {
    database.exec("PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;");
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new DataInUseError(`${directory} is used by another process: stop that, or choose another folder.`);
  }
  claims.add(database);
  return () => {
    claims.delete(database);
    database.close();
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}
