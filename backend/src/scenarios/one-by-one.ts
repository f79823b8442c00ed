import type { Activity, Reply } from "../activities/schema.ts";
import type { Database } from "../db/database.ts";
import { FEED_AUTHOR, FEED_REPLIES, FEED_UUIDS } from "./statements.ts";

/** The home feed, written without a thought of the database: a statement for each author and each list of replies. */
export async function findHomeOneByOne(
  database: Database,
  reader: string,
  limit: number,
): Promise<readonly Activity[]> {
  const cruds = await database.query<Activity & { user_uuid: string }>(FEED_UUIDS, [reader, limit]);
  const feed: Activity[] = [];
  for (const { user_uuid: authorUuid, ...crud } of cruds) {
    const [author] = await database.query<{ display_name: string; handle: string }>(FEED_AUTHOR, [
      authorUuid,
    ]);
    const replies = await database.query<Reply>(FEED_REPLIES, [crud.uuid]);
    feed.push({ ...crud, ...author, replies });
  }
  return feed;
}
