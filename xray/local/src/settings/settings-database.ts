import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * Step n brings the file from version n to the next; steps are only ever added. ARNs are not stored: they follow from
 * region, account and name.
 */
const STEPS: readonly string[] = [
  `CREATE TABLE account_value (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
   CREATE TABLE sampling_rule (
     name TEXT PRIMARY KEY,
     resource_arn TEXT NOT NULL,
     priority INTEGER NOT NULL,
     fixed_rate REAL NOT NULL,
     reservoir_size INTEGER NOT NULL,
     service_name TEXT NOT NULL,
     service_type TEXT NOT NULL,
     host TEXT NOT NULL,
     http_method TEXT NOT NULL,
     url_path TEXT NOT NULL,
     version INTEGER NOT NULL,
     attributes TEXT NOT NULL,
     boost_max_rate REAL,
     boost_cooldown_minutes INTEGER,
     created_at_sec INTEGER NOT NULL,
     modified_at_sec INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE trace_group (
     name TEXT PRIMARY KEY,
     id TEXT NOT NULL,
     filter_expression TEXT,
     filter_changed_at_sec REAL,
     insights_enabled INTEGER NOT NULL,
     notifications_enabled INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE tag (
     kind TEXT NOT NULL,
     resource TEXT NOT NULL,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     PRIMARY KEY (kind, resource, key)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE resource_policy (
     name TEXT PRIMARY KEY,
     document TEXT NOT NULL,
     revision INTEGER NOT NULL,
     updated_at_sec REAL NOT NULL
   ) STRICT;
   CREATE TABLE sampling_statistics (
     window_start_sec INTEGER NOT NULL,
     rule TEXT NOT NULL,
     request_count INTEGER NOT NULL,
     borrow_count INTEGER NOT NULL,
     sampled_count INTEGER NOT NULL,
     PRIMARY KEY (window_start_sec, rule)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE trace_retrieval (
     token TEXT PRIMARY KEY,
     trace_ids TEXT NOT NULL,
     start_sec REAL NOT NULL,
     end_sec REAL NOT NULL,
     created_at_sec REAL NOT NULL,
     cancelled INTEGER NOT NULL
   ) STRICT;`,
];

/** Tells whoever started the program why the settings cannot be used. */
export class SettingsFileError extends Error {
  override readonly name = "SettingsFileError";
}

/**
 * Opens the file (creates it and its folder where they are missing) and brings it to the newest version. What was
 * answered survives a killed process (WAL); a power cut may cost a few of the newest changes. Throws SettingsFileError
 * when the file cannot be written, is damaged, or is of a newer version of this program.
 */
export function openSettingsDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path);
    // Read before the mode is set, which changes the file: a file of a newer version must stay as it is.
    const version = readVersion(database);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000;");
    upgrade(database, version);
    return database;
  } catch (error) {
    database?.close();
    const reason = error instanceof Error ? error.message : String(error);
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
    const remedy =
      isDiskError(error) && !isFolder
        ? "See that its folder is writable and has room."
        : "Move the file away to begin with new ones; traces are not in it.";
    throw new SettingsFileError(`The settings in ${path} cannot be used: ${reason}. ${remedy}`, {
      cause: error,
    });
  }
}

/** SQLite's result codes (sqlite.org/rescode.html): PERM, READONLY, IOERR, FULL, CANTOPEN. */
const DISK_CODES: ReadonlySet<number> = new Set([3, 8, 10, 13, 14]);

/** Whether the disk failed; else the file is wrong. */
export function isDiskError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("errcode" in error) return DISK_CODES.has(Number(error.errcode) & 0xff);
  return "code" in error && ["ENOSPC", "EACCES", "EROFS"].includes(String(error.code));
}

function readVersion(database: DatabaseSync): number {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"] ?? 0);
  if (version > STEPS.length) {
    throw new Error(`it has version ${version}, and this program knows versions up to ${STEPS.length}`);
  }
  return version;
}

function upgrade(database: DatabaseSync, version: number): void {
  for (const [index, step] of STEPS.slice(version).entries()) {
    transaction(database, () => {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${version + index + 1}`);
    });
  }
}

/** Runs `work` in one transaction, which is rolled back when it throws. Must not be nested. */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // After a full disk SQLite has rolled back already.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
