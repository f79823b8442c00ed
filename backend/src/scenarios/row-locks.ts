import { setTimeout as delay } from "node:timers/promises";
import type { Connection, DatabaseHandle } from "../db/database.ts";
import type { Steps } from "../tracing/tracing.ts";
import {
  BEGIN,
  COMMIT,
  FIND_BLOCKERS,
  LOCK_ACTIVITY,
  LOCK_USER,
  REPORT_LIKES,
  ROLLBACK,
} from "./statements.ts";

/**
 * Waits before each look for who blocks whom. `work` is mostly there at the first; the report takes a second. More looks
 * would make of a lock wait a query a row.
 */
const LOOKS_AFTER_MS = [100, 250, 500];

interface Locks {
  database: DatabaseHandle;
  steps: Steps;
}

/**
 * A report that begins a transaction, updates the crud's row and then computes, while `work` wants the same row: `work`
 * waits until the report ends. Meanwhile asks who blocks whom, and records that as a step.
 */
export async function waitBehindReport<T>(
  { database, steps }: Locks,
  uuid: string,
  work: () => Promise<T>,
): Promise<T> {
  let worked: Promise<T> | undefined;
  await inTransaction(database, async (report) => {
    await report.query(LOCK_ACTIVITY, [uuid]);
    worked = work();
    // Its failure goes to whoever awaits it below; until then it must not count as unhandled.
    worked.catch(() => undefined);
    await Promise.all([report.query(REPORT_LIKES), recordBlockers({ database, steps })]);
  });
  return worked ?? work();
}

async function recordBlockers({ database, steps }: Locks): Promise<void> {
  let found: { waiting: string; holder: string } | undefined;
  for (const waitMs of LOOKS_AFTER_MS) {
    await delay(waitMs);
    [found] = await database.query<{ waiting: string; holder: string }>(FIND_BLOCKERS);
    if (found) break;
  }
  const step = steps.beginStep("lock wait");
  step.annotate("waiting", found?.waiting ?? "nobody");
  step.annotate("blocked_by", found?.holder ?? "nobody");
  step.end();
}

/**
 * Two transactions that lock the crud and its reader in opposite orders. Both have their first lock before either asks
 * for its second, so that Postgres must end one of them (SQLSTATE 40P01).
 */
export async function lockCrosswise({ database }: Locks, uuid: string, handle: string): Promise<void> {
  const [hasActivity, hasUser] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const haveBoth = Promise.all([hasActivity.promise, hasUser.promise]);
  // A transaction that fails before its first lock must not leave the other waiting.
  haveBoth.catch(() => undefined);
  const outcomes = await Promise.allSettled([
    inTransaction(database, async (one) => {
      await one.query(LOCK_ACTIVITY, [uuid]);
      hasActivity.resolve();
      await haveBoth;
      await one.query(LOCK_USER, [handle]);
    }).catch(rejectToo(hasActivity.reject)),
    inTransaction(database, async (other) => {
      await other.query(LOCK_USER, [handle]);
      hasUser.resolve();
      await haveBoth;
      await other.query(LOCK_ACTIVITY, [uuid]);
    }).catch(rejectToo(hasUser.reject)),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

function rejectToo(reject: (reason: unknown) => void): (reason: unknown) => never {
  return (reason) => {
    reject(reason);
    throw reason;
  };
}

/** Runs `work` in a transaction on a connection of its own, which is given back in any case. */
async function inTransaction(
  database: DatabaseHandle,
  work: (connection: Connection) => Promise<void>,
): Promise<void> {
  const connection = database.connection();
  let isOpen = true;
  try {
    await connection.query(BEGIN);
    await work(connection);
    await connection.query(COMMIT);
    isOpen = false;
  } catch (error) {
    await connection.query(ROLLBACK).catch(() => undefined);
    throw error;
  } finally {
    connection.release(isOpen);
  }
}
