-- What a right on a table does not include: columns, other people's rows, keys into another
-- organisation.
begin;
select tests.fixture();
select plan(31);

create temporary table cases (who text, statement text, expected text, title text);
grant select on cases to public;
insert into cases values
  ('agent_a', 'select label from public.agent_devices', 'yes', 'presence is readable'),
  ('agent_a', 'select credential_id from public.agent_devices', 'denied', 'credentials are not'),
  ('agent_a', 'select sip_username from public.agent_devices', 'denied', 'SIP names are not'),
  ('owner_a', 'update public.organizations set ring_timeout_seconds = 30', 'yes',
    'owners change the ring time'),
  ('owner_a', 'update public.organizations set allowed_countries = ''{CU}''', 'denied',
    'nobody in a browser widens where may be dialled [I11]'),
  ('owner_a', 'update public.organizations set dials_per_minute = 1000', 'denied',
    'nor how often [I11]'),
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
    'yes', 'owners make admins'),
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
    tests.id('a', 'organization')), 'denied', 'who left adds nothing');

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
    'even the service cannot link a foreign client [I8]')
) as t (who, statement, title);

select matches(
  tests.probe('agent_a', format(
    'insert into public.client_phones (client_id, phone_number) values (%L, %L)',
    tests.id('a', 'client'), number)), expected, title)
from (values
  ('416 555 0190', '^error 23514', 'only E.164 is stored as a number'),
  ('+14165550190', '^yes', 'and E.164 is')
) as t (number, expected, title);

-- Owners and admins.
update public.members set role = 'admin' where id = tests.id('a', 'other');
select is(tests.probe('other_a', format('update public.members set active = false where id = %L',
  tests.id('a', 'agent'))), 'yes', 'an admin deactivates an agent');
select is(tests.probe('other_a', format('update public.members set active = false where id = %L',
  tests.id('a', 'owner'))), 'none', 'an admin cannot touch the owner');
select is(tests.probe('other_a', format('update public.members set role = ''owner'' where id = %L',
  tests.id('a', 'agent'))), 'denied', 'an admin makes no owner');
select matches(tests.probe('owner_a', format('update public.members set role = ''agent'' where id = %L',
  tests.id('a', 'owner'))), '^error 23514', 'the last owner stays');
select is(tests.probe('anon', 'select app.my_organizations()'), 'denied', 'the app schema is closed to anon');

select * from finish();
rollback;
