import type { Pool, PoolClient, QueryResultRow } from "pg";
import type { Logger } from "pino";
import { toDatabaseError } from "./errors.ts";
import type { QueryObserver, Statement } from "./observer.ts";
import { startPreparation } from "./preparation.ts";

/** What a repository needs of the database. */
export interface Database {
  /**
   * Runs one statement on a connection of the pool. Throws `DatabaseUnavailableError` when there is no database to ask, and
   * pg's `DatabaseError` when the statement fails.
   */
  query<Row extends QueryResultRow>(
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<readonly Row[]>;
}

export interface DatabaseHandle extends Database {
  /** Resolves when the schema and the seed data are there; until then it is tried again and again. */
  prepared: Promise<void>;
  /** Ends when the statements that run have ended. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  pool: Pool;
  observer: QueryObserver;
  logger: Logger;
  /** Brings the schema and the seed data up to date. */
  prepare: (client: PoolClient) => Promise<void>;
  /** Pause between two attempts to prepare. */
  retryMs?: number;
}

/** Takes the pool over: closing the database ends it. */
export function createDatabase(options: DatabaseOptions): DatabaseHandle {
  const { pool, observer } = options;
  const preparation = startPreparation(options);
  const serverVersions = new WeakMap<PoolClient, string>();

  async function connect(): Promise<PoolClient> {
    // Asked for in the same turn in which the pool's state was read.
    const client = await (preparation.isDone()
      ? pool.connect()
      : preparation.settled().then(() => pool.connect()));
    if (!serverVersions.has(client)) {
      serverVersions.set(client, await withRelease(client, () => readServerVersion(client), { keep: true }));
    }
    return client;
  }

  async function query<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    const record = observer.begin(statement, {
      size: pool.options.max,
      idle: pool.idleCount > pool.waitingCount,
      ahead: pool.waitingCount,
    });
    try {
      const client = await connect();
      record.connected(serverVersions.get(client));
      const { rows } = await withRelease(client, () => client.query<Row>(statement.text, [...values]));
      record.ended({ rows: rows.length });
      return rows;
    } catch (thrown) {
      const error = toDatabaseError(thrown);
      record.ended({ error });
      throw error;
    }
  }

  return {
    query,
    prepared: preparation.done,
    async close() {
      await preparation.stop();
      await pool.end();
    },
  };
}

/** A client whose work failed is given back as broken where its connection may be in doubt. */
async function withRelease<T>(
  client: PoolClient,
  work: () => Promise<T>,
  { keep = false }: { keep?: boolean } = {},
): Promise<T> {
  try {
    const result = await work();
    if (!keep) client.release();
    return result;
  } catch (error) {
    const failedStatement = toDatabaseError(error) === error;
    client.release(!failedStatement);
    throw error;
  }
}

async function readServerVersion(client: PoolClient): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  // Distributions append their own: "15.18 (Debian 15.18-0+deb12u1)".
  return rows[0]?.server_version.split(" ")[0] ?? "unknown";
}
