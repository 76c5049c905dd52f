-- Helpers and the fixture for the other files; stays in the test database. Two organisations, a
-- and b, that have one row of everything; `spare` rows are referred to by nothing.
begin;
create extension if not exists pgtap with schema extensions;
drop schema if exists tests cascade;
create schema tests;
grant usage on schema tests to anon, authenticated, service_role;

-- tests.id('a', 'call') is the same uuid everywhere.
create function tests.id(org text, thing text) returns uuid language sql immutable as $$
  select (md5('tests:' || org || ':' || thing))::uuid
$$;

-- Becomes a person or a role for the rest of the transaction; 'postgres' goes back.
create function tests.become(who text) returns void language plpgsql as $$
declare
  v_role text := case when who in ('anon', 'service_role', 'postgres') then who else 'authenticated' end;
begin
  reset role;
  perform set_config('request.jwt.claims', case
    when v_role = 'authenticated'
    then json_build_object('sub', tests.id('user', who), 'role', v_role)::text else '' end, true);
  execute format('set local role %I', v_role);
end
$$;

-- What a statement does for somebody, without a trace: yes (reached rows), none, denied, or the error.
create function tests.probe(who text, statement text) returns text language plpgsql as $$
declare
  v_rows bigint;
begin
  perform tests.become(who);
  execute statement;
  get diagnostics v_rows = row_count;
  raise exception using errcode = 'TT000', message = v_rows::text;
exception
  when sqlstate 'TT000' then
    return case when sqlerrm = '0' then 'none' else 'yes' end;
  when insufficient_privilege then
    return 'denied';
  when others then
    return format('error %s: %s', sqlstate, sqlerrm);
end
$$;

create function tests.fixture_organization(org text, number text, outside text) returns void
language plpgsql as $$
declare
  o uuid := tests.id(org, 'organization');
begin
  insert into public.organizations (id, name) values
    (o, 'Organisation ' || org), (tests.id(org, 'spare organization'), 'Spare ' || org);
  insert into auth.users (id, email)
  select tests.id('user', who || '_' || org), who || '_' || org || '@tests.test'
  from unnest(array['owner', 'agent', 'other', 'ex']) as who;
  insert into public.members (id, organization_id, user_id, role, display_name, email, active)
  select tests.id(org, who), o, tests.id('user', who || '_' || org),
    case who when 'owner' then 'owner' else 'agent' end, who || ' ' || org,
    who || '_' || org || '@tests.test', who <> 'ex'
  from unnest(array['owner', 'agent', 'other', 'ex']) as who;
  insert into public.members (id, organization_id, role, display_name, email)
  values (tests.id(org, 'spare member'), o, 'agent', 'Spare', 'spare@tests.test');
  insert into public.member_invites (id, organization_id, email, role, display_name, invited_by)
  values (tests.id(org, 'invite'), o, 'invited_' || org || '@tests.test', 'agent', 'Invited',
    tests.id(org, 'owner'));
  insert into public.access_revocations (organization_id, member_id)
  values (o, tests.id(org, 'ex'));
  insert into public.clients (id, organization_id, name) values
    (tests.id(org, 'client'), o, 'Client ' || org), (tests.id(org, 'spare client'), o, 'Spare');
  insert into public.client_phones (id, organization_id, client_id, phone_number, is_main)
  values (tests.id(org, 'phone'), o, tests.id(org, 'client'), outside, true);
  insert into public.client_notes (id, organization_id, client_id, member_id, body)
  values (tests.id(org, 'note'), o, tests.id(org, 'client'), tests.id(org, 'agent'), 'Note');
  insert into public.telnyx_phone_numbers (id, organization_id, phone_number, label, is_default)
  values (tests.id(org, 'number'), o, number, 'Main line', true);
  insert into public.agent_devices
    (id, organization_id, member_id, credential_id, sip_username, state, last_seen_at)
  values (tests.id(org, 'device'), o, tests.id(org, 'agent'), 'cred', 'gencred', 'ready', now());
  insert into public.telnyx_calls (
    id, organization_id, direction, from_number, to_number, client_id, phone_number_id, agent_id,
    handled_by, status, outcome, call_control_id, started_at, answered_at, ended_at,
    duration_seconds, version
  ) values (
    tests.id(org, 'call'), o, 'inbound', outside, number, tests.id(org, 'client'),
    tests.id(org, 'number'), tests.id(org, 'agent'), 'person', 'ended', 'answered', 'leg ' || org,
    now() - interval '2 hours', now() - interval '119 minutes', now() - interval '110 minutes', 540, 3
  );
  insert into public.call_legs (call_control_id, organization_id, call_id, role, ended_at)
  values ('leg ' || org, o, tests.id(org, 'call'), 'external', now());
  insert into public.call_events (id, organization_id, call_id, source, type, occurred_at)
  values ('event ' || org, o, tests.id(org, 'call'), 'telnyx', 'call.hangup', now());
  insert into public.call_commands (command_id, organization_id, call_id, kind, body, status)
  values ('command ' || org, o, tests.id(org, 'call'), 'hangup', '{"kind": "hangup"}', 'done');
  insert into public.dead_letters (id, organization_id, source, reason, body)
  values ('letter ' || org, o, 'telnyx', 'unreadable', '{');
  insert into public.call_tasks (id, organization_id, client_id, phone_number, due_at)
  values (tests.id(org, 'task'), o, tests.id(org, 'client'), outside, now());
  insert into public.audit_log (organization_id, action) values (o, 'tests.' || org);
  insert into public.resources (id, organization_id, name) values
    (tests.id(org, 'resource'), o, 'Luis'), (tests.id(org, 'spare resource'), o, 'Spare');
  insert into public.appointments
    (id, organization_id, client_id, resource_id, title, starts_at, ends_at)
  values (tests.id(org, 'appointment'), o, tests.id(org, 'client'), tests.id(org, 'resource'),
    'Visit', now(), now() + interval '1 hour');
