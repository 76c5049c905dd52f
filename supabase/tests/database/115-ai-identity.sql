-- What a caller is told: names and visits only when the number proves the client [I8].
begin;
select tests.fixture_ai();
select plan(38);

insert into public.appointments (id, organization_id, client_id, resource_id, service_id, title,
  starts_at, ends_at, status)
select tests.id(v.org, v.name), tests.id(v.org, 'organization'), tests.id(v.org, v.client),
  tests.id(v.org, v.resource), tests.id(v.org, 'service'), 'Tap repair', v.starts_at::timestamptz,
  v.starts_at::timestamptz + interval '1 hour', v.status
from (values
  ('a', 'own visit', 'client', 'resource', '2026-11-25T15:00Z', 'confirmed'),
  ('a', 'past visit', 'client', 'resource', '2026-11-20T15:00Z', 'confirmed'),
  ('a', 'cancelled visit', 'client', 'resource', '2026-11-25T17:00Z', 'cancelled'),
  ('a', 'foreign visit', 'spare client', 'spare resource', '2026-11-25T15:00Z', 'confirmed'),
  ('b', 'harbor visit', 'client', 'resource', '2026-11-25T15:00Z', 'confirmed')
) as v (org, name, client, resource, starts_at, status);
update public.clients set name = 'Maria Lopez' where id = tests.id('a', 'client');

create function tests.known(call text) returns jsonb language sql as $$
  select tests.tool(call, 'look_up_client') - array['organizationId', 'callId', 'language', 'timeZone']
$$;
create function tests.tries(call text, tool text, visit text, org text default 'a') returns text
language sql as $$
  select tests.reason(tests.tool(call, tool, jsonb_build_object('visit_id', tests.id(org, visit))
    || case tool when 'find_slots' then '{}' when 'cancel_visit' then '{"confirmed": true}'
      else '{"slot_id": "sabcdefgh", "confirmed": true}'::jsonb end))
$$;
create temporary table stranger as
  select '{"ok": true, "known": false, "identity": "none"}'::jsonb as answer;

select tests.ai_call('a', 'proven', '+14165559901', 'A');
select tests.ai_call('a', 'partial', '+14165559901', 'B');
select tests.ai_call('a', 'unsigned', '+14165559901', null);
select tests.ai_call('a', 'broken', '+14165559901', 'A');
update public.call_events set payload = payload || '{"shaken_stir_validated": false}'
where id = 'initiated broken';
select tests.ai_call('a', 'elsewhere', '+14165559902', 'A');
select tests.ai_call('a', 'stranger', '+14165559999', 'A');
select tests.ai_call('a', 'withheld', null, 'A');
select tests.ai_call('a', 'outbound', '+14165559901', 'A');
update public.telnyx_calls set direction = 'outbound', from_number = '+14375559901',
  to_number = '+14165559901' where id = tests.id('a', 'outbound');
select tests.ai_call('a', 'second leg', '+14165559901', 'C');
insert into public.call_events (id, organization_id, call_id, source, type, occurred_at, payload)
values ('other leg', tests.id('a', 'organization'), tests.id('a', 'second leg'), 'telnyx',
  'call.initiated', now(), '{"call_control_id": "v3:agent", "shaken_stir_attestation": "A"}');

select is(tests.known('proven'), jsonb_build_object('ok', true, 'known', true, 'identity', 'number',
  'firstName', 'Maria', 'visits', jsonb_build_array(jsonb_build_object(
    'visitId', tests.id('a', 'own visit'), 'startsAt', '2026-11-25T15:00:00.000000Z',
    'endsAt', '2026-11-25T16:00:00.000000Z', 'service', 'Tap repair', 'technician', 'Luis'))),
  'a number with attestation A: first name and own coming visits, and nothing else');
select is(tests.known(call), answer, title) from stranger, (values
  ('partial', 'attestation B proves nothing'),
  ('unsigned', 'nor does none'),
  ('broken', 'nor an A whose signature was not valid'),
  ('elsewhere', 'a client of another organisation is nobody here [I8]'),
  ('stranger', 'a number that no client has'),
  ('withheld', 'no number at all'),
  ('outbound', 'whoever answers our call has proven nothing'),
  ('second leg', 'the attestation of another leg is not the caller''s')
) as t (call, title);

select is(tests.tries('proven', 'find_slots', 'own visit'), 'ok', 'the own visit can be moved');
select is(tests.tries('proven', 'reschedule_visit', 'own visit'), 'not_offered', 'to a slot that was offered');
select is(tests.tries(call, tool, visit, org), expected, format('%s: %s of the %s', call, tool, visit))
from (values
  ('proven', 'foreign visit', 'a', 'unknown_visit'),
  ('proven', 'harbor visit', 'b', 'unknown_visit'),
  ('proven', 'past visit', 'a', 'unknown_visit'),
  ('unsigned', 'own visit', 'a', 'identity_too_low'),
  ('unsigned', 'no visit', 'a', 'identity_too_low')
) as t (call, visit, org, expected),
unnest(array['find_slots', 'reschedule_visit', 'cancel_visit']) as tool;
-- This file asks more than a call may.
delete from public.ai_tool_calls;
select is(tests.tries('proven', 'reschedule_visit', 'cancelled visit'), 'unknown_visit',
  'a cancelled visit is not moved');
select is(tests.tries('proven', 'cancel_visit', 'cancelled visit'), 'ok', 'cancelled again it stays so');
select is((select count(*)::integer from public.appointments where status = 'confirmed'), 4,
  'none of which changed a visit');

-- A number that two share does not say which of them calls.
insert into public.client_phones (organization_id, client_id, phone_number)
values (tests.id('a', 'organization'), tests.id('a', 'spare client'), '+14165559901');
select is(tests.known('proven'), answer, 'a shared number names nobody') from stranger;
select is(tests.tries('proven', 'cancel_visit', 'own visit'), 'identity_too_low', 'and cancels nothing');
update public.clients set archived_at = now() where id = tests.id('a', 'spare client');
select is(tests.known('proven') ->> 'firstName', 'Maria', 'an archived client shares nothing');
update public.clients set company = 'Lopez Ltd.' where id = tests.id('a', 'client');
select is(tests.known('proven') ->> 'firstName', 'Maria Lopez', 'a company has no first name');
update public.clients set archived_at = now() where id = tests.id('a', 'client');
select is(tests.known('proven'), answer, 'nor is an archived client anybody') from stranger;
update public.clients set archived_at = null where id = tests.id('a', 'client');
delete from public.client_phones;
select is(tests.known('proven') ->> 'identity', 'number',
  'whom the number meant when it rang, while nobody has it');

select is(tests.tried('test a', 'look_up_client') ->> 'identity', 'none', 'the test panel plays a number');
insert into public.client_phones (organization_id, client_id, phone_number)
values (tests.id('a', 'organization'), tests.id('a', 'client'), '+14165559901');
select is(tests.tried('test a', 'look_up_client') ->> 'identity', 'number', 'as attested');
update public.telnyx_calls set ai = '{"status": "talking", "language": "fr"}'
where id = tests.id('a', 'proven');
select is(tests.tool('proven', 'look_up_client') ->> 'language', 'fr', 'the language is what the AI speaks now');

select * from finish();
rollback;
