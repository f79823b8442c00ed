import type { Database } from "../db/database.ts";
import type { Statement } from "../db/statement.ts";
import { findLargestScan, toScan } from "./plan.ts";
import type { PlanNode, Scan } from "./plan.ts";
import {
  ANALYZE,
  CREATE_INDEXES,
  DELETE_OLD_CRUDS,
  DROP_INDEXES,
  EXPLAIN_HOME,
  FIND_INDEX,
  WRITE_OLD_CRUDS,
} from "./statements.ts";
import type { Effect } from "./switchboard.ts";

export interface MissingIndex extends Effect {
  on(): Promise<void>;
  off(): Promise<void>;
  /** Repairs what a killed process has left. */
  mend(): Promise<void>;
  /** How Postgres reads the feed, measured once when this was switched on; `undefined` while it is off. */
  scan(): Scan | undefined;
}

/** Enough that reading all is visible, few enough that the embedded Postgres writes them within seconds. */
const OLD_CRUDS_PER_USER = 7_000;
/** A slow machine takes seconds for this many of each user, and no statement may take longer than fifteen. */
const CRUDS_AT_ONCE = 200;
const DELETED_AT_ONCE = 1_000;
const ANY_READER = "";
const HOME_LIMIT = 20;

/** Fills the table with expired cruds, and drops the indexes that find the living ones. */
export function createMissingIndex(database: Database): MissingIndex {
  let scan: Scan | undefined;
  const run = async (...statements: readonly Statement[]) => {
    for (const statement of statements) await database.query(statement);
  };
  const off = async () => {
    await run(...CREATE_INDEXES);
    let deleted: number | undefined;
    do {
      const [row] = await database.query<{ deleted: number }>(DELETE_OLD_CRUDS, [DELETED_AT_ONCE]);
      deleted = row?.deleted;
    } while (deleted);
    await run(ANALYZE);
    scan = undefined;
  };
  const fill = async () => {
    // Indexes first, because each row would be written into them.
    await run(...DROP_INDEXES);
    for (let first = 1; first <= OLD_CRUDS_PER_USER; first += CRUDS_AT_ONCE) {
      await database.query(WRITE_OLD_CRUDS, [first, first + CRUDS_AT_ONCE - 1]);
    }
    await run(ANALYZE);
    const [row] = await database.query<{ "QUERY PLAN": readonly { Plan: PlanNode }[] }>(EXPLAIN_HOME, [
      ANY_READER,
      HOME_LIMIT,
    ]);
    const largest = findLargestScan(row?.["QUERY PLAN"][0]?.Plan);
    scan = largest && toScan(largest);
  };
  return {
    async on() {
      try {
        await fill();
      } catch (error) {
        // What could not be done completely is undone, now or at the next start.
        await off().catch(() => undefined);
        throw error;
      }
    },
    off,
    async mend() {
      const [found] = await database.query(FIND_INDEX);
      if (found?.["index"] === null) await off();
    },
    scan: () => scan,
  };
}