end
$$;

-- What the AI dispatcher and the Calendar need, in one organisation. Open Monday to Friday, 9 to 17.
create function tests.fixture_ai_organization(org text, outside text) returns void
language plpgsql as $$
declare
  o uuid := tests.id(org, 'organization');
  profile jsonb := '{"mayBook": true, "mayChange": true, "mayQuote": true, "bookingHorizonDays": 14,
    "callBackWithinMinutes": 30}';
begin
  insert into public.business_hours (organization_id, weekday, opens_at, closes_at)
  select o, day, '09:00', '17:00' from generate_series(1, 5) as day;
  insert into public.holidays (organization_id, day, name) values (o, '2026-12-25', 'Christmas Day');
  insert into public.services (id, organization_id, name, keywords, duration_minutes, price_cents)
  values
    (tests.id(org, 'service'), o, 'Tap repair', '{tap,robinet}', 60, 14500),
    (tests.id(org, 'general service'), o, 'Inspection', '{visit,leaking}', 60, 9500),
    (tests.id(org, 'long service'), o, 'Boiler service', '{boiler,chaudière}', 120, null);
  insert into public.resource_services (organization_id, resource_id, service_id)
  values (o, tests.id(org, 'resource'), tests.id(org, 'long service'));
  insert into public.ai_dispatchers (organization_id, draft) values (o, profile);
  insert into public.ai_dispatcher_versions (organization_id, version, profile) values (o, 1, profile);
  update public.ai_dispatchers d set published_version = 1, live_slot = 'a' where d.organization_id = o;
  insert into public.ai_assistants (organization_id, slot, language, assistant_id)
  values (o, 'a', 'en', 'assistant ' || org);
  insert into public.ai_test_conversations
    (id, organization_id, conversation_id, language, caller_number)
  values (tests.id(org, 'test'), o, 'test ' || org, 'fr', outside);
  insert into public.ai_scenarios (organization_id, name, lines) values (o, 'Books', '{"A tap drips"}');
  insert into public.slot_offers (id, organization_id, call_id, service_id, resource_id, starts_at,
    ends_at, expires_at)
  values ('soffered' || org, o, tests.id(org, 'call'), tests.id(org, 'service'),
    tests.id(org, 'resource'), '2026-11-24T15:00Z', '2026-11-24T16:00Z', '2026-11-23T15:15Z');
  insert into public.call_transcript_segments (id, organization_id, call_id, speaker, text, at)
  values ('segment ' || org, o, tests.id(org, 'call'), 'caller', 'A tap drips', now());
  insert into public.ai_tool_calls (id, organization_id, call_id, tool, ok)
  values ('tool call ' || org, o, tests.id(org, 'call'), 'find_slots', true);
end
$$;
create function tests.fixture_ai() returns void language plpgsql as $$
begin
  perform tests.fixture();
  -- Visits of the tests' Monday, not of today.
  delete from public.appointments;
  perform tests.fixture_ai_organization('a', '+14165559901');
  perform tests.fixture_ai_organization('b', '+14165559902');
end
$$;

-- A call that the AI has: org, name, the caller's number and what his carrier says of it.
create function tests.ai_call(org text, name text, number text, attestation text) returns void
language plpgsql as $$
begin
  insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number, client_id,
    phone_number_id, status, started_at, version, ai)
  values (tests.id(org, name), tests.id(org, 'organization'), 'inbound', number, '+14375559900',
    app.client_by_number(tests.id(org, 'organization'), number), tests.id(org, 'number'), 'active',
    now(), 1, '{"status": "talking", "language": "en"}');
  insert into public.call_legs (call_control_id, organization_id, call_id, role)
  values ('v3:' || name, tests.id(org, 'organization'), tests.id(org, name), 'external');
  insert into public.call_events (id, organization_id, call_id, source, type, occurred_at, payload)
  values ('initiated ' || name, tests.id(org, 'organization'), tests.id(org, name), 'telnyx',
    'call.initiated', now(), jsonb_build_object('call_control_id', 'v3:' || name,
      'shaken_stir_attestation', attestation, 'shaken_stir_validated', attestation is not null));
