import type { Activity, Reply } from "../activities/schema.ts";
import type { Database } from "../db/database.ts";

const UUIDS = {
  name: "feed-uuids",
  text: `
select uuid, user_uuid, message, replies_count, reposts_count, likes_count, created_at, expires_at,
  exists (select from likes join users on users.uuid = likes.user_uuid where activity_uuid = activities.uuid and handle = $1)
    as liked,
  exists (select from reposts join users on users.uuid = reposts.user_uuid where activity_uuid = activities.uuid and handle = $1)
    as reposted
from activities
where reply_to_activity_uuid is null and expires_at > now()
order by created_at desc, uuid
limit $2`.trim(),
};
const AUTHOR = { name: "feed-author", text: "select display_name, handle from users where uuid = $1" };
const REPLIES = {
  name: "feed-replies",
  text: `
select reply.uuid, reply.reply_to_activity_uuid, display_name, handle, message, replies_count, reposts_count, likes_count,
  false as liked, false as reposted, reply.created_at
from activities as reply join users on users.uuid = reply.user_uuid
where reply_to_activity_uuid = $1
order by reply.created_at, reply.uuid`.trim(),
};

/** The home feed as it is written without thinking of the database: a statement for each author and each list of replies. */
export async function findHomeOneByOne(
  database: Database,
  reader: string,
  limit: number,
): Promise<readonly Activity[]> {
  const cruds = await database.query<Activity & { user_uuid: string }>(UUIDS, [reader, limit]);
  const feed: Activity[] = [];
  for (const { user_uuid: authorUuid, ...crud } of cruds) {
    const [author] = await database.query<{ display_name: string; handle: string }>(AUTHOR, [authorUuid]);
    const replies = await database.query<Reply>(REPLIES, [crud.uuid]);
    feed.push({ ...crud, ...author, replies });
  }
  return feed;
}
