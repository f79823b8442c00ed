-- What a first visitor finds. Times are relative to now, so the feed is never empty after a start: existing rows stay
-- as they are, and a seeded crud that has expired lives again.
insert into users (uuid, display_name, handle, email, bio) values
  ('5e0b1a5e-0000-4000-8000-000000000001', 'Andrew Brown', 'andrewbrown', 'andrewbrown@example.com', 'Here for the clouds.'),
  ('5e0b1a5e-0000-4000-8000-000000000002', 'Alt Brown', 'altbrown', 'altbrown@example.com', 'The other one.'),
  ('5e0b1a5e-0000-4000-8000-000000000003', 'Bayko', 'bayko', 'bayko@example.com', ''),
  ('5e0b1a5e-0000-4000-8000-000000000004', 'Londo Mollari', 'londo', 'londo@example.com', 'Ambassador. Ask me about better days.'),
  ('5e0b1a5e-0000-4000-8000-000000000005', 'Worf', 'worf', 'worf@example.com', 'Security.'),
  ('5e0b1a5e-0000-4000-8000-000000000006', 'Garek', 'garek', 'garek@example.com', 'Tailor. Nothing more.')
on conflict do nothing;

insert into activities (uuid, user_uuid, message, created_at, expires_at)
select crud.uuid::uuid, users.uuid, crud.message,
  now() - crud.age::interval, now() + crud.time_left::interval
from (values
  ('c0b1a5e0-0000-4000-8000-000000000001', 'andrewbrown', 'Cloud is fun!', '2 days', '5 days'),
  ('c0b1a5e0-0000-4000-8000-000000000002', 'worf', 'The replicator has no more prune juice. This will be reported.',
    '7 days', '23 days'),
  ('c0b1a5e0-0000-4000-8000-000000000003', 'garek', 'A good hem hides everything. I only speak of trousers, of course.',
    '1 hour', '11 hours'),
  ('c0b1a5e0-0000-4000-8000-000000000005', 'bayko', 'Coffee first, then the pager.', '2 hours', '10 hours'),
  ('c0b1a5e0-0000-4000-8000-000000000006', 'londo', 'In my day a republic had better curtains.', '5 hours', '3 days'),
  ('c0b1a5e0-0000-4000-8000-000000000007', 'altbrown', 'It works on the other machine. I am the other machine.', '9 hours', '15 hours'),
  ('c0b1a5e0-0000-4000-8000-000000000008', 'worf', 'I have inspected the airlocks. They are adequate.', '1 day', '6 days'),
  ('c0b1a5e0-0000-4000-8000-000000000009', 'garek', 'Measure twice, deny once.', '30 hours', '5 days'),
  ('c0b1a5e0-0000-4000-8000-00000000000a', 'bayko', 'An index a day keeps the sequential scan away.', '3 days', '4 days'),
  ('c0b1a5e0-0000-4000-8000-00000000000b', 'londo', 'I was promised an empire and got a committee.', '4 days', '10 days'),
  ('c0b1a5e0-0000-4000-8000-00000000000c', 'altbrown', 'Whoever said naming is hard never had a twin.', '5 days', '20 days'),
  ('c0b1a5e0-0000-4000-8000-00000000000d', 'andrewbrown', 'Trace it before you guess it.', '6 days', '24 days')
) as crud (uuid, handle, message, age, time_left)
join users on users.handle = crud.handle
on conflict (uuid) do update set created_at = excluded.created_at, expires_at = excluded.expires_at
  where activities.expires_at <= now();

insert into activities (uuid, user_uuid, message, reply_to_activity_uuid, created_at)
select 'c0b1a5e0-0000-4000-8000-000000000004', users.uuid, 'Fun is not the word that I would use. Clouds hide ships.',
  crud.uuid, crud.created_at + interval '6 hours'
from activities as crud, users
where crud.uuid = 'c0b1a5e0-0000-4000-8000-000000000001' and users.handle = 'worf'
on conflict (uuid) do update set created_at = excluded.created_at;

-- Everybody else likes the first crud: five notifications for its author. Triggers update the counts.
insert into likes (activity_uuid, user_uuid, created_at)
select crud.uuid, users.uuid, crud.created_at + row_number() over (order by users.handle) * interval '3 hours'
from activities as crud, users
where crud.uuid = 'c0b1a5e0-0000-4000-8000-000000000001' and users.handle in ('altbrown', 'bayko', 'garek', 'londo', 'worf')
on conflict do nothing;

insert into message_groups (uuid, first_user_uuid, second_user_uuid, last_message_at)
select conversation.uuid::uuid, least(one.uuid, other.uuid), greatest(one.uuid, other.uuid), now() - conversation.age::interval
from (values
  ('3e55a9e0-0000-4000-8000-000000000001', 'andrewbrown', 'bayko', '25 minutes'),
  ('3e55a9e0-0000-4000-8000-000000000002', 'andrewbrown', 'londo', '3 hours'),
  ('3e55a9e0-0000-4000-8000-000000000003', 'worf', 'garek', '1 day')
) as conversation (uuid, one, other, age)
join users as one on one.handle = conversation.one
join users as other on other.handle = conversation.other
on conflict do nothing;

insert into messages (uuid, message_group_uuid, user_uuid, message, created_at)
select said.uuid::uuid, message_groups.uuid, users.uuid, said.message, now() - said.age::interval
from (values
  ('3e55a9e1-0000-4000-8000-000000000001', '3e55a9e0-0000-4000-8000-000000000001', 'bayko', 'The feed takes a second this morning. Is it only mine?', '40 minutes'),
  ('3e55a9e1-0000-4000-8000-000000000002', '3e55a9e0-0000-4000-8000-000000000001', 'andrewbrown', 'Send me the trace, the link is in the title bar.', '32 minutes'),
  ('3e55a9e1-0000-4000-8000-000000000003', '3e55a9e0-0000-4000-8000-000000000001', 'bayko', 'Found it: one statement for every crud. Thank you.', '25 minutes'),
  ('3e55a9e1-0000-4000-8000-000000000004', '3e55a9e0-0000-4000-8000-000000000002', 'londo', 'My post of last week is gone. Who has burned it?', '4 hours'),
  ('3e55a9e1-0000-4000-8000-000000000005', '3e55a9e0-0000-4000-8000-000000000002', 'andrewbrown', 'Time did. You chose an hour for it.', '3 hours'),
  ('3e55a9e1-0000-4000-8000-000000000006', '3e55a9e0-0000-4000-8000-000000000003', 'garek', 'Your sash is ready. I have left the seams honest.', '1 day')
) as said (uuid, conversation, handle, message, age)
join message_groups on message_groups.uuid = said.conversation::uuid
join users on users.handle = said.handle
on conflict do nothing;