end
$$;

-- A tool call on Monday, November 23, 2026 at 10:00 in Toronto.
create function tests.tool(call text, tool text, arguments jsonb default '{}', more jsonb default '{}')
returns jsonb language sql as $$
  select public.run_ai_tool(jsonb_build_object('requestId', gen_random_uuid(),
    'callControlId', 'v3:' || call, 'testConversationId', null, 'tool', tool,
    'arguments', arguments, 'at', '2026-11-23T15:00:00Z') || more)
$$;
create function tests.tried(conversation text, tool text, arguments jsonb default '{}')
returns jsonb language sql as $$
  select tests.tool('', tool, arguments,
    jsonb_build_object('callControlId', null, 'testConversationId', conversation))
$$;
-- The id of the first slot found.
create function tests.slot(found jsonb) returns text language sql as $$
  select found #>> '{slots,0,slotId}'
$$;
create function tests.booking(slot_id text, more jsonb default '{}') returns jsonb language sql as $$
  select jsonb_build_object('slot_id', slot_id, 'problem', 'The tap drips', 'confirmed', true) || more
$$;
-- What a refusal says in one word; 'ok' when it is none.
create function tests.reason(answer jsonb) returns text language sql as $$
  select case when answer -> 'ok' = 'true' then 'ok' else answer ->> 'reason' end
$$;

create function tests.fixture() returns void language plpgsql as $$
begin
  perform tests.fixture_organization('a', '+14375559901', '+14165559901');
  perform tests.fixture_organization('b', '+14375559902', '+14165559902');
end
$$;

-- A CallChange: a call of organisation a, changed by `state` and `change`.
create function tests.change(call text, version integer, event text, state jsonb, change jsonb default '{}')
returns jsonb language sql as $$
  select jsonb_build_object(
    'identity', jsonb_build_object(
      'id', tests.id('a', call), 'organizationId', tests.id('a', 'organization'),
      'direction', 'inbound', 'fromNumber', '+14165559901', 'toNumber', '+14375559901',
      'clientId', tests.id('a', 'client'), 'phoneNumberId', tests.id('a', 'number'),
      'callControlId', 'v3:' || call, 'callSessionId', 'session:' || call
    ),
    'expectedVersion', version,
    'state', jsonb_build_object(
      'direction', 'inbound', 'status', 'ringing', 'outcome', null, 'outcomeReason', null,
      'hangupCause', null, 'startedAt', now(), 'answeredAt', null, 'endedAt', null,
      'durationSeconds', null, 'deadlineAt', now() + interval '25 seconds', 'attempts', '[]'::jsonb,
      'current', null, 'declinedBy', '[]'::jsonb,
      'legs', jsonb_build_array(jsonb_build_object(
        'callControlId', 'v3:' || call, 'role', 'external', 'attempt', 0, 'initiatedAt', now(),
        'answeredAt', null, 'bridgedAt', null, 'endedAt', null, 'hangupCause', null
      ))
    ) || state,
    'events', jsonb_build_array(jsonb_build_object(
      'id', event, 'source', 'telnyx', 'type', 'call.initiated', 'occurredAt', now(),
      'event', jsonb_build_object('id', event, 'type', 'leg.initiated',
        'occurredAt', '2026-01-02T03:04:05.123456Z'),
      'payload', jsonb_build_object('call_control_id', 'v3:' || call, 'call_leg_id', 'leg:' || call),
      'ignoredReason', null
    )),
    'commands', '[]'::jsonb, 'commandUpdates', '[]'::jsonb, 'requireFreeMemberId', null,
    'audit', '[]'::jsonb
  ) || change
$$;

-- States of a call, to be merged into tests.change.
create function tests.claimed_by(who text, attempt integer default 1) returns jsonb
language sql as $$
  select jsonb_build_object('status', 'connecting', 'current', jsonb_build_object(
    'number', attempt, 'memberId', tests.id('a', who), 'deviceId', tests.id('a', 'device'),
    'sipUsername', 'gencred', 'startedAt', now(), 'connectedAt', null, 'failedAt', null
  ))
$$;
create function tests.active_with(who text) returns jsonb language sql as $$
  select tests.claimed_by(who)
    || jsonb_build_object('status', 'active', 'answeredAt', now(), 'deadlineAt', null,
      'handledBy', 'person')
$$;
create function tests.missed(reason text) returns jsonb language sql as $$
  select jsonb_build_object('status', 'ended', 'outcome', 'missed', 'outcomeReason', reason,
    'hangupCause', 'timeout', 'endedAt', now(), 'durationSeconds', 0, 'deadlineAt', null)
$$;

select plan(1);
select has_function('tests', 'fixture', 'the helpers are there');
select * from finish();
commit;
