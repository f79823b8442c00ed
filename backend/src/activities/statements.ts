import { statement } from "../db/statement.ts";

/** A crud lives until it expires, a reply as long as its crud. */
const LIVING = `
  select activities.* from activities
  left join activities as root on root.uuid = activities.reply_to_activity_uuid
  where activities.uuid = $2 and coalesce(root.expires_at, activities.expires_at) > now()`;

/**
 * The cruds of `source`, each with its author, its replies (oldest first) and what the reader, whose handle is $1, did
 * to them. One statement, however long the list.
 */
function activitiesOf(source: string): string {
  return `
with crud as (${source})
select crud.uuid, author.display_name, author.handle, crud.message, crud.replies_count, crud.reposts_count,
  crud.likes_count,
  exists (select from likes where activity_uuid = crud.uuid and user_uuid = reader.uuid) as liked,
  exists (select from reposts where activity_uuid = crud.uuid and user_uuid = reader.uuid) as reposted,
  crud.created_at, crud.expires_at, crud.reply_to_activity_uuid, coalesce(thread.replies, '[]') as replies
from crud
join users as author on author.uuid = crud.user_uuid
left join users as reader on reader.handle = $1
left join lateral (
  select json_agg(json_build_object(
    'uuid', reply.uuid, 'reply_to_activity_uuid', reply.reply_to_activity_uuid,
    'display_name', replier.display_name, 'handle', replier.handle, 'message', reply.message,
    'replies_count', reply.replies_count, 'reposts_count', reply.reposts_count, 'likes_count', reply.likes_count,
    'liked', exists (select from likes where activity_uuid = reply.uuid and user_uuid = reader.uuid),
    'reposted', exists (select from reposts where activity_uuid = reply.uuid and user_uuid = reader.uuid),
    'created_at', reply.created_at
  ) order by reply.created_at, reply.uuid) as replies
  from activities as reply join users as replier on replier.uuid = reply.user_uuid
  where reply.reply_to_activity_uuid = crud.uuid
) as thread on true
order by crud.created_at desc, crud.uuid`;
}

/** $2: the most cruds. */
export const HOME = statement(
  "home-activities",
  activitiesOf(`
  select * from activities
  where reply_to_activity_uuid is null and expires_at > now()
  order by created_at desc, uuid
  limit $2`),
);

/** $2: the author's handle, $3: the most cruds. */
export const OF_USER = statement(
  "user-activities",
  activitiesOf(`
  select activities.* from activities join users on users.uuid = activities.user_uuid
  where users.handle = $2 and reply_to_activity_uuid is null and expires_at > now()
  order by activities.created_at desc, activities.uuid
  limit $3`),
);

/** $2: a pattern for ilike, $3: the most cruds. */
export const SEARCH = statement(
  "search-activities",
  activitiesOf(`
  select * from activities
  where reply_to_activity_uuid is null and expires_at > now() and message ilike $2
  order by created_at desc, uuid
  limit $3`),
);

/** $2: uuid of a crud or a reply. */
export const ONE = statement("one-activity", activitiesOf(LIVING));

/** $2: the message, $3: the interval to live, $4: the uuid. No row for an unknown handle $1. */
export const CREATE_CRUD = statement(
  "create-activity",
  activitiesOf(`
  insert into activities (uuid, user_uuid, message, expires_at)
  select $4::uuid, users.uuid, $2, now() + $3::interval from users where users.handle = $1
  returning *`),
);

/** $2: the uuid of the post that is replied to, $3: the message. No row for an unknown handle $1 or uuid. */
export const CREATE_REPLY = statement(
  "create-reply",
  `
with target as (${LIVING}),
reply as (
  insert into activities (user_uuid, message, reply_to_activity_uuid)
  select users.uuid, $3, coalesce(target.reply_to_activity_uuid, target.uuid) from target, users where users.handle = $1
  returning *
)
select reply.uuid, reply.reply_to_activity_uuid, author.display_name, author.handle, reply.message, reply.replies_count,
  reply.reposts_count, reply.likes_count, false as liked, false as reposted, reply.created_at
from reply join users as author on author.uuid = reply.user_uuid`,
);

const react = (table: "likes" | "reposts") => `
with target as (${LIVING})
insert into ${table} (activity_uuid, user_uuid)
select target.uuid, users.uuid from target, users where users.handle = $1
on conflict do nothing`;

const takeBack = (table: "likes" | "reposts") => `
delete from ${table} using users
where users.handle = $1 and ${table}.user_uuid = users.uuid and ${table}.activity_uuid = $2`;

/** $2: uuid of a crud or a reply. Triggers keep the counts (002-reactions.sql). */
export const REACT = {
  like: {
    add: statement("like-activity", react("likes")),
    remove: statement("unlike-activity", takeBack("likes")),
  },
  repost: {
    add: statement("repost-activity", react("reposts")),
    remove: statement("unrepost-activity", takeBack("reposts")),
  },
};

/** $2: uuid of a crud or a reply. */
export const REACTIONS = statement(
  "activity-reactions",
  `
with target as (${LIVING})
select target.uuid, target.likes_count, target.reposts_count, reader.uuid is not null as is_known,
  exists (select from likes where activity_uuid = target.uuid and user_uuid = reader.uuid) as liked,
  exists (select from reposts where activity_uuid = target.uuid and user_uuid = reader.uuid) as reposted
from target left join users as reader on reader.handle = $1`,
);

/** $2: the most notifications. Leaves out what the reader did to their own posts. */
export const NOTIFICATIONS = statement(
  "notifications",
  `
with own as (
  select activities.uuid, activities.user_uuid, coalesce(activities.reply_to_activity_uuid, activities.uuid) as crud_uuid
  from activities join users as reader on reader.uuid = activities.user_uuid
  left join activities as root on root.uuid = activities.reply_to_activity_uuid
  where reader.handle = $1 and coalesce(root.expires_at, activities.expires_at) > now()
),
event as (
  select 'reply' as kind, reply.uuid, reply.user_uuid as actor_uuid, reply.created_at, own.crud_uuid, own.user_uuid
  from own join activities as reply on reply.reply_to_activity_uuid = own.uuid
  union all
  select 'like', own.uuid, likes.user_uuid, likes.created_at, own.crud_uuid, own.user_uuid
  from own join likes on likes.activity_uuid = own.uuid
  union all
  select 'repost', own.uuid, reposts.user_uuid, reposts.created_at, own.crud_uuid, own.user_uuid
  from own join reposts on reposts.activity_uuid = own.uuid
)
select event.kind, crud.uuid as activity_uuid, owner.handle as activity_handle, subject.uuid, actor.display_name,
  actor.handle, subject.message, subject.replies_count, subject.reposts_count, subject.likes_count,
  exists (select from likes where activity_uuid = subject.uuid and likes.user_uuid = event.user_uuid) as liked,
  exists (select from reposts where activity_uuid = subject.uuid and reposts.user_uuid = event.user_uuid) as reposted,
  event.created_at, crud.expires_at, '[]'::json as replies
from event
join activities as crud on crud.uuid = event.crud_uuid
join activities as subject on subject.uuid = event.uuid
join users as owner on owner.uuid = crud.user_uuid
join users as actor on actor.uuid = event.actor_uuid
where event.actor_uuid <> event.user_uuid
order by event.created_at desc, event.kind, event.actor_uuid
limit $2`,
);
