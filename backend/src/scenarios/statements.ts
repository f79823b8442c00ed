import { HOME } from "../activities/statements.ts";
import { statement } from "../db/statement.ts";

/** A microblog that never deletes expired cruds. $1, $2: the first and the last crud of each user. */
export const WRITE_OLD_CRUDS = statement(
  "write-old-cruds",
  `
insert into activities (user_uuid, message, created_at, expires_at)
select users.uuid, repeat('Burned down long ago. ', 12), now() - interval '20 years' - age * interval '1 minute',
  now() - interval '19 years'
from users, generate_series($1::integer, $2::integer) as age`,
);
/** $1: the most rows to delete. Returns how many were deleted. */
export const DELETE_OLD_CRUDS = statement(
  "delete-old-cruds",
  `
with old as (
  select uuid from activities
  where reply_to_activity_uuid is null and expires_at < now() - interval '10 years' limit $1
),
deleted as (delete from activities where uuid in (select uuid from old) returning uuid)
select count(*)::integer as deleted from deleted`,
);
/** The indexes that find the living cruds. */
export const DROP_INDEXES = [
  statement("drop-index-living", "drop index if exists activities_living"),
  statement("drop-index-newest", "drop index if exists activities_newest"),
];
/** As in the migrations. */
export const CREATE_INDEXES = [
  statement(
    "create-index-living",
    "create index if not exists activities_living on activities (expires_at) where reply_to_activity_uuid is null",
  ),
  statement(
    "create-index-newest",
    "create index if not exists activities_newest on activities (created_at desc) where reply_to_activity_uuid is null",
  ),
];
/** `index` is null when a killed process has left it so. */
export const FIND_INDEX = statement("find-index-living", "select to_regclass('activities_living') as index");
export const ANALYZE = statement("analyze-activities", "analyze activities");
export const EXPLAIN_HOME = statement(
  "explain-home-activities",
  `explain (analyze, format json) ${HOME.text}`,
);

/** The home feed one by one. $1: the reader's handle, $2: the most cruds. */
export const FEED_UUIDS = statement(
  "feed-uuids",
  `
select uuid, user_uuid, message, replies_count, reposts_count, likes_count, created_at, expires_at,
  exists (select from likes join users on users.uuid = likes.user_uuid where activity_uuid = activities.uuid and handle = $1)
    as liked,
  exists (select from reposts join users on users.uuid = reposts.user_uuid where activity_uuid = activities.uuid and handle = $1)
    as reposted
from activities
where reply_to_activity_uuid is null and expires_at > now()
order by created_at desc, uuid
limit $2`,
);
export const FEED_AUTHOR = statement("feed-author", "select display_name, handle from users where uuid = $1");
export const FEED_REPLIES = statement(
  "feed-replies",
  `
select reply.uuid, reply.reply_to_activity_uuid, display_name, handle, message, replies_count, reposts_count, likes_count,
  false as liked, false as reposted, reply.created_at
from activities as reply join users on users.uuid = reply.user_uuid
where reply_to_activity_uuid = $1
order by reply.created_at, reply.uuid`,
);

export const BEGIN = statement("begin", "begin");
export const COMMIT = statement("commit", "commit");
export const ROLLBACK = statement("rollback", "rollback");
/** Updates a row, which locks it for others until the transaction ends. */
export const LOCK_ACTIVITY = statement(
  "lock-activity",
  "update activities set likes_count = likes_count where uuid = $1",
);
export const LOCK_USER = statement("lock-user", "update users set bio = bio where handle = $1");
/** Work of about a second, which a transaction with locks should not do. */
export const REPORT_LIKES = statement(
  "report-likes",
  "select max(md5(n::text)), (select count(*) from likes) from generate_series(1, 1500000) as n",
);
export const FIND_BLOCKERS = statement(
  "find-blockers",
  `
select left(regexp_replace(waiting.query, '\\s+', ' ', 'g'), 500) as waiting,
  left(regexp_replace(holder.query, '\\s+', ' ', 'g'), 500) as holder
from pg_stat_activity as waiting
join pg_stat_activity as holder on holder.pid = any (pg_blocking_pids(waiting.pid))
where waiting.datname = current_database()`,
);

export const READ_CLOCK = statement("read-clock", "select now()");
