import { randomUUID } from "node:crypto";
import type { Database } from "../db/database.ts";
import type { Activity, Notification, Reaction, Reactions, Reply } from "./schema.ts";
import {
  CREATE_CRUD,
  CREATE_REPLY,
  HOME,
  NOTIFICATIONS,
  OF_USER,
  ONE,
  REACT,
  REACTIONS,
  SEARCH,
} from "./statements.ts";

const MAX_CRUDS = 40;
const MAX_NOTIFICATIONS = 50;

/** Lists are newest first, without what has expired. `reader` is the handle of the user who asks. */
export interface ActivityRepository {
  findHome(reader: string, limit: number): Promise<readonly Activity[]>;
  /** At most 40. */
  findOfUser(reader: string, handle: string): Promise<readonly Activity[]>;
  /** Cruds whose message contains `term`, ignoring case, at most 40. */
  search(reader: string, term: string): Promise<readonly Activity[]>;
  /** What others did to the reader's posts, at most 50. */
  findNotifications(reader: string): Promise<readonly Notification[]>;
  /** A crud or a reply, with its replies, oldest first; `undefined` for an unknown uuid. */
  findOne(reader: string, uuid: string): Promise<FoundActivity | undefined>;
  /** `undefined` for an unknown author. */
  createCrud(author: string, crud: NewCrud): Promise<Activity | undefined>;
  /** A reply to a reply becomes a reply to its crud. `undefined` for an unknown author or post. */
  createReply(author: string, uuid: string, message: string): Promise<Reply | undefined>;
  /** Idempotent. `undefined` for an unknown uuid, `unknown_user` for an unknown user. */
  react(
    reader: string,
    uuid: string,
    reaction: Reaction,
    isOn: boolean,
  ): Promise<Reactions | "unknown_user" | undefined>;
}

interface FoundActivity {
  activity: Activity | Reply;
  replies: readonly Reply[];
}

interface NewCrud {
  message: string;
  /** An interval of Postgres, such as `7 days`. */
  ttl: string;
  /** Random by default. */
  uuid?: string;
}

/** A row of `activitiesOf`: a crud has a time to expire, a reply the uuid of what it replies to. */
type ActivityRow = Activity & { reply_to_activity_uuid: string | null };

export function createActivityRepository(database: Database): ActivityRepository {
  const list = async (...query: Parameters<typeof database.query>) =>
    (await database.query<ActivityRow>(...query)).map(toActivity);
  return {
    findHome: (reader, limit) => list(HOME, [reader, limit]),
    findOfUser: (reader, handle) => list(OF_USER, [reader, handle, MAX_CRUDS]),
    search: (reader, term) => list(SEARCH, [reader, toPattern(term), MAX_CRUDS]),
    findNotifications: (reader) => database.query<Notification>(NOTIFICATIONS, [reader, MAX_NOTIFICATIONS]),
    async findOne(reader, uuid) {
      const [row] = await database.query<ActivityRow>(ONE, [reader, uuid]);
      return row && { activity: toActivityOrReply(row), replies: row.replies };
    },
    async createCrud(author, { message, ttl, uuid = randomUUID() }) {
      return (await list(CREATE_CRUD, [author, message, ttl, uuid]))[0];
    },
    async createReply(author, uuid, message) {
      return (await database.query<Reply>(CREATE_REPLY, [author, uuid, message]))[0];
    },
    async react(reader, uuid, reaction, isOn) {
      const { add, remove } = REACT[reaction];
      await database.query(isOn ? add : remove, [reader, uuid]);
      const [row] = await database.query<Reactions & { is_known: boolean }>(REACTIONS, [reader, uuid]);
      if (!row) return undefined;
      const { is_known: isKnown, ...reactions } = row;
      return isKnown ? reactions : "unknown_user";
    },
  };
}

function toActivity({ reply_to_activity_uuid: _target, ...activity }: ActivityRow): Activity {
  return activity;
}

function toActivityOrReply(row: ActivityRow): Activity | Reply {
  const { reply_to_activity_uuid: target, expires_at: _expiry, replies: _replies, ...base } = row;
  return target === null ? toActivity(row) : { ...base, reply_to_activity_uuid: target };
}

/** A pattern for ilike that finds exactly the term, even with `%` and `_` in it. */
function toPattern(term: string): string {
  return `%${term.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
