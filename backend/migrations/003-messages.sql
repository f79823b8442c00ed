-- A conversation of two users, in the order of their uuids, so that there is one for each pair.
create table message_groups (
  uuid uuid primary key default gen_random_uuid(),
  first_user_uuid uuid not null references users (uuid) on delete cascade,
  second_user_uuid uuid not null references users (uuid) on delete cascade,
  last_message_at timestamptz not null default now(),
  check (first_user_uuid < second_user_uuid),
  unique (first_user_uuid, second_user_uuid)
);
create index message_groups_of_second_user on message_groups (second_user_uuid);

create table messages (
  uuid uuid primary key default gen_random_uuid(),
  message_group_uuid uuid not null references message_groups (uuid) on delete cascade,
  user_uuid uuid not null references users (uuid) on delete cascade,
  message text not null check (message <> '' and char_length(message) <= 1024),
  created_at timestamptz not null default now()
);
create index messages_of_group on messages (message_group_uuid, created_at);
