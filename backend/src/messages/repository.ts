import type { Database } from "../db/database.ts";
import { statement } from "../db/statement.ts";
import type { Message, MessageGroup } from "./schema.ts";

export interface MessageRepository {
  /** The conversations of a user, the one with the latest message first. */
  findGroups(reader: string): Promise<readonly MessageGroup[]>;
  /** The last 100 messages of two users, oldest first. */
  findBetween(reader: string, other: string): Promise<readonly Message[]>;
  /** Starts the conversation with the first message. `undefined` when one of the two does not exist. */
  create(sender: string, receiver: string, message: string): Promise<Message | undefined>;
}

const MAX_MESSAGES = 100;

const GROUPS = statement(
  "message-groups",
  `
select message_groups.uuid, other.display_name, other.handle, message_groups.last_message_at as created_at
from users as reader
join message_groups on reader.uuid in (first_user_uuid, second_user_uuid)
join users as other
  on other.uuid = case first_user_uuid when reader.uuid then second_user_uuid else first_user_uuid end
where reader.handle = $1
order by message_groups.last_message_at desc, message_groups.uuid
limit 100`,
);

const BETWEEN = statement(
  "messages",
  `
select * from (
  select messages.uuid, sender.display_name, sender.handle, messages.message, messages.created_at
  from users as reader, users as other, message_groups, messages, users as sender
  where reader.handle = $1 and other.handle = $2
    and first_user_uuid = least(reader.uuid, other.uuid) and second_user_uuid = greatest(reader.uuid, other.uuid)
    and messages.message_group_uuid = message_groups.uuid and sender.uuid = messages.user_uuid
  order by messages.created_at desc, messages.uuid
  limit $3
) as latest
order by created_at, uuid`,
);

const CREATE = statement(
  "create-message",
  `
with pair as (
  select sender.uuid as sender_uuid, receiver.uuid as receiver_uuid
  from users as sender, users as receiver where sender.handle = $1 and receiver.handle = $2
),
conversation as (
  insert into message_groups (first_user_uuid, second_user_uuid)
  select least(sender_uuid, receiver_uuid), greatest(sender_uuid, receiver_uuid) from pair
  on conflict (first_user_uuid, second_user_uuid) do update set last_message_at = now()
  returning uuid
),
written as (
  insert into messages (message_group_uuid, user_uuid, message)
  select conversation.uuid, pair.sender_uuid, $3 from conversation, pair
  returning *
)
select written.uuid, sender.display_name, sender.handle, written.message, written.created_at
from written join users as sender on sender.uuid = written.user_uuid`,
);

export function createMessageRepository(database: Database): MessageRepository {
  return {
    findGroups: (reader) => database.query<MessageGroup>(GROUPS, [reader]),
    findBetween: (reader, other) => database.query<Message>(BETWEEN, [reader, other, MAX_MESSAGES]),
    create: async (...values) => (await database.query<Message>(CREATE, values))[0],
  };
}
