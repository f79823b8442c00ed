import { randomBytes } from "node:crypto";
import type { Pool, PoolClient, QueryResultRow } from "pg";
import { followAvailability } from "./availability.ts";
import { isEmptied, isPasswordRefused, toDatabaseError, toPreparedError } from "./errors.ts";
import type { PoolState, QueryObserver } from "./observer.ts";
import type { Statement } from "./statement.ts";
import { connect as connectTo, startPreparation } from "./preparation.ts";
import type { PreparationOptions } from "./preparation.ts";

/** What a repository needs of the database. */
export interface Database {
  /**
   * Runs one statement on a connection of the pool. Throws `DatabaseUnavailableError` when no database can be asked,
   * and pg's `DatabaseError` when the statement fails.
   */
  query<Row extends QueryResultRow>(
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<readonly Row[]>;
}

/** One connection for several statements, such as a transaction. Taken from the pool for the first of them. */
export interface Connection extends Database {
  /** Gives the connection back; closes it when a transaction is open. */
  release(isInTransaction?: boolean): void;
}

export interface DatabaseHandle extends Database {
  connection(): Connection;
  /** Resolves when the schema and the seed data are there; tries again until then. */
  prepared: Promise<void>;
  /** Resolves when the running statements have ended. */
  close(): Promise<void>;
}

export interface DatabaseOptions extends PreparationOptions {
  observer: QueryObserver;
  /**
   * Called when the database rejects a password that it accepted before: the password was changed, and this process has
   * the old one.
   */
  onPasswordChanged?: () => void;
}

/** Takes over the pool, and ends it when the database is closed. */
export function createDatabase(options: DatabaseOptions): DatabaseHandle {
  const { pool, observer } = options;
  const sessions = new WeakMap<PoolClient, Session>();
  const preparation = startPreparation({
    ...options,
    async prepare(client) {
      await options.prepare(client);
      sessions.set(client, await startSession(client));
    },
  });
  const availability = followAvailability(options.logger);

  function noteFailure(error: Error): void {
    // Until then the preparation reports what is missing.
    if (!preparation.isDone()) return;
    availability.note(error);
    if (isPasswordRefused(error)) options.onPasswordChanged?.();
    if (isEmptied(error)) preparation.again();
  }

  async function connect(): Promise<{ client: PoolClient; session: Session }> {
    // Requested in the same turn in which the pool's state was read.
    const client = await (preparation.isDone()
      ? connectTo(pool)
      : preparation.settled().then(() => connectTo(pool)));
    let session = sessions.get(client);
    if (!session) {
      session = await usingClient(client, () => startSession(client));
      sessions.set(client, session);
    }
    return { client, session };
  }

  async function query<Row extends QueryResultRow>(
    statement: Statement,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> {
    const record = observer.begin(statement, stateOf(pool));
    try {
      const { client, session } = await connect();
      record.connected(session.serverVersion);
      const { rows } = await usingClient(client, () => runOn<Row>(client, session, statement, values));
      client.release();
      availability.note(undefined);
      record.ended({ rows: rows.length });
      return rows;
    } catch (thrown) {
      const error = toPreparedError(thrown);
      noteFailure(error);
      record.ended({ error });
      throw error;
    }
  }

  function connection(): Connection {
    let taken: ReturnType<typeof connect> | undefined;
    return {
      async query<Row extends QueryResultRow>(statement: Statement, values: readonly unknown[] = []) {
        const state = stateOf(pool);
        const record = observer.begin(statement, taken ? { ...state, connection: "idle" } : state);
        try {
          taken ??= connect();
          const { client, session } = await taken;
          record.connected(session.serverVersion);
          const { rows } = await runOn<Row>(client, session, statement, values);
          record.ended({ rows: rows.length });
          return rows;
        } catch (thrown) {
          const error = toDatabaseError(thrown);
          record.ended({ error });
          throw error;
        }
      },
      release(isInTransaction = false) {
        void taken?.then(
          ({ client }) => client.release(isInTransaction),
          () => undefined,
        );
        taken = undefined;
      },
    };
  }

  return {
    query,
    connection,
    prepared: preparation.done,
    async close() {
      await preparation.stop();
      await pool.end();
    },
  };
}

function runOn<Row extends QueryResultRow>(
  client: PoolClient,
  session: Session,
  { name, text }: Statement,
  values: readonly unknown[],
) {
  return client.query<Row>({ name: name + session.suffix, text, values: [...values] });
}

function stateOf(pool: Pool): PoolState {
  const { totalCount, idleCount, waitingCount } = pool;
  const size = pool.options.max;
  // Idle connections go to those that already wait, in the next turn.
  const isIdle = idleCount > waitingCount;
  const connection = isIdle ? "idle" : totalCount < size ? "new" : "busy";
  return { size, connection, ahead: waitingCount };
}

/** Gives the client back when its work fails; as broken when its connection is in doubt. */
async function usingClient<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isStatementsFault = toDatabaseError(error) === error;
    client.release(!isStatementsFault);
    throw error;
  }
}

/** What is known of a connection. */
interface Session {
  /** For example "18.6". */
  serverVersion: string;
  /**
   * Makes the names of prepared statements unique. Planning the home feed takes three times as long as running it, so
   * statements are prepared once for each connection; but PGlite has one set of names for all connections it ever had.
   */
  suffix: string;
}

async function startSession(client: PoolClient): Promise<Session> {
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  // Distributions append their own version: "15.18 (Debian 15.18-0+deb12u1)".
  const serverVersion = rows[0]?.server_version.split(" ")[0] ?? "unknown";
  return { serverVersion, suffix: `-${randomBytes(4).toString("hex")}` };
}
