-- Membership, devices, presence, and what an outbound call needs to know.
begin;
select tests.fixture();
select plan(37);

create function tests.as(who text, expression text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute 'select to_jsonb(' || expression || ')' into v_answer;
  perform tests.become('postgres');
  return v_answer;
end
$$;

select is(tests.as('agent_a', 'public.my_membership()'), jsonb_build_object(
  'memberId', tests.id('a', 'agent'), 'organizationId', tests.id('a', 'organization'),
  'organizationName', 'Organisation a', 'timeZone', 'America/Toronto', 'role', 'agent',
  'displayName', 'agent a', 'email', 'agent_a@tests.test',
  'language', 'en', 'availability', 'available', 'channelEpoch', 1), 'a member''s place');
select is(tests.as('ex_a', 'public.my_membership()'), null, 'who left has none');
select is(tests.as('nobody', 'public.my_membership()'), null, 'nor has a user without membership');
select is(tests.probe('anon', 'select public.my_membership()'), 'denied', 'a stranger may not even ask');

-- Every function x role.
select is(
  (select string_agg(p.proname, ' ' order by p.proname) from pg_proc p
    where p.pronamespace = 'public'::regnamespace and has_function_privilege('authenticated', p.oid, 'execute')),
  'accept_invite begin_history_export call_history call_story call_task_counts call_transcript caller_facts calling_notice cancel_visit_by_member change_call_task change_calls client_duplicates client_timeline create_client_for_call create_organization health_days health_echo history_choices history_counts last_settings_change limits_state line_hours live_calls merge_clients my_membership my_shortcuts_off report_call_quality report_device save_line_hours save_my_preferences save_my_shortcuts_off save_visit save_who_rings search_audit_log set_call_client set_main_phone switch_organization team team_people tell_clients_apart unmerge_clients update_call_notes welcome_state who_rings',
  'what a browser may call');
select is_empty($$
  select name from unnest(array['agent_device', 'commit_call', 'db_now', 'due_calls', 'load_call',
    'load_for_event', 'member_name', 'outbound_context', 'park_dead_letter', 'save_device',
    'store_loose_event', 'touch_call']) as name
  where not exists (
    select from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = name
      and has_function_privilege('service_role', p.oid, 'execute')
  )
$$, 'what the functions may call');

-- Devices.
create function tests.device(p_device text) returns text language sql as $$
  select format('public.agent_device(%L, %s)', tests.id('a', 'agent'),
    coalesce(quote_literal(tests.id('a', p_device)), 'null'))
$$;
select is(tests.as('service_role', tests.device('device')), jsonb_build_object(
  'deviceId', tests.id('a', 'device'), 'sipUsername', 'gencred', 'credentialId', 'cred',
  'state', 'ready', 'fresh', true), 'a device that was asked for');
select is(tests.as('service_role', tests.device(null)) ->> 'deviceId', tests.id('a', 'device')::text,
  'the freshest');
update public.agent_devices set last_seen_at = now() - interval '12 seconds';
select is(tests.as('service_role', tests.device(null)), null, 'none that was silent for 11 s');
select is(tests.as('service_role', tests.device('device')) ->> 'fresh', 'false', 'and it is not fresh');
select is(tests.as('agent_a', format('public.report_device(%L, ''offline'')', tests.id('a', 'device'))),
  'true', 'a browser reports itself');
select is(tests.as('service_role', tests.device('device')) ->> 'fresh', 'false', 'offline is not fresh');
select is(tests.as('agent_a', format('public.report_device(%L, ''ready'', ''Front desk'')',
  tests.id('a', 'device'))), 'true', 'ready');
select is(tests.as('service_role', tests.device(null)) ->> 'fresh', 'true', 'is');
select is((select label from public.agent_devices where organization_id = tests.id('a', 'organization')),
  'Front desk', 'with its name');
select is(tests.as('other_a', format('public.report_device(%L, ''offline'')', tests.id('a', 'device'))),
  'false', 'nobody reports for a colleague');
select is(tests.as('ex_a', format('public.report_device(%L, ''ready'')', tests.id('a', 'device'))),
  'false', 'nor after leaving');
select is(tests.as('agent_a', 'public.report_device(gen_random_uuid(), ''ready'')'), 'false',
  'an unknown browser is not created');
select matches(tests.probe('agent_a', format('select public.report_device(%L, ''asleep'')',
  tests.id('a', 'device'))), '^error 23514', 'there are four states');

select is(tests.as('service_role', format('public.save_device(%L)', jsonb_build_object(
  'deviceId', tests.id('a', device), 'memberId', tests.id('a', member),
  'organizationId', tests.id('a', 'organization'), 'credentialId', credential, 'sipUsername', 'gen'))),
  '{"ok": true}', title)
from (values
  ('device', 'agent', 'cred2', 'a new credential replaces the old one'),
  ('device', 'other', 'cred3', 'a browser that two people share'),
  ('device2', 'agent', 'cred4', 'a second browser')
) as t (device, member, credential, title);
select is((select string_agg(credential_id, ',' order by credential_id) from public.agent_devices
  where organization_id = tests.id('a', 'organization')), 'cred2,cred3,cred4', 'has two credentials');
select matches(tests.probe('service_role', format('select public.save_device(%L)', jsonb_build_object(
  'deviceId', tests.id('a', 'x'), 'memberId', tests.id('b', 'agent'),
  'organizationId', tests.id('a', 'organization'), 'credentialId', 'x', 'sipUsername', 'x'))),
  '^error 23503', 'a member of another organisation is refused [I8]');

-- Presence.
create function tests.presence_of(who text) returns text language sql as $$
  select row ->> 'presence' from jsonb_array_elements(
    tests.as('agent_a', '(select jsonb_agg(t) from public.team() as t)')) as row
  where row ->> 'memberId' = tests.id('a', who)::text
$$;
select is(tests.presence_of('agent'), 'available', 'a ready browser seen lately');
select is(tests.presence_of('other'), 'signed_out', 'a browser that never reported');
select is(tests.presence_of('ex'), null, 'who left is no colleague');

-- What an outbound call needs to know.
create function tests.outbound(number text, client uuid, too text) returns jsonb language sql as $$
  select tests.as('service_role', format('public.outbound_context(%L, %L, %L, %L, null)',
    tests.id('a', 'agent'), number, client, too))
$$;
select is(tests.outbound(null, null, '+14165559901') - 'device' #- '{number,policy}', jsonb_build_object(
  'number', jsonb_build_object('id', tests.id('a', 'number'), 'organizationId', tests.id('a', 'organization'),
    'phoneNumber', '+14375559901', 'connectionId', null),
  'numberGiven', false, 'client', null, 'clientByNumber', tests.id('a', 'client'), 'busy', false),
  'the default number, and whose the dialled one is');
