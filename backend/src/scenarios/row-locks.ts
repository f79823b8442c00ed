import type { Connection, DatabaseHandle } from "../db/database.ts";
import type { Steps } from "../tracing/tracing.ts";

const BEGIN = { name: "begin", text: "begin" };
const COMMIT = { name: "commit", text: "commit" };
const ROLLBACK = { name: "rollback", text: "rollback" };
const LOCK_ACTIVITY = {
  name: "lock-activity",
  text: "update activities set likes_count = likes_count where uuid = $1",
};
const LOCK_USER = { name: "lock-user", text: "update users set bio = bio where handle = $1" };
/** Work for about a second, which a transaction that holds locks should not do. */
const REPORT = {
  name: "report-likes",
  text: "select max(md5(n::text)), (select count(*) from likes) from generate_series(1, 1500000) as n",
};
const BLOCKERS = {
  name: "find-blockers",
  text: `
select left(regexp_replace(waiting.query, '\\s+', ' ', 'g'), 500) as waiting,
  left(regexp_replace(holder.query, '\\s+', ' ', 'g'), 500) as holder
from pg_stat_activity as waiting
join pg_stat_activity as holder on holder.pid = any (pg_blocking_pids(waiting.pid))
where waiting.datname = current_database()`.trim(),
};

const MAX_LOOKS = 20;

interface Locks {
  database: DatabaseHandle;
  steps: Steps;
}

/**
 * A report that begins a transaction, touches the crud's row and then computes, while `work` wants the same row: `work` waits
 * for the report's end. Who blocks whom is asked while it waits, and becomes a step.
 */
export async function waitBehindReport<T>(
  { database, steps }: Locks,
  uuid: string,
  work: () => Promise<T>,
): Promise<T> {
  const report = database.connection();
  try {
    await report.query(BEGIN);
    await report.query(LOCK_ACTIVITY, [uuid]);
    const reported = report.query(REPORT);
    const worked = work();
    await Promise.all([reported, recordBlockers({ database, steps })]);
    await report.query(COMMIT);
    report.release();
    return await worked;
  } catch (error) {
    report.release(true);
    throw error;
  }
}

async function recordBlockers({ database, steps }: Locks): Promise<void> {
  let found: { waiting: string; holder: string } | undefined;
  // `work` is on its way to the database, and the report goes on for longer than these take.
  for (let look = 0; !found && look < MAX_LOOKS; look += 1) {
    [found] = await database.query<{ waiting: string; holder: string }>(BLOCKERS);
  }
  const step = steps.beginStep("lock wait");
  step.annotate("waiting", found?.waiting ?? "nobody");
  step.annotate("blocked_by", found?.holder ?? "nobody");
  step.end();
}

/**
 * Two transactions that lock the crud and its reader in opposite orders. Each has its first lock before either asks for its
 * second, so that Postgres has to end one of them (SQLSTATE 40P01).
 */
export async function lockCrosswise({ database }: Locks, uuid: string, handle: string): Promise<void> {
  const [one, other] = [database.connection(), database.connection()];
  await Promise.all([one.query(BEGIN), other.query(BEGIN)]);
  await Promise.all([one.query(LOCK_ACTIVITY, [uuid]), other.query(LOCK_USER, [handle])]);
  const outcomes = await Promise.allSettled([
    finish(one, () => one.query(LOCK_USER, [handle])),
    finish(other, () => other.query(LOCK_ACTIVITY, [uuid])),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
}

async function finish(connection: Connection, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
    await connection.query(COMMIT);
    connection.release();
  } catch (error) {
    await connection.query(ROLLBACK).catch(() => undefined);
    connection.release(true);
    throw error;
  }
}
