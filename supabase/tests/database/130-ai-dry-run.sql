-- The test panel: everything is checked and answered, nothing is written unless asked.
begin;
select tests.fixture_ai();
select plan(24);
update public.clients set name = 'Maria Lopez' where id = tests.id('a', 'client');
insert into public.appointments (id, organization_id, client_id, resource_id, service_id, title, starts_at, ends_at)
values (tests.id('a', 'own visit'), tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'resource'),
  tests.id('a', 'service'), 'Tap repair', '2026-11-25T15:00Z', '2026-11-25T16:00Z');

create function tests.world() returns text language sql as $$
  select md5(concat(
    (select string_agg(a::text, '' order by a.id) from public.appointments a),
    (select string_agg(k::text, '' order by k.id) from public.clients k),
    (select string_agg(p::text, '' order by p.id) from public.client_phones p),
    (select string_agg(t::text, '' order by t.id) from public.call_tasks t),
    (select count(*) from realtime.messages)))
$$;
create function tests.find(conversation text, more jsonb default '{}') returns jsonb language sql as $$
  select tests.tried(conversation, 'find_slots', '{"problem": "tap"}'::jsonb || more)
$$;
create temporary table before as select tests.world() as world;
create temporary table found as select tests.find('test a') as found;
create temporary table booked as
  select tests.tried('test a', 'book_visit', tests.booking(tests.slot(found))) as answer from found;
select is(answer - array['visitId', 'organizationId', 'callId', 'timeZone'], jsonb_build_object('ok', true,
  'wouldDo', true, 'name', 'Maria Lopez', 'service', 'Tap repair', 'technician', 'Luis', 'language', 'fr',
  'startsAt', '2026-11-23T16:00:00.000000Z', 'endsAt', '2026-11-23T17:00:00.000000Z'),
  'a booking is answered as if') from booked;
select is(answer ->> 'callId', null, 'of no call') from booked;
select is(tests.reason(tests.tried('test a', 'book_visit', tests.booking(tests.slot(found)))), 'ok', 'again, too') from found;
create temporary table moves as select tests.tried('test a', 'find_slots',
  jsonb_build_object('visit_id', answer ->> 'visitId', 'date_from', '2026-11-26')) as found from booked;
select is(tests.tried('test a', 'reschedule_visit', jsonb_build_object('visit_id', answer ->> 'visitId',
  'slot_id', tests.slot(m.found), 'confirmed', true)) - array['organizationId', 'callId', 'timeZone', 'language', 'technician'],
  jsonb_build_object('ok', true, 'wouldDo', true, 'visitId', answer ->> 'visitId', 'service', 'Tap repair',
    'startsAt', m.found #>> '{slots,0,startsAt}', 'endsAt', m.found #>> '{slots,0,endsAt}'),
  'what would have been booked can be moved') from booked, moves m;
select is(tests.reason(tests.tried('test a', 'cancel_visit', jsonb_build_object('visit_id', answer ->> 'visitId',
  'confirmed', true))), 'ok', 'and cancelled') from booked;
select is(tests.reason(tests.tried('test b', 'cancel_visit', jsonb_build_object('visit_id', answer ->> 'visitId',
  'confirmed', true))), 'unknown_visit', 'in that conversation only') from booked;
select is(tests.tried('test a', 'cancel_visit', jsonb_build_object('visit_id', tests.id('a', 'own visit'),
  'confirmed', true)) ->> 'wouldDo', 'true', 'a real visit would be cancelled');
select is(tests.tried('test a', 'reschedule_visit', jsonb_build_object('visit_id', tests.id('a', 'own visit'),
  'slot_id', found #>> '{slots,2,slotId}', 'confirmed', true)) ->> 'wouldDo', 'true', 'and moved') from found;
select is(tests.tried('test a', tool, arguments) ->> 'wouldDo', 'true', format('%s: said, not done', tool)) from (values
  ('take_message', '{"message": "x"}'::jsonb), ('request_callback', '{"reason": "x"}'), ('request_person', '{"reason": "x"}')
) as t (tool, arguments);
delete from public.ai_tool_calls;
update public.ai_test_conversations set caller_number = '+14165559977' where conversation_id = 'test a';
select is(tests.reason(tests.tried('test a', 'book_visit', tests.booking(tests.slot(tests.find('test a'))))), 'name_needed',
  'a stranger is asked for a name here, too');
select is(tests.tried('test a', 'book_visit', tests.booking(tests.slot(tests.find('test a')), '{"name": "New"}')) ->> 'name',
  'New', 'and would become a client');
select is(tests.reason(tests.tried('test b', 'book_visit', tests.booking(tests.slot(found)))), 'not_offered',
  'another organisation''s test cannot use the slot [I8]') from found;
select is(tests.world(), world, 'after all that the world is as it was') from before;
select is((select count(*)::integer from public.ai_tool_calls where test_conversation_id = tests.id('a', 'test')), 4,
  'the tool calls stand in the log');
select is((select count(*)::integer from public.call_transcript_segments where speaker = 'tool'), 0, 'in no call''s transcript');

-- The slot is really looked at.
delete from public.ai_tool_calls;
update public.resources set active = false where id = tests.id('a', 'spare resource');
insert into public.appointments (organization_id, client_id, resource_id, title, starts_at, ends_at)
values (tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'resource'), 'x', '2026-11-23T16:00Z', '2026-11-23T17:00Z');
select is(answer ->> 'reason' || jsonb_array_length(answer -> 'slots'), 'slot_taken3', 'a slot that is gone is gone for a test, too')
from found, tests.tried('test a', 'book_visit', tests.booking(tests.slot(found), '{"name": "New"}')) as answer;

-- For real.
update public.ai_test_conversations set for_real = true where conversation_id = 'test a';
create temporary table real as select tests.tried('test a', 'book_visit',
  tests.booking(tests.slot(tests.find('test a')), '{"name": "New"}')) as answer;
select is(answer ->> 'wouldDo', null, 'asked for, it is done') from real;
select is((select a.booked_by || (a.source_call_id is null) from public.appointments a where a.id = (answer ->> 'visitId')::uuid),
  'aitrue', 'the visit is there, of no call') from real;
select is(tests.reason(tests.tried('test a', 'take_message', '{"message": "x"}')), 'ok', 'a message');
select is((select count(*)::integer from public.call_tasks where kind = 'message'), 1, 'is a task');
select is((select string_agg(tests.reason(tests.tried('test a', 'book_visit', tests.booking(s ->> 'slotId', '{"name": "New"}'))), ' ')
  from (select tests.find('test a') as found) f, jsonb_array_elements(f.found -> 'slots') s), 'ok ok not_allowed',
  'a test books three visits, no fourth');
select is((select count(distinct client_id)::integer from public.appointments where booked_by = 'ai'), 1, 'for one client');

select * from finish();
rollback;
