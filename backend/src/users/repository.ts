import type { Database } from "../db/database.ts";
import { statement } from "../db/statement.ts";
import type { Profile, UserShort } from "./schema.ts";

export interface UserRepository {
  findShort(handle: string): Promise<UserShort | undefined>;
  /** Everybody, by name. */
  findAll(): Promise<readonly UserShort[]>;
  findProfile(handle: string): Promise<Profile | undefined>;
  /** `undefined` for an unknown handle. Changes that are `undefined` keep the value. */
  updateProfile(handle: string, changes: ProfileChanges): Promise<Profile | undefined>;
  /** Three others: first those whom the reader has not interacted with, and of these the busiest. */
  findSuggested(reader: string): Promise<readonly UserShort[]>;
}

interface ProfileChanges {
  display_name?: string | undefined;
  bio?: string | undefined;
}

const SHORT = statement("user-short", "select uuid, handle, display_name from users where handle = $1");

/** A development identity may be anybody; a hundred is more than a menu shows. */
const ALL = statement(
  "users",
  "select uuid, handle, display_name from users order by display_name, handle limit 100",
);

const PROFILE_COLUMNS = "uuid, handle, display_name, bio, created_at";
const PROFILE = statement("user-profile", `select ${PROFILE_COLUMNS} from users where handle = $1`);
const UPDATE = statement(
  "update-profile",
  `
update users set display_name = coalesce($2, display_name), bio = coalesce($3, bio)
where handle = $1
returning ${PROFILE_COLUMNS}`,
);

/** No crud lives longer than 30 days; the index lets the query skip older ones. */
const SUGGESTED = statement(
  "suggested-users",
  `
with reader as (select uuid from users where handle = $1),
known as (
  select activities.user_uuid as uuid from likes join activities on activities.uuid = likes.activity_uuid
  where likes.user_uuid = (select uuid from reader)
  union
  select activities.user_uuid from reposts join activities on activities.uuid = reposts.activity_uuid
  where reposts.user_uuid = (select uuid from reader)
  union
  select case first_user_uuid when reader.uuid then second_user_uuid else first_user_uuid end
  from message_groups join reader on reader.uuid in (first_user_uuid, second_user_uuid)
)
select users.uuid, users.handle, users.display_name
from users
where users.handle <> $1
order by users.uuid in (select uuid from known),
  (
    select count(*) from activities
    where user_uuid = users.uuid and expires_at > now() and created_at > now() - interval '30 days'
  ) desc, users.display_name
limit 3`,
);

export function createUserRepository(database: Database): UserRepository {
  return {
    findShort: async (handle) => (await database.query<UserShort>(SHORT, [handle]))[0],
    findAll: () => database.query<UserShort>(ALL),
    findProfile: async (handle) => (await database.query<Profile>(PROFILE, [handle]))[0],
    updateProfile: async (handle, { display_name: name, bio }) =>
      (await database.query<Profile>(UPDATE, [handle, name ?? null, bio ?? null]))[0],
    findSuggested: (reader) => database.query<UserShort>(SUGGESTED, [reader]),
  };
}
