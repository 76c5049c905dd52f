-- Tasks, notes that can be taken back, main numbers, and that everybody hears of it.
begin;
select tests.fixture();
select plan(29);

create function tests.heard(p_event text) returns bigint language sql as $$
  select count(*) from realtime.messages m where m.event = p_event
    and m.topic = app.org_topic(tests.id('a', 'organization'))
$$;

create temporary table cases (who text, statement text, expected text, title text);
grant select on cases to public;
insert into cases values
  ('agent_a', format('insert into public.client_tasks (client_id, title, assigned_member_id, due_at) values (%L, ''x'', %L, now())',
    tests.id('a', 'client'), tests.id('a', 'other')), 'yes', 'a task is written for a colleague'),
  ('agent_a', format('insert into public.client_tasks (client_id, title, created_by) values (%L, ''x'', %L)',
    tests.id('a', 'client'), tests.id('a', 'other')), 'denied', 'nobody writes one in another''s name'),
  ('agent_a', 'update public.client_tasks set done_by = null', 'denied', 'who did it is not for a browser to say'),
  ('ex_a', format('insert into public.client_tasks (organization_id, client_id, title) values (%L, %L, ''x'')',
    tests.id('a', 'organization'), tests.id('a', 'client')), 'denied', 'who left writes none [I8]'),
  ('owner_b', format('insert into public.client_tasks (organization_id, client_id, title) values (%L, %L, ''x'')',
    tests.id('a', 'organization'), tests.id('a', 'client')), 'denied', 'nor does another business [I8]'),
  ('agent_a', format('update public.client_tasks set client_id = %L', tests.id('a', 'spare client')), 'denied',
    'a task does not change its client by hand'),
  ('agent_a', format('update public.client_notes set deleted_at = now() where id = %L', tests.id('a', 'note')), 'yes',
    'a note is taken away by who wrote it'),
  ('other_a', format('update public.client_notes set deleted_at = now() where id = %L', tests.id('a', 'note')), 'none',
    'and by nobody else'),
  ('agent_a', 'update public.client_notes set edited_at = null', 'denied', 'that it was edited cannot be hidden'),
  ('owner_b', format('select 1 where public.set_main_phone(%L)', tests.id('a', 'phone')), 'none',
    'nobody chooses another business''s main numbers [I8]'),
  ('anon', format('select public.set_main_phone(%L)', tests.id('a', 'phone')), 'denied', 'a stranger may not ask');
select is(tests.probe(who, statement), expected, title) from cases;
select matches(tests.probe('agent_a', format(
  'insert into public.client_tasks (client_id, title) values (%L, ''x'')', tests.id('b', 'client'))),
  '^error 23503', 'a task for another business''s client is refused [I8]');
select matches(tests.probe('agent_a', format(
  'insert into public.client_tasks (client_id, title, assigned_member_id) values (%L, ''x'', %L)',
  tests.id('a', 'client'), tests.id('b', 'agent'))),
  '^error 23503', 'nor is it given to another business''s people [I8]');

-- Who wrote it, who did it.
select tests.become('agent_a');
insert into public.client_tasks (id, client_id, title)
values (tests.id('a', 'promise'), tests.id('a', 'client'), 'Send the receipt');
select tests.become('other_a');
update public.client_tasks set done_at = now() where id = tests.id('a', 'promise');
select tests.become('postgres');
select results_eq(format('select created_by, done_by from public.client_tasks where id = %L', tests.id('a', 'promise')),
  format('values (%L::uuid, %L::uuid)', tests.id('a', 'agent'), tests.id('a', 'other')),
  'a task knows who wrote it and who did it');
update public.client_tasks set done_at = null where id = tests.id('a', 'promise');
select is((select done_by from public.client_tasks where id = tests.id('a', 'promise')), null,
  'undone, nobody did it');

-- Notes.
update public.client_notes set body = 'Another' where id = tests.id('a', 'note');
select isnt((select edited_at from public.client_notes where id = tests.id('a', 'note')), null,
  'an edited note says so');
update public.client_notes set deleted_at = now() where id = tests.id('a', 'note');
select is(tests.probe('agent_a', format('select 1 from public.client_notes where id = %L', tests.id('a', 'note'))),
  'yes', 'who took a note away can bring it back');
select is(tests.probe('other_a', format('select 1 from public.client_notes where id = %L', tests.id('a', 'note'))),
  'none', 'for the others it is gone');
insert into public.client_notes (id, organization_id, client_id, member_id, body)
values (tests.id('a', 'second'), tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'agent'), 'x');
update public.client_notes set deleted_at = now() - interval '2 days' where id = tests.id('a', 'second');
select is((select count(*) from public.client_notes where id = tests.id('a', 'second')), 0::bigint,
  'after a day it is deleted');

-- One main number.
insert into public.client_phones (id, organization_id, client_id, phone_number)
values (tests.id('a', 'work'), tests.id('a', 'organization'), tests.id('a', 'client'), '+14165550168');
select tests.become('agent_a');
select ok(public.set_main_phone(tests.id('a', 'work')), 'another number becomes the main one');
select tests.become('postgres');
create function tests.mains() returns text language sql as $$
  select string_agg(phone_number, ' ') from public.client_phones
  where client_id = tests.id('a', 'client') and is_main
$$;
select is(tests.mains(), '+14165550168', 'in one step');
delete from public.client_phones where id = tests.id('a', 'work');
select is(tests.mains(), '+14165559901', 'when it is removed another takes its place');

-- Live.
delete from realtime.messages;
insert into public.client_notes (organization_id, client_id, member_id, body)
values (tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'agent'), 'x');
update public.client_tasks set done_at = now();
update public.call_tasks set done_at = now();
select is(tests.heard('client_changed'), 3::bigint, 'a note, a task and a call-back are heard of, once each');
select is((select payload from realtime.messages where event = 'client_changed'
  and topic = app.org_topic(tests.id('a', 'organization')) limit 1) -> 'clientIds',
  jsonb_build_array(tests.id('a', 'client')), 'which client, and no more');
select is((select count(*) from realtime.messages where event = 'client_changed'
  and topic = app.org_topic(tests.id('b', 'organization'))), 1::bigint, 'the others hear of theirs [I8]');
delete from realtime.messages;
insert into public.clients (organization_id, name)
select tests.id('a', 'organization'), 'Imported ' || n from generate_series(1, 60) n;
select is(tests.heard('client_changed'), 1::bigint, 'an import is one message');
select is((select payload -> 'clientIds' from realtime.messages where event = 'client_changed'), 'null',
  'that names nobody');

delete from realtime.messages;
delete from public.client_notes where client_id = tests.id('a', 'client');
select is(tests.heard('client_changed'), 1::bigint, 'a note that is deleted is heard of');
delete from realtime.messages;
delete from public.appointments where client_id = tests.id('a', 'client');
delete from public.clients where id = tests.id('a', 'client');
select is(tests.heard('client_changed'), 0::bigint, 'a client that is deleted is not');

select * from finish();
rollback;
