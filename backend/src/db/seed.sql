-- What a first visitor finds. Times are relative to now, so the feed is never empty after a start: what is there stays as it
-- is, and a seeded crud that has burned down is lit again.
insert into users (uuid, display_name, handle, email, bio) values
  ('5e0b1a5e-0000-4000-8000-000000000001', 'Andrew Brown', 'andrewbrown', 'andrewbrown@example.com', 'Here for the clouds.'),
  ('5e0b1a5e-0000-4000-8000-000000000002', 'Alt Brown', 'altbrown', 'altbrown@example.com', 'The other one.'),
  ('5e0b1a5e-0000-4000-8000-000000000003', 'Bayko', 'bayko', 'bayko@example.com', ''),
  ('5e0b1a5e-0000-4000-8000-000000000004', 'Londo Mollari', 'londo', 'londo@example.com', 'Ambassador. Ask me about better days.'),
  ('5e0b1a5e-0000-4000-8000-000000000005', 'Worf', 'worf', 'worf@example.com', 'Security.'),
  ('5e0b1a5e-0000-4000-8000-000000000006', 'Garek', 'garek', 'garek@example.com', 'Tailor. Nothing more.')
on conflict do nothing;

insert into activities (uuid, user_uuid, message, likes_count, replies_count, created_at, expires_at)
select crud.uuid::uuid, users.uuid, crud.message, crud.likes_count, crud.replies_count,
  now() - crud.age::interval, now() + crud.time_left::interval
from (values
  ('c0b1a5e0-0000-4000-8000-000000000001', 'andrewbrown', 'Cloud is fun!', 5, 1, '2 days', '5 days'),
  ('c0b1a5e0-0000-4000-8000-000000000002', 'worf', 'The replicator has no more prune juice. This will be reported.',
    0, 0, '7 days', '23 days'),
  ('c0b1a5e0-0000-4000-8000-000000000003', 'garek', 'A good hem hides everything. I only speak of trousers, of course.',
    0, 0, '1 hour', '11 hours')
) as crud (uuid, handle, message, likes_count, replies_count, age, time_left)
join users on users.handle = crud.handle
on conflict (uuid) do update set created_at = excluded.created_at, expires_at = excluded.expires_at
  where activities.expires_at <= now();

insert into activities (uuid, user_uuid, message, reply_to_activity_uuid, created_at)
select 'c0b1a5e0-0000-4000-8000-000000000004', users.uuid, 'Fun is not the word that I would use. Clouds hide ships.',
  crud.uuid, crud.created_at + interval '6 hours'
from activities as crud, users
where crud.uuid = 'c0b1a5e0-0000-4000-8000-000000000001' and users.handle = 'worf'
on conflict (uuid) do update set created_at = excluded.created_at;
