import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runner } from "node-pg-migrate";
import type { PoolClient } from "pg";
import type { Logger } from "pino";

const MIGRATIONS = join(import.meta.dirname, "../../migrations");
const SEED = join(import.meta.dirname, "seed.sql");

/** Runs the migrations that have not run yet, then the seed data. May be repeated; two processes at once take turns. */
export async function prepareDatabase(client: PoolClient, logger: Logger): Promise<void> {
  await runner({
    dbClient: client,
    dir: MIGRATIONS,
    direction: "up",
    migrationsTable: "migrations",
    advisoryLockMode: "wait",
    logger: {
      debug: (message) => logger.debug(message),
      info: (message) => logger.debug(message),
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
  });
  await client.query(await readFile(SEED, "utf8"));
}
