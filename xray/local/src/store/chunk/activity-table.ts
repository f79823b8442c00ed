import type { DatabaseSync, StatementSync } from "node:sqlite";
import { ACTIVITY_SUBJECTS } from "../../model/trace-rows.ts";
import type { ActivitySubject } from "../../model/trace-rows.ts";
import { ACTIVITY_VERSION } from "../../rollup/encoded-activity.ts";
import type { MarkedActivity } from "../../rollup/rollup-store.ts";

const MINUTE_SEC = 60;

/** It is derived and has a version of its own: a file that lacks it gets it, and what is older is not found. */
export function createActivityTable(database: DatabaseSync): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS activity (
      id INTEGER PRIMARY KEY,
      mark REAL NOT NULL,
      version INTEGER NOT NULL,
      bytes BLOB NOT NULL
    ) STRICT;
  `);
}

/** Statements of the writing connection for what the traces of minutes did, a row for each subject of a minute. */
export class ActivityTable {
  private readonly insertion: StatementSync;
  private readonly deletion: StatementSync;

  constructor(database: DatabaseSync) {
    this.insertion = database.prepare("INSERT OR REPLACE INTO activity VALUES (?, ?, ?, ?)");
    this.deletion = database.prepare("DELETE FROM activity WHERE id < ?");
  }

  keep({ startSec, mark, subjects }: MarkedActivity): void {
    for (const { subject, bytes } of subjects) {
      this.insertion.run(toActivityId(startSec, subject), mark, ACTIVITY_VERSION, bytes);
    }
  }

  deleteBefore(firstSec: number): void {
    this.deletion.run(toActivityId(firstSec, "requests"));
  }
}

/** Of a minute that begins at `startSec`. */
export function toActivityId(startSec: number, subject: ActivitySubject): number {
  return Math.floor(startSec / MINUTE_SEC) * ACTIVITY_SUBJECTS.length + ACTIVITY_SUBJECTS.indexOf(subject);
}
