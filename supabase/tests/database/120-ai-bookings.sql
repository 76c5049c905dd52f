-- Booking, moving and cancelling by the AI: only what was offered, once, for the right client [I10].
begin;
select tests.fixture_ai();
select plan(56);
select tests.ai_call('a', name, number, attestation) from (values
  ('proven', '+14165559901', 'A'), ('unsigned', '+14165559901', null), ('new', '+14165559990', null),
  ('second', '+14165559901', 'A'), ('withheld', null, null)) as t (name, number, attestation);
select tests.ai_call('b', 'harbor', '+14165559902', 'A');

create function tests.find(call text, more jsonb default '{}') returns jsonb language sql as $$
  select tests.tool(call, 'find_slots', '{"problem": "my tap drips"}'::jsonb || more)
$$;
create function tests.books(call text, slot_id text, more jsonb default '{}') returns jsonb language sql as $$
  select tests.tool(call, 'book_visit', tests.booking(slot_id, more))
$$;
create function tests.visit(answer jsonb) returns public.appointments language sql as $$
  select a from public.appointments a where a.id = (answer ->> 'visitId')::uuid
$$;
-- Every conversation of this file would otherwise use up its budget.
create function tests.new_minute() returns void language sql as $$ delete from public.ai_tool_calls $$;

-- A client who is known.
create temporary table found as select tests.find('proven', '{"part_of_day": "afternoon"}') as found;
select is((found -> 'service')::jsonb, '{"name": "Tap repair", "durationMinutes": 60}', 'the service is found by the problem')
from found;
select is((select array_agg(s ->> 'startsAt') from found, jsonb_array_elements(found -> 'slots') s),
  array['2026-11-23T17:00:00.000000Z', '2026-11-24T17:00:00.000000Z', '2026-11-25T17:00:00.000000Z'],
  'three slots of the part of the day that was asked for');
select is(tests.reason(tests.books('proven', tests.slot(found), more)), 'not_confirmed', title)
from found, (values ('{"confirmed": false}'::jsonb, 'a no is no yes'),
  ('{"confirmed": null}', 'nor is silence')) as t (more, title);
create temporary table booked as
  select tests.books('proven', tests.slot(found), '{"address": "12 Elm St"}') as answer from found;
select is(answer - array['visitId', 'organizationId', 'callId'], jsonb_build_object('ok', true,
  'name', 'Client a', 'service', 'Tap repair', 'technician', 'Luis', 'language', 'en',
  'timeZone', 'America/Toronto', 'startsAt', '2026-11-23T17:00:00.000000Z',
  'endsAt', '2026-11-23T18:00:00.000000Z'), 'booked: who, what and when') from booked;
select is((select to_jsonb(v) - array['id', 'created_at', 'updated_at', 'starts_at', 'ends_at']
  from booked, tests.visit(answer) v), jsonb_build_object(
  'organization_id', tests.id('a', 'organization'), 'client_id', tests.id('a', 'client'),
  'resource_id', tests.id('a', 'resource'), 'service_id', tests.id('a', 'service'),
  'title', 'Tap repair', 'status', 'confirmed', 'booked_by', 'ai', 'source_call_id', tests.id('a', 'proven'),
  'note', E'The tap drips\nAddress: 12 Elm St'), 'the visit says by whom, for whom and from which call');
select is((select detail ->> 'visitId' from public.audit_log where action = 'ai_tool.executed'
  order by id desc limit 1), answer ->> 'visitId', 'the audit row names the visit [I14]') from booked;
select is(tests.books('proven', tests.slot(found)) - 'isDuplicate', answer, 'the same again: the same visit')
from found, booked;
select is((select count(*)::integer from public.appointments), 1, 'and no second one');
select is((select count(*)::integer from public.clients where organization_id = tests.id('a', 'organization')),
  2, 'nor a new client');

