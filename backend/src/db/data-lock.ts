import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process that is alive uses the folder. */
export class DataInUseError extends Error {
  override name = "DataInUseError";
}

/** SQLite's result code (sqlite.org/rescode.html) for what another connection holds, the lowest byte of the extended code. */
const SQLITE_BUSY = 5;

/** The open claims: a connection that nobody refers to is closed by the garbage collector, and its claim with it. */
const claims = new Set<DatabaseSync>();

/**
 * Claims a data folder for this process until it ends, by a file `<folder>.lock` beside it. PGlite does not notice a second
 * process on the same folder, which would destroy it. Throws `DataInUseError`, and what the system says when the file cannot be
 * written.
 *
 * The claim is an open transaction of an empty SQLite database: the system takes it back when its process ends in whatever
 * way, and a number of a process that now belongs to another program cannot be mistaken for it. (Rejected: a local socket,
 * which a process that is killed leaves in the temporary folder.)
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
