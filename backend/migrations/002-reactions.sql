create table likes (
  activity_uuid uuid not null references activities (uuid) on delete cascade,
  user_uuid uuid not null references users (uuid) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (activity_uuid, user_uuid)
);
create index likes_of_user on likes (user_uuid);

create table reposts (
  activity_uuid uuid not null references activities (uuid) on delete cascade,
  user_uuid uuid not null references users (uuid) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (activity_uuid, user_uuid)
);
create index reposts_of_user on reposts (user_uuid);

-- Triggers keep the counts right whoever writes the rows: two users at once take turns at the activity's row, so no
-- reaction is missed.
create function count_reaction() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    execute format('update activities set %1$I = %1$I + 1 where uuid = $1', tg_argv[0]) using new.activity_uuid;
  else
    execute format('update activities set %1$I = %1$I - 1 where uuid = $1', tg_argv[0]) using old.activity_uuid;
  end if;
  return null;
end $$;
create trigger count_likes after insert or delete on likes for each row execute function count_reaction('likes_count');
create trigger count_reposts after insert or delete on reposts for each row execute function count_reaction('reposts_count');

create function count_reply() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    update activities set replies_count = replies_count + 1 where uuid = new.reply_to_activity_uuid;
  else
    update activities set replies_count = replies_count - 1 where uuid = old.reply_to_activity_uuid;
  end if;
  return null;
end $$;
create trigger count_reply_written after insert on activities for each row
  when (new.reply_to_activity_uuid is not null) execute function count_reply();
create trigger count_reply_deleted after delete on activities for each row
  when (old.reply_to_activity_uuid is not null) execute function count_reply();

-- Until now the counts were written separately.
update activities as crud set likes_count = 0, reposts_count = 0,
  replies_count = (select count(*) from activities as reply where reply.reply_to_activity_uuid = crud.uuid);

-- Finds the living cruds among many that have expired; without it the home feed reads all.
create index activities_living on activities (expires_at) where reply_to_activity_uuid is null;