select is(tests.outbound(tests.id('b', 'number')::text, tests.id('b', 'client'), '+14165559902')
  - 'device', '{"number": null, "numberGiven": true, "client": null, "clientByNumber": null, "busy": false}',
  'another organisation''s number and client are nobody''s [I8]');
select is(tests.outbound(null, tests.id('a', 'client'), '+1') #>> '{client,id}', tests.id('a', 'client')::text,
  'the client asked for');
insert into public.telnyx_calls
  (id, organization_id, direction, from_number, to_number, agent_id, status, started_at, version)
values (tests.id('a', 'out'), tests.id('a', 'organization'), 'outbound', '+14375559901', '+14165550190',
  tests.id('a', 'agent'), 'active', now(), 1);
select is(tests.outbound(null, null, '+1') - 'number' - 'device' - 'client',
  '{"numberGiven": false, "clientByNumber": null, "busy": false}', 'a conversation can be put on hold');
update public.telnyx_calls set status = 'ringing', deadline_at = now()
where id = tests.id('a', 'out');
select is(tests.outbound(null, null, '+1') -> 'busy', 'true', 'a call out that still rings makes busy');
select is(tests.presence_of('agent'), 'in_call', 'and shows');
update public.members set active = false where id = tests.id('a', 'agent');
select is(tests.outbound(null, null, '+1'), null, 'who left calls nobody');

-- Notes of a call.
select is(tests.as('other_a', format('public.update_call_notes(%L, ''A note'', p_tags => ''{vip}'')',
  tests.id('a', 'call'))) - 'id', '{"notes": "A note", "disposition": null, "tags": ["vip"]}',
  'a member writes notes');
select is(tests.as('other_a', format('public.update_call_notes(%L, p_disposition => ''booked'')',
  tests.id('a', 'call'))) - 'id', '{"notes": "A note", "disposition": "booked", "tags": ["vip"]}',
  'null leaves a field as it is');
select is(tests.as('owner_b', format('public.update_call_notes(%L, ''Mine'')', tests.id('a', 'call'))),
  null, 'nobody writes on another organisation''s call [I8]');

select * from finish();
rollback;
