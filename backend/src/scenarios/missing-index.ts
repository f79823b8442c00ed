import type { Database } from "../db/database.ts";
import type { Effect } from "./switchboard.ts";

/**
 * A microblog that never deletes what has burned down, and has lost the index by which the living are found: so many old cruds
 * that reading them all shows, few enough to be written within seconds by the embedded Postgres.
 */
const OLD_CRUDS_PER_USER = 7_000;

const FILL = {
  name: "write-old-cruds",
  text: `
insert into activities (user_uuid, message, created_at, expires_at)
select users.uuid, repeat('Burned down long ago. ', 12), now() - interval '20 years' - age * interval '1 minute',
  now() - interval '19 years'
from users, generate_series(1, $1::integer) as age`.trim(),
};
const FORGET = {
  name: "delete-old-cruds",
  text: "delete from activities where reply_to_activity_uuid is null and expires_at < now() - interval '10 years'",
};
const DROP_LIVING = { name: "drop-index-living", text: "drop index if exists activities_living" };
const DROP_NEWEST = { name: "drop-index-newest", text: "drop index if exists activities_newest" };
/** As the migrations have them. */
const CREATE_LIVING = {
  name: "create-index-living",
  text: "create index if not exists activities_living on activities (expires_at) where reply_to_activity_uuid is null",
};
const CREATE_NEWEST = {
  name: "create-index-newest",
  text: "create index if not exists activities_newest on activities (created_at desc) where reply_to_activity_uuid is null",
};
const ANALYZE = { name: "analyze-activities", text: "analyze activities" };

export function createMissingIndex(database: Database): Effect & { off(): Promise<void> } {
  const run = async (...statements: { name: string; text: string }[]) => {
    for (const statement of statements) await database.query(statement);
  };
  return {
    async on() {
      await database.query(FILL, [OLD_CRUDS_PER_USER]);
      await run(DROP_LIVING, DROP_NEWEST, ANALYZE);
    },
    /** Also what a process that ended in the middle has left. */
    off: () => run(CREATE_LIVING, CREATE_NEWEST, FORGET, ANALYZE),
  };
}