-- Slots are of one conversation, for a quarter of an hour.
select is(tests.reason(tests.books(call, found #>> '{slots,1,slotId}')), 'not_offered', title)
from found, (values ('second', 'another call''s slot'), ('harbor', 'another organisation''s slot [I8]')) as t (call, title);
select is(tests.reason(tests.tool('proven', 'book_visit', tests.booking(found #>> '{slots,1,slotId}'),
  jsonb_build_object('at', at))), expected, title)
from found, (values ('2026-11-23T15:15:00Z', 'offer_expired', 'a slot that was offered a quarter of an hour ago'),
  ('2026-11-23T15:14:59Z', 'ok', 'and one of a second less')) as t (at, expected, title);

-- The slot is gone.
select tests.new_minute();
create temporary table late as select tests.find('second', '{"date_from": "2026-11-26", "date_to": "2026-11-26"}') as found;
update public.resources set active = false where id = tests.id('a', 'spare resource');
insert into public.appointments (id, organization_id, client_id, resource_id, title, starts_at, ends_at)
values (tests.id('a', 'in the way'), tests.id('a', 'organization'), tests.id('a', 'client'),
  tests.id('a', 'resource'), 'x', '2026-11-26T14:30Z', '2026-11-26T15:30Z');
create temporary table lost as select tests.books('second', tests.slot(found)) as answer from late;
select is(answer ->> 'reason', 'slot_taken', 'a slot that somebody took is refused') from lost;
select is(jsonb_array_length(answer -> 'slots'), 3, 'with three others') from lost;
select is(answer #>> '{slots,0,startsAt}', '2026-11-26T15:30:00.000000Z', 'near the one that was wanted') from lost;
select is(tests.reason(tests.books('second', tests.slot(answer))), 'ok', 'which can be booked') from lost;
update public.resources set active = true, name = 'Sam' where id = tests.id('a', 'spare resource');
select is(tests.books('second', tests.slot(found)) ->> 'technician', 'Sam',
  'another technician who is free takes it') from late;
select tests.new_minute();
update public.resources set active = false where id = tests.id('a', 'spare resource');
insert into public.holidays (organization_id, day, name) values (tests.id('a', 'organization'), '2026-11-26', 'x');
select is(tests.books('second', found #>> '{slots,1,slotId}') - array['slots', 'message', 'organizationId', 'callId',
  'language', 'timeZone'], '{"ok": false, "reason": "outside_hours"}', 'a day that was closed meanwhile') from late;
delete from public.business_hours where organization_id = tests.id('a', 'organization');
select is(tests.books('second', found #>> '{slots,1,slotId}') -> 'slots', '[]', 'nothing is offered when nothing is free')
from late;
select is(tests.find('second') - array['service', 'message', 'organizationId', 'callId', 'language', 'timeZone'],
  '{"ok": true, "slots": []}', 'nor found');
insert into public.business_hours (organization_id, weekday, opens_at, closes_at)
select tests.id('a', 'organization'), day, '09:00', '17:00' from generate_series(1, 5) as day;
delete from public.holidays where day = '2026-11-26';

-- Somebody who is not known.
select tests.new_minute();
create temporary table news as select tests.find('new', '{"date_from": "2026-11-30"}') as found;
select is(tests.reason(tests.books('new', tests.slot(found))), 'name_needed', 'a stranger is asked for a name') from news;
create temporary table joined as
  select tests.books('new', tests.slot(found), '{"name": "  Zoë\u0007 Novak ", "address": "9 Oak St"}') as answer from news;
select results_eq($$
  select k.name, k.address, k.preferred_language, k.organization_id, p.phone_number, p.is_main, v.note
  from joined, tests.visit(answer) v join public.clients k on k.id = v.client_id
  left join public.client_phones p on p.client_id = k.id$$,
  $$values ('Zoë  Novak', '9 Oak St', 'en', tests.id('a', 'organization'), '+14165559990', true,
    E'The tap drips\nAddress: 9 Oak St\nCalled from +14165559990 (number not proven)')$$,
  'and becomes a client with that number');
select is((select client_id from public.telnyx_calls where id = tests.id('a', 'new')), v.client_id,
  'whom the call now names') from joined, tests.visit(answer) v;
select is((select client_id from tests.visit(tests.books('new', found #>> '{slots,1,slotId}'))), v.client_id,
  'the next visit of that call is theirs, too') from news, joined, tests.visit(answer) v;
select is(tests.reason(tests.tool('new', 'cancel_visit', jsonb_build_object('visit_id', answer ->> 'visitId',
  'confirmed', true))), 'ok', 'who booked in this call may cancel in it, known or not') from joined;
select is(tests.reason(tests.tool('unsigned', 'cancel_visit', jsonb_build_object('visit_id',
  (select a.id from public.appointments a where a.source_call_id = tests.id('a', 'new') and a.status <> 'cancelled'),
  'confirmed', true))), 'identity_too_low', 'and nobody else');
-- The number of a client, without proof: nothing of the client's is touched.
create temporary table posed as
  select tests.books('unsigned', tests.slot(tests.find('unsigned', '{"date_from": "2026-12-01"}')),
    '{"name": "Client a"}') as answer;
select isnt(v.client_id, tests.id('a', 'client'), 'who only shows a client''s number is not that client')
from posed, tests.visit(answer) v;
select is((select count(*)::integer from public.client_phones where phone_number = '+14165559901'), 1,
  'and does not get the number');
select matches(v.note, 'Called from \+14165559901 \(number not proven\)', 'which stands in the note')
from posed, tests.visit(answer) v;
select is(tests.reason(tests.books('withheld', tests.slot(tests.find('withheld', '{"date_from": "2026-12-02"}')),
  '{"name": "Anonymous"}')), 'ok', 'without a number a name is enough');
-- A family's number.
insert into public.client_phones (organization_id, client_id, phone_number)
values (tests.id('a', 'organization'), tests.id('a', 'spare client'), '+14165559901');
update public.clients set name = 'Renée Roy' where id = tests.id('a', 'spare client');
select tests.ai_call('a', 'family', '+14165559901', 'A');
select is((select client_id from tests.visit(tests.books('family',
  tests.slot(tests.find('family', '{"date_from": "2026-12-02"}')), '{"name": "renee roy"}'))),
  tests.id('a', 'spare client'), 'a proven number that a family shares, and the name of one of them');
delete from public.client_phones where client_id = tests.id('a', 'spare client');
-- For somebody else.
select tests.ai_call('a', 'daughter', '+14165559901', 'A');
select matches((tests.visit(tests.books('daughter', tests.slot(tests.find('daughter', '{"date_from": "2026-12-03"}')),
  '{"name": "Grandma"}'))).note, E'\nName given: Grandma$', 'another name goes into the note');

-- Three visits a call.
select tests.new_minute();
create temporary table greedy as select tests.find('daughter', '{"date_from": "2026-12-03"}') as found;
select is((select string_agg(tests.reason(tests.books('daughter', s ->> 'slotId')), ' ')
  from greedy, jsonb_array_elements(found -> 'slots') s), 'ok ok not_allowed', 'a call books three visits, no fourth');

-- Moving.
select tests.new_minute();
create temporary table moves as
  select (b.answer ->> 'visitId')::uuid as visit_id, tests.tool('proven', 'find_slots', jsonb_build_object(
    'visit_id', b.answer ->> 'visitId', 'date_from', '2026-11-23', 'date_to', '2026-11-23')) as found
  from booked b;
create function tests.move(slot_id text, more jsonb default '{}') returns jsonb language sql as $$
  select tests.tool('proven', 'reschedule_visit', jsonb_build_object(
    'visit_id', (select visit_id from moves), 'slot_id', slot_id, 'confirmed', true) || more)
$$;
select is((select array_agg(s ->> 'startsAt') from moves, jsonb_array_elements(found -> 'slots') s),
  array['2026-11-23T16:00:00.000000Z', '2026-11-23T17:30:00.000000Z', '2026-11-23T19:30:00.000000Z'],
  'a visit does not stand in its own way');
select is(tests.reason(tests.move(tests.slot(found), '{"confirmed": false}')), 'not_confirmed', 'a move needs a yes')
from moves;
select is(tests.move(found #>> '{slots,1,slotId}') - array['organizationId', 'callId', 'language', 'timeZone'],
  jsonb_build_object('ok', true, 'visitId', visit_id, 'service', 'Tap repair', 'technician', 'Luis',
    'startsAt', '2026-11-23T17:30:00.000000Z', 'endsAt', '2026-11-23T18:30:00.000000Z'), 'moved') from moves;
select is(tests.move(found #>> '{slots,1,slotId}') ->> 'isDuplicate', 'true', 'the same again: moved once') from moves;
select is(a.starts_at, timestamptz '2026-11-23T17:30Z', 'the visit stands at its new time')
from moves m join public.appointments a on a.id = m.visit_id;
select is(tests.reason(tests.move(tests.slot(tests.find('proven', '{"problem": "boiler"}')))), 'not_offered',
  'a slot for something else does not fit');
select is(tests.reason(tests.move('soffereda')), 'not_offered', 'nor another call''s slot');
insert into public.appointments (organization_id, client_id, resource_id, title, starts_at, ends_at)
values (tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'resource'), 'x',
  '2026-11-23T19:30Z', '2026-11-23T20:00Z');
select is(tests.move(found #>> '{slots,2,slotId}') - array['slots', 'message', 'organizationId', 'callId',
  'language', 'timeZone'], '{"ok": false, "reason": "slot_taken"}', 'nor one that somebody took') from moves;
select tests.new_minute();
insert into public.appointments (id, organization_id, client_id, resource_id, title, starts_at, ends_at)
values (tests.id('a', 'long'), tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'resource'),
  'Boiler service, cellar', '2026-12-04T14:00Z', '2026-12-04T16:30Z');
select is(tests.tool('proven', 'find_slots', jsonb_build_object('visit_id', tests.id('a', 'long'))) -> 'service',
  '{"name": "Boiler service", "durationMinutes": 150}', 'a visit that a person made keeps its length');

-- Cancelling.
select is(tests.reason(tests.tool('proven', 'cancel_visit', jsonb_build_object('visit_id', visit_id))),
  'not_confirmed', 'a cancellation needs a yes') from moves;
select is(tests.tool('proven', 'cancel_visit', jsonb_build_object('visit_id', visit_id, 'confirmed', true)) ->> 'startsAt',
  '2026-11-23T17:30:00.000000Z', 'and tells what was cancelled') from moves;
select is(a.status, 'cancelled', 'the visit is cancelled') from moves m join public.appointments a on a.id = m.visit_id;
select is(tests.reason(tests.move(tests.slot(found))), 'unknown_visit', 'and cannot be moved any more') from moves;
select is(tests.reason(tests.books('proven', tests.slot(b.found))), 'offer_expired', 'nor its slot be used again')
from found b;

-- What the owner does not allow.
update public.ai_dispatcher_versions set profile = profile || '{"mayBook": false, "mayChange": false, "mayQuote": false}';
select tests.new_minute();
select is(tests.reason(tests.tool('proven', tool, arguments)), 'not_allowed', format('%s is not allowed', tool))
from (values
  ('find_slots', '{"problem": "tap"}'::jsonb), ('book_visit', tests.booking('soffereda')),
  ('reschedule_visit', jsonb_build_object('visit_id', tests.id('a', 'long'), 'slot_id', 'soffereda', 'confirmed', true)),
  ('cancel_visit', jsonb_build_object('visit_id', tests.id('a', 'long'), 'confirmed', true)),
  ('quote_price', '{"service": "tap"}')
) as t (tool, arguments);
select is(tests.reason(tests.tried('test a', 'quote_price', '{"service": "tap"}')), 'ok', 'the draft may differ');
delete from public.ai_dispatcher_versions;
select is(tests.reason(tests.tool('proven', 'find_slots', '{"problem": "tap"}')), 'not_allowed',
  'without a published profile nothing is');

select * from finish();
rollback;
