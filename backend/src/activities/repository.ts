import type { Database } from "../db/database.ts";
import type { Activity } from "./schema.ts";

export interface ActivityRepository {
  /** The newest cruds that have not expired, each with its replies, oldest reply first. */
  findHome(limit: number): Promise<readonly Activity[]>;
}

// One statement: the replies of the chosen cruds only, so a long list costs no statement for each.
const HOME = {
  name: "home-activities",
  text: `
select crud.uuid, author.display_name, author.handle, crud.message, crud.replies_count, crud.reposts_count,
  crud.likes_count, crud.created_at, crud.expires_at, coalesce(thread.replies, '[]') as replies
from (
  select * from activities
  where reply_to_activity_uuid is null and expires_at > now()
  order by created_at desc, uuid
  limit $1
) as crud
join users as author on author.uuid = crud.user_uuid
left join lateral (
  select json_agg(json_build_object(
    'uuid', reply.uuid, 'reply_to_activity_uuid', reply.reply_to_activity_uuid,
    'display_name', replier.display_name, 'handle', replier.handle, 'message', reply.message,
    'replies_count', reply.replies_count, 'reposts_count', reply.reposts_count, 'likes_count', reply.likes_count,
    'created_at', reply.created_at
  ) order by reply.created_at, reply.uuid) as replies
  from activities as reply join users as replier on replier.uuid = reply.user_uuid
  where reply.reply_to_activity_uuid = crud.uuid
) as thread on true
order by crud.created_at desc, crud.uuid`.trim(),
};

export function createActivityRepository(database: Database): ActivityRepository {
  return {
    findHome: (limit) => database.query<Activity>(HOME, [limit]),
  };
}
