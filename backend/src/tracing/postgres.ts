import { createRequire } from "node:module";
import { DatabaseUnavailableError } from "../db/errors.ts";
import type { PoolState, QueryObserver, QueryOutcome, QueryRecord } from "../db/observer.ts";
import type { Statement } from "../db/statement.ts";
import { currentEntity } from "./context.ts";
import { wasSent } from "./sdk/entities.ts";
import { contain } from "./sdk/failure.ts";
import { toRecordableError } from "./sdk/recordable-error.ts";
import type { Entity, Subsegment } from "./sdk/entity.ts";
import { toSegmentName } from "./request/segment-name.ts";
import { silentRecord } from "./tracing.ts";

/** The database, as it is recorded in each step. */
interface Target {
  /** `database@host`, as the SDK's own patches name their steps. */
  name: string;
  /** Without user and password. */
  url: string;
  user: string;
}

/** Making a connection that takes less time is not worth a step. */
const NOTICEABLE_WAIT_SEC = 0.001;
/** The console recognises a wait by its annotation `wait`; the name is for people. */
const WAIT_NAME = "wait for a connection";
const METADATA_NAMESPACE = "database";
const DRIVER_VERSION = `pg ${(createRequire(import.meta.url)("pg/package.json") as { version: string }).version}`;

/**
 * Makes each statement a subsegment of whatever runs it, and a noticeable wait for a connection another one before it.
 *
 * aws-xray-sdk-postgres patches pg's Client instead, and asks for the current segment when the statement reaches the
 * connection. Behind a busy pool that happens in the context of the request that frees the connection, so statements
 * end up in traces of other requests; and the promise form of a failing statement never closes its subsegment, so its
 * segment is never sent. Here the parent is taken when the statement is requested, and each record ends exactly once.
 */
export function createPostgresObserver(databaseUrl: string, nowSec: () => number): QueryObserver {
  const target = toTarget(databaseUrl);
  return {
    begin(statement, pool) {
      const parent = currentEntity();
      if (!parent || parent.notTraced || wasSent(parent)) return silentRecord;
      return contain(() => startRecord({ parent, statement, pool, target }, nowSec)) ?? silentRecord;
    },
  };
}

interface Step {
  parent: Entity;
  statement: Statement;
  pool: PoolState;
  target: Target;
}

function startRecord(step: Step, nowSec: () => number): QueryRecord {
  const { parent, pool } = step;
  const askedSec = nowSec();
  const isNoticeable = () => pool.connection === "busy" || nowSec() - askedSec >= NOTICEABLE_WAIT_SEC;
  // Open from the start, which holds the segment back when the client goes away meanwhile. An idle connection is handed
  // out in the next turn: time until then is not spent waiting for the pool.
  const wait = pool.connection === "idle" ? undefined : openWait(parent, pool);
  let query: Subsegment | undefined;
  function connected(serverVersion: string | undefined): void {
    if (!wait && wasSent(parent)) return;
    // The statement first: between the two, the segment might count as complete and be sent.
    query = openQuery(step, serverVersion);
    if (!wait) return;
    if (isNoticeable()) wait.close();
    else discard(parent, wait);
  }

  function ended(outcome: QueryOutcome): void {
    if (query) return closeQuery(query, outcome);
    if (!("error" in outcome) || (!wait && wasSent(parent))) return;
    recordNoConnection(step, askedSec, wait, outcome.error);
  }

  return {
    connected: (serverVersion) => contain(() => connected(serverVersion)),
    ended: (outcome) => contain(() => ended(outcome)),
  };
}

function openQuery({ parent, statement, pool, target }: Step, serverVersion?: string): Subsegment {
  const query = parent.addNewSubsegment(target.name);
  query.namespace = "remote";
  query.addSqlData({
    url: target.url,
    user: target.user,
    database_type: "PostgreSQL",
    ...(serverVersion ? { database_version: serverVersion } : {}),
    driver_version: DRIVER_VERSION,
    // With placeholders: the values are not recorded.
    sanitized_query: statement.text,
    preparation: "statement",
  });
  query.addAnnotation("query", statement.name);
  query.addMetadata("pool", { size: pool.size, ahead: pool.ahead }, METADATA_NAMESPACE);
  return query;
}

function closeQuery(query: Subsegment, outcome: QueryOutcome): void {
  if ("rows" in outcome) {
    query.addAnnotation("rows", outcome.rows);
    query.addMetadata("num_results", outcome.rows, METADATA_NAMESPACE);
    query.close();
    return;
  }
  const { error } = outcome;
  if ("code" in error && typeof error.code === "string") query.addAnnotation("error_code", error.code);
  query.close(toRecordableError(error), true);
}

function openWait(parent: Entity, pool: PoolState): Subsegment {
  const wait = parent.addNewSubsegment(WAIT_NAME);
  wait.addAnnotation("wait", true);
  wait.addAnnotation("ahead", pool.ahead);
  wait.addAnnotation("pool_size", pool.size);
  return wait;
}

/**
 * There was no wait after all. Only while another step of the parent is open, because the segment must not count as
 * complete.
 */
function discard(parent: Entity, wait: Subsegment): void {
  parent.removeSubsegment(wait);
  parent.decrementCounter();
}

/** A pool that stayed busy is a fault of the wait; a database that cannot be reached is a fault of the database. */
function recordNoConnection(step: Step, askedSec: number, wait: Subsegment | undefined, error: Error): void {
  const { parent, pool } = step;
  if (error instanceof DatabaseUnavailableError && error.code === "database_busy") {
    const busy = wait ?? openWait(parent, pool);
    busy.start_time = askedSec;
    busy.close(toRecordableError(error));
    return;
  }
  const query = openQuery(step);
  query.start_time = askedSec;
  if (wait) discard(parent, wait);
  closeQuery(query, { error });
}

function toTarget(databaseUrl: string): Target {
  const url = new URL(databaseUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  const host = url.hostname || "localhost";
  return {
    name: toSegmentName(`${database}@${host}`),
    url: `postgresql://${host}:${url.port || "5432"}/${database}`,
    user: decodeURIComponent(url.username) || "postgres",
  };
}
