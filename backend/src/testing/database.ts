import { pino } from "pino";
import type { Pool } from "pg";
import { createDatabase } from "../db/database.ts";
import type { DatabaseHandle } from "../db/database.ts";
import { createPool } from "../db/pool.ts";
import { prepareDatabase } from "../db/prepare.ts";
import { silentObserver } from "../tracing/tracing.ts";

export const silentLogger = pino({ level: "silent" });

export interface TestDatabase {
  pool: Pool;
  database: DatabaseHandle;
}

/** A database of the app at `url`, with schema and seed data on their way. */
export function makeDatabase(url: string, retryMs?: number): TestDatabase {
  const pool = createPool({ url, embedded: true, poolSize: 1 }, silentLogger);
  const database = createDatabase({
    pool,
    observer: silentObserver,
    logger: silentLogger,
    prepare: (client) => prepareDatabase(client, silentLogger),
    ...(retryMs === undefined ? {} : { retryMs }),
  });
  return { pool, database };
}
