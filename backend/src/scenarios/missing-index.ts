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
  /** Undoes what a process that was killed has left. */
  mend(): Promise<void>;
  /** How Postgres finds the feed, asked once when this was switched on; `undefined` while it is off. */
  scan(): Scan | undefined;
}

/** So many that reading them all shows, few enough to be written within seconds by the embedded Postgres. */
const OLD_CRUDS_PER_USER = 7_000;
const ANY_READER = "";
const HOME_LIMIT = 20;

/** The table is full of what has burned down, and has lost the indexes by which the living are found. */
export function createMissingIndex(database: Database): MissingIndex {
  let scan: Scan | undefined;
  const run = async (...statements: readonly Statement[]) => {
    for (const statement of statements) await database.query(statement);
  };
  const off = async () => {
    await run(...CREATE_INDEXES, DELETE_OLD_CRUDS, ANALYZE);
    scan = undefined;
  };
  return {
    async on() {
      // The indexes first: each row would be written into them, too.
      await run(...DROP_INDEXES);
      await database.query(WRITE_OLD_CRUDS, [OLD_CRUDS_PER_USER]);
      await run(ANALYZE);
      const [row] = await database.query<{ "QUERY PLAN": readonly { Plan: PlanNode }[] }>(EXPLAIN_HOME, [
        ANY_READER,
        HOME_LIMIT,
      ]);
      const largest = findLargestScan(row?.["QUERY PLAN"][0]?.Plan);
      scan = largest && toScan(largest);
    },
    off,
    async mend() {
      const [found] = await database.query(FIND_INDEX);
      if (found?.["index"] === null) await off();
    },
    scan: () => scan,
  };
}
