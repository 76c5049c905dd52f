-- What a right on a table does not include: columns, other people's rows, keys into another
-- organisation.
begin;
select tests.fixture_ai();
select plan(46);

create temporary table cases (who text, statement text, expected text, title text);
grant select on cases to public;
insert into cases values
  ('agent_a', 'select label from public.agent_devices', 'yes', 'presence is readable'),
  ('agent_a', 'select credential_id from public.agent_devices', 'denied', 'credentials are not'),
  ('agent_a', 'select sip_username from public.agent_devices', 'denied', 'SIP names are not'),
  ('owner_a', 'update public.organizations set ring_timeout_seconds = 30', 'yes',
    'owners change the ring time'),
  ('owner_a', 'insert into public.allowed_destinations (organization_id, country) values
    (app.my_organization(), ''CU'')', 'denied', 'nobody in a browser widens where may be dialled [I11]'),
  ('owner_a', 'update public.spend_limits set dials_per_minute = 1000', 'denied', 'nor how often [I11]'),
  ('owner_a', 'update public.telnyx_phone_numbers set label = ''x''', 'yes', 'owners label numbers'),
  ('owner_a', 'update public.telnyx_phone_numbers set ai_dispatcher_enabled = true', 'denied',
    'the AI switch goes through its function'),
  ('owner_a', 'update public.telnyx_phone_numbers set phone_number = ''+14165550190''', 'denied',
    'a number cannot be rewritten'),
  ('agent_a', 'update public.call_tasks set done_at = now()', 'yes', 'agents finish tasks'),
  ('agent_a', 'update public.call_tasks set phone_number = ''+14165550190''', 'denied',
    'tasks keep their number'),
  ('agent_a', format('update public.call_tasks set assigned_member_id = %L', tests.id('a', 'other')),
    'yes', 'tasks are handed to colleagues'),
  ('agent_a', 'update public.clients set organization_id = organization_id', 'denied',
    'clients do not change organisation'),
  ('owner_a', format('update public.members set role = ''admin'' where id = %L', tests.id('a', 'agent')),
    'denied', 'roles go through manage-team'),
  ('other_a', format('update public.client_notes set body = ''x'' where id = %L', tests.id('a', 'note')),
    'none', 'a colleague''s note cannot be changed'),
  ('other_a', format('delete from public.client_notes where id = %L', tests.id('a', 'note')),
    'none', 'nor deleted'),
  ('agent_a', format('insert into public.client_notes (client_id, body) values (%L, ''x'')',
    tests.id('a', 'client')), 'yes', 'author and organisation of a note are filled in'),
  ('agent_a', format('insert into public.client_notes (client_id, member_id, body) values (%L, %L, ''x'')',
    tests.id('a', 'client'), tests.id('a', 'other')), 'denied', 'nobody writes in another''s name'),
  ('agent_a', 'insert into public.clients (name) values (''x'')', 'yes',
    'a new client is the caller''s organisation''s'),
  ('ex_a', format('insert into public.clients (organization_id, name) values (%L, ''x'')',
    tests.id('a', 'organization')), 'denied', 'who left adds nothing'),
  ('owner_a', 'update public.telnyx_phone_numbers set ai_mode = ''overflow''', 'denied',
    'when the AI answers goes through its function'),
  ('owner_a', 'update public.telnyx_phone_numbers set ai_language = ''fr''', 'denied',
    'so does its language'),
  ('agent_a', 'update public.call_tasks set note = ''x''', 'denied', 'what a caller left stays as it is'),
  ('owner_a', 'update public.telnyx_calls set ai = null', 'denied', 'nobody takes a call from the AI by hand'),
  ('owner_a', 'update public.appointments set note = ''x''', 'denied', 'visits go through save_visit'),
  ('owner_a', format('update public.services set organization_id = %L', tests.id('b', 'organization')),
    'denied', 'a service is not given to another organisation'),
  ('owner_a', format('insert into public.holidays (organization_id, day, name) values (%L, now(), ''x'')',
    tests.id('b', 'organization')), 'denied', 'nobody closes another business'),
  ('owner_b', format('delete from public.business_hours where organization_id = %L',
    tests.id('a', 'organization')), 'none', 'nor changes its hours'),
  ('other_a', 'select conversation_id from public.ai_test_conversations', 'none',
    'test conversations are the owner''s');

select is(tests.probe(who, statement), expected, title) from cases;

select matches(tests.probe(who, statement), '^error 23503', title)
from (values
  ('agent_a', format(
    'insert into public.client_phones (client_id, phone_number) values (%L, ''+14165550190'')',
    tests.id('b', 'client')), 'a phone for a foreign client is refused [I8]'),
  ('agent_a', format('insert into public.client_notes (client_id, body) values (%L, ''x'')',
    tests.id('b', 'client')), 'a note on a foreign client is refused [I8]'),
  ('agent_a', format('update public.call_tasks set assigned_member_id = %L', tests.id('b', 'agent')),
    'a task for a foreign member is refused [I8]'),
  ('service_role', format('update public.telnyx_calls set client_id = %L where organization_id = %L',
    tests.id('b', 'client'), tests.id('a', 'organization')),
    'even the service cannot link a foreign client [I8]'),
  ('owner_a', format('insert into public.resource_services values (%L, %L, %L)',
    tests.id('a', 'organization'), tests.id('a', 'resource'), tests.id('b', 'service')),
    'nobody does a foreign service [I8]'),
  ('service_role', format($$insert into public.appointments (organization_id, client_id, resource_id,
    service_id, title, starts_at, ends_at) values (%L, %L, %L, %L, 'x', now(), now() + interval '1 hour')$$,
    tests.id('a', 'organization'), tests.id('a', 'client'), tests.id('a', 'resource'),
    tests.id('b', 'service')), 'a visit has no foreign service [I8]'),
  ('service_role', format($$insert into public.slot_offers (id, organization_id, call_id, service_id,
    resource_id, starts_at, ends_at, expires_at)
    values ('snew', %L, %L, %L, %L, now(), now() + interval '1 hour', now())$$,
    tests.id('a', 'organization'), tests.id('b', 'call'), tests.id('a', 'service'),
    tests.id('a', 'resource')), 'nothing is offered in a foreign call [I8]'),
  ('service_role', format($$insert into public.ai_tool_calls (id, organization_id, test_conversation_id,
    tool, ok) values ('new', %L, %L, 'x', true)$$,
    tests.id('a', 'organization'), tests.id('b', 'test')), 'nor logged in a foreign conversation [I8]')
) as t (who, statement, title);

select matches(
  tests.probe('agent_a', format(
    'insert into public.client_phones (client_id, phone_number) values (%L, %L)',
    tests.id('a', 'client'), number)), expected, title)
from (values
  ('416 555 0190', '^error 23514', 'only E.164 is stored as a number'),
  ('+14165550190', '^yes', 'and E.164 is')
) as t (number, expected, title);

select matches(tests.probe('service_role', statement), '^error 23P01', title)
from (values
  (format($$insert into public.appointments (organization_id, client_id, resource_id, title, starts_at,
    ends_at) select %L, %L, %L, 'x', now() + n * interval '59 minutes', now() + n * interval '59 minutes'
    + interval '1 hour' from generate_series(0, 1) as n$$, tests.id('a', 'organization'),
    tests.id('a', 'client'), tests.id('a', 'resource')),
    'a technician has one visit at a time, whoever writes [I10]')
) as t (statement, title);
select is(tests.probe('service_role', format(
  $$insert into public.appointments (organization_id, client_id, resource_id, title, starts_at, ends_at)
    select %L, %L, %L, 'x', now() + n * interval '1 hour', now() + (n + 1) * interval '1 hour'
    from generate_series(0, 1) as n$$, tests.id('a', 'organization'), tests.id('a', 'client'),
  tests.id('a', 'resource'))), 'yes', 'one may begin when the other ends');

-- Owners and admins.
update public.members set role = 'admin' where id = tests.id('a', 'other');
select is(tests.probe('other_a', format('update public.members set active = false where id = %L',
  tests.id('a', 'agent'))), 'denied', 'people are deactivated through manage-team');
select is(tests.probe('other_a', format('update public.members set active = false where id = %L',
  tests.id('a', 'owner'))), 'denied', 'an admin cannot touch the owner');
select is(tests.probe('other_a', format('update public.members set role = ''owner'' where id = %L',
  tests.id('a', 'agent'))), 'denied', 'an admin makes no owner');
select matches(tests.probe('service_role', format('update public.members set role = ''agent'' where id = %L',
  tests.id('a', 'owner'))), '^error 23514', 'the last owner stays');
select is(tests.probe('anon', 'select app.my_organizations()'), 'denied', 'the app schema is closed to anon');

select * from finish();
rollback;
