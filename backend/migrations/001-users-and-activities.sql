create table users (
  uuid uuid primary key default gen_random_uuid(),
  display_name text not null,
  handle text not null unique check (handle ~ '^[a-z0-9_]{1,30}$'),
  email text not null unique,
  cognito_user_id text unique,
  bio text not null default '',
  created_at timestamptz not null default now()
);

create table activities (
  uuid uuid primary key default gen_random_uuid(),
  user_uuid uuid not null references users (uuid) on delete cascade,
  message text not null check (message <> '' and char_length(message) <= 1024),
  replies_count integer not null default 0 check (replies_count >= 0),
  reposts_count integer not null default 0 check (reposts_count >= 0),
  likes_count integer not null default 0 check (likes_count >= 0),
  reply_to_activity_uuid uuid references activities (uuid) on delete cascade,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  -- A crud expires; a reply ends with its crud and has no time of its own.
  check ((reply_to_activity_uuid is null) = (expires_at is not null))
);

-- The home feed reads the newest cruds, then the replies of each.
create index activities_newest on activities (created_at desc) where reply_to_activity_uuid is null;
create index activities_replies on activities (reply_to_activity_uuid, created_at) where reply_to_activity_uuid is not null;
create index activities_of_user on activities (user_uuid, created_at desc);
