-- Every table x role x verb, on the rows of organisation a. Each denial has its positive control in
-- the same column: the same statement succeeds for somebody else [I8].
begin;
select tests.fixture_ai();
insert into public.appointments
  (id, organization_id, client_id, resource_id, title, starts_at, ends_at)
select tests.id(org, 'appointment'), tests.id(org, 'organization'), tests.id(org, 'client'),
  tests.id(org, 'resource'), 'Visit', now(), now() + interval '1 hour'
from unnest(array['a', 'b']) as org;
insert into public.ring_steps (id, organization_id, phone_number_id, position, ring_seconds)
select tests.id(org, 'ring step'), tests.id(org, 'organization'), tests.id(org, 'number'), 0, 20
from unnest(array['a', 'b']) as org;
insert into public.ring_step_members (organization_id, ring_step_id, member_id)
select tests.id(org, 'organization'), tests.id(org, 'ring step'), tests.id(org, 'agent')
from unnest(array['a', 'b']) as org;
insert into public.client_erasures (organization_id, client_id, counts)
select tests.id(org, 'organization'), tests.id(org, 'client'), '{}'
from unnest(array['a', 'b']) as org;
insert into public.client_tasks (organization_id, client_id, title)
select tests.id(org, 'organization'), tests.id(org, 'client'), 'Send the receipt'
from unnest(array['a', 'b']) as org;
insert into public.client_distinctions (organization_id, client_a, client_b)
select tests.id(org, 'organization'), least(tests.id(org, 'client'), tests.id(org, 'spare client')),
  greatest(tests.id(org, 'client'), tests.id(org, 'spare client'))
from unnest(array['a', 'b']) as org;
-- A third client, for a pair that nobody has told apart.
insert into public.clients (id, organization_id, name)
values ('ffffffff-ffff-4fff-bfff-ffffffffffff', tests.id('a', 'organization'), 'Third');
insert into public.client_merges (organization_id, kept_id, gone_id)
select tests.id(org, 'organization'), tests.id(org, 'client'), tests.id(org, 'spare client')
from unnest(array['a', 'b']) as org;
insert into public.health_reports (organization_id, state)
select tests.id(org, 'organization'), 'ok' from unnest(array['a', 'b']) as org;
insert into public.telnyx_setups (organization_id, call_control_application_id)
select tests.id(org, 'organization'), org
from unnest(array['a', 'b']) as org;
insert into public.number_setups (organization_id, kind, phone_number)
select tests.id(org, 'organization'), 'buy', '+1416555019' || row_number() over ()
from unnest(array['a', 'b']) as org;
insert into public.member_preferences (organization_id, member_id)
select tests.id(org, 'organization'), tests.id(org, 'agent') from unnest(array['a', 'b']) as org;
insert into public.dial_reservations (organization_id, call_id, kind, destination, country, number_type,
  rate_per_minute, time_limit_seconds, reserved)
select tests.id(org, 'organization'), tests.id(org, 'call'), 'agent', '+14165559901', 'CA', 'mobile',
  300, 60, 300
from unnest(array['a', 'b']) as org;

insert into public.call_quality (organization_id, call_id, member_id, what, since)
select tests.id(org, 'organization'), tests.id(org, 'call'), tests.id(org, 'agent'), 'slow', now()
from unnest(array['a', 'b']) as org;
insert into public.history_views (id, organization_id, member_id, name, query)
select tests.id(org, 'view'), tests.id(org, 'organization'), tests.id(org, 'agent'), 'Mine', 'type=missed'
from unnest(array['a', 'b']) as org;
insert into public.call_entry_tags (organization_id, tag, started_at, call_id)
select tests.id(org, 'organization'), 'urgent', now(), tests.id(org, 'call') from unnest(array['a', 'b']) as org;
insert into public.call_words (organization_id, call_id, started_at, month, words)
select tests.id(org, 'organization'), tests.id(org, 'call'), now(), 0, '' from unnest(array['a', 'b']) as org
on conflict do nothing;

create temporary table verbs (verb text, place integer);
insert into verbs values ('select', 1), ('insert', 2), ('update', 3), ('delete', 4);

-- What an agent and the owner of organisation a may: select, insert, update, delete.
-- y: yes, reaches rows. n: none, the policy hides them. d: denied.
create temporary table rights (name text, agent text[], owner text[]);
insert into rights values
  ('organizations', '{y,d,n,d}', '{y,d,y,d}'),
  ('members', '{y,d,n,d}', '{y,d,y,d}'),
  ('agent_devices', '{y,d,d,d}', '{y,d,d,d}'),
  ('clients', '{y,y,y,n}', '{y,y,y,y}'),
  ('client_phones', '{y,y,y,y}', '{y,y,y,y}'),
  ('client_notes', '{y,y,y,y}', '{y,y,n,n}'),
  ('client_tasks', '{y,y,y,y}', '{y,y,y,y}'),
  ('client_distinctions', '{y,d,d,d}', '{y,d,d,d}'),
  ('client_merges', '{y,d,d,d}', '{y,d,d,d}'),
  ('telnyx_phone_numbers', '{y,d,n,d}', '{y,d,y,d}'),
  ('telnyx_calls', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_entries', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_entry_tags', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_words', '{d,d,d,d}', '{d,d,d,d}'),
  ('call_days', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_spans', '{d,d,d,d}', '{d,d,d,d}'),
  ('call_totals', '{d,d,d,d}', '{d,d,d,d}'),
  ('history_views', '{y,y,y,y}', '{n,y,n,n}'),
  ('call_legs', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_events', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_quality', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_commands', '{n,d,d,d}', '{y,d,d,d}'),
  ('dead_letters', '{n,d,d,d}', '{y,d,d,d}'),
  ('call_tasks', '{y,d,y,d}', '{y,d,y,d}'),
  ('audit_log', '{n,d,d,d}', '{y,d,d,d}'),
  ('member_preferences', '{y,d,d,d}', '{n,d,d,d}'),
  ('spend_limits', '{y,d,d,d}', '{y,d,d,d}'),
  ('allowed_destinations', '{y,d,d,d}', '{y,d,d,d}'),
  ('dial_reservations', '{n,d,d,d}', '{y,d,d,d}'),
  ('resources', '{y,d,d,d}', '{y,d,d,d}'),
  ('appointments', '{y,d,d,d}', '{y,d,d,d}'),
  ('business_hours', '{y,d,n,n}', '{y,y,y,y}'),
  ('holidays', '{y,d,n,n}', '{y,y,y,y}'),
  ('services', '{y,d,n,n}', '{y,y,y,y}'),
  ('resource_services', '{y,d,n,n}', '{y,y,y,y}'),
  ('slot_offers', '{y,d,d,d}', '{y,d,d,d}'),
  ('ai_dispatchers', '{y,d,d,d}', '{y,d,d,d}'),
  ('ai_dispatcher_versions', '{y,d,d,d}', '{y,d,d,d}'),
  ('ai_assistants', '{n,d,d,d}', '{y,d,d,d}'),
  ('ai_test_conversations', '{n,d,d,d}', '{y,d,d,d}'),
  ('ai_scenarios', '{y,d,d,d}', '{y,d,d,d}'),
  ('call_transcript_segments', '{y,d,d,d}', '{y,d,d,d}'),
  ('ai_tool_calls', '{y,d,d,d}', '{y,d,d,d}'),
  ('ring_steps', '{y,d,d,d}', '{y,d,d,d}'),
  ('ring_step_members', '{y,d,d,d}', '{y,d,d,d}'),
  ('client_erasures', '{n,d,d,d}', '{y,d,d,d}'),
  ('number_setups', '{n,d,d,d}', '{y,d,d,d}'),
  ('health_reports', '{y,d,d,d}', '{y,d,d,d}'),
  ('telnyx_setups', '{n,d,d,d}', '{y,d,d,d}'),
  ('member_invites', '{n,d,d,d}', '{y,d,d,d}'),
  ('access_revocations', '{n,d,d,d}', '{y,d,d,d}');

-- $o: the organisation. The update writes a column that some role may write.
create temporary table probes (name text, insert_sql text, update_sql text, delete_where text);
insert into probes values
  ('health_reports', $$insert into public.health_reports (organization_id, state)
    values ($o, 'bad')$$, 'state = state', 'true'),
  ('member_preferences', format($$insert into public.member_preferences (organization_id, member_id)
    values ($o, %L)$$, tests.id('a', 'other')), 'shortcuts_off = shortcuts_off', 'true'),
  ('organizations', $$insert into public.organizations (name) values ('New')$$,
    'name = name', format('id = %L', tests.id('a', 'spare organization'))),
  ('members', $$insert into public.members (organization_id, role, display_name, email)
    values ($o, 'agent', 'New', 'new@tests.test')$$,
    'display_name = display_name', format('id = %L', tests.id('a', 'spare member'))),
  ('agent_devices', format($$insert into public.agent_devices (id, organization_id, member_id)
    values (gen_random_uuid(), $o, %L)$$, tests.id('a', 'agent')), 'label = label', 'true'),
  ('clients', $$insert into public.clients (organization_id, name) values ($o, 'New')$$,
    'name = name', format('id = %L', tests.id('a', 'spare client'))),
  ('client_phones', format($$insert into public.client_phones
    (organization_id, client_id, phone_number) values ($o, %L, '+14165550199')$$,
    tests.id('a', 'client')), 'label = label', 'true'),
  ('client_notes', format($$insert into public.client_notes
    (organization_id, client_id, member_id, body)
    values ($o, %L, coalesce(app.my_member_id($o), %L), 'New')$$,
    tests.id('a', 'client'), tests.id('a', 'agent')), 'body = body', 'true'),
  ('client_tasks', format($$insert into public.client_tasks (organization_id, client_id, title)
    values ($o, %L, 'New')$$, tests.id('a', 'client')), 'done_at = now()', 'true'),
  ('client_distinctions', format($$insert into public.client_distinctions
    (organization_id, client_a, client_b) values ($o, %L, 'ffffffff-ffff-4fff-bfff-ffffffffffff')
    on conflict (client_a, client_b) do nothing$$, tests.id('a', 'client')),
    'member_id = member_id', 'true'),
  ('client_merges', format($$insert into public.client_merges (organization_id, kept_id, gone_id)
    values ($o, %L, %L)$$, tests.id('a', 'client'), tests.id('a', 'spare client')),
    'undone_at = now()', 'true'),
  ('telnyx_phone_numbers', $$insert into public.telnyx_phone_numbers (organization_id, phone_number)
    values ($o, '+14165550198')$$, 'label = label', 'true'),
  ('telnyx_calls', $$insert into public.telnyx_calls
    (id, organization_id, direction, to_number, status, started_at, version)
    values (gen_random_uuid(), $o, 'inbound', '+1', 'active', now(), 1)$$, 'notes = notes', 'true'),
  ('call_legs', format($$insert into public.call_legs (call_control_id, organization_id, call_id, role)
    values ('new', $o, %L, 'agent')$$, tests.id('a', 'call')), 'attempt = attempt', 'true'),
  ('call_events', format($$insert into public.call_events
    (id, organization_id, call_id, source, type, occurred_at)
    values ('new', $o, %L, 'app', 'x', now())$$, tests.id('a', 'call')), 'type = type', 'true'),
  ('call_quality', format($$insert into public.call_quality
    (organization_id, call_id, member_id, what, since) values ($o, %L, %L, 'slow', now())$$,
    tests.id('a', 'call'), tests.id('a', 'other')), 'loss_in = loss_in', 'true'),
  ('call_commands', format($$insert into public.call_commands
    (command_id, organization_id, call_id, kind, body) values ('new', $o, %L, 'x', '{}')$$,
    tests.id('a', 'call')), 'tries = tries', 'true'),
  ('dead_letters', $$insert into public.dead_letters (id, organization_id, source, reason, body)
    values ('new', $o, 'x', 'x', 'x')$$, 'times = times', 'true'),
  ('call_tasks', $$insert into public.call_tasks (organization_id, due_at) values ($o, now())$$,
    'done_at = now()', 'true'),
  -- Every organisation is born with its limits.
  ('spend_limits', $$insert into public.spend_limits as l (organization_id) values ($o)
    on conflict (organization_id) do update set daily_cap_cents = l.daily_cap_cents$$,
    'daily_cap_cents = daily_cap_cents', 'true'),
  ('allowed_destinations', $$insert into public.allowed_destinations (organization_id, country)
    values ($o, 'LV')$$, 'country = country', 'true'),
  ('dial_reservations', $$insert into public.dial_reservations (organization_id, call_id, kind,
    destination, country, number_type, rate_per_minute, time_limit_seconds, reserved)
    values ($o, gen_random_uuid(), 'agent', '+1', 'CA', 'mobile', 300, 60, 300)$$,
    'reserved = reserved', 'true'),
  ('audit_log', $$insert into public.audit_log (organization_id, action) values ($o, 'x')$$,
    'action = action', 'true'),
  ('resources', $$insert into public.resources (organization_id, name) values ($o, 'New')$$,
    'name = name', format('id = %L', tests.id('a', 'spare resource'))),
  ('appointments', format($$insert into public.appointments
    (organization_id, client_id, resource_id, title, starts_at, ends_at)
    values ($o, %L, %L, 'New', now() + interval '1 day', now() + interval '25 hours')$$,
    tests.id('a', 'client'), tests.id('a', 'resource')), 'title = title', 'true'),
  ('business_hours', $$insert into public.business_hours
    (organization_id, weekday, opens_at, closes_at) values ($o, 6, '09:00', '12:00')$$,
    'closes_at = closes_at', 'true'),
  ('holidays', $$insert into public.holidays (organization_id, day, name)
    values ($o, '2027-01-01', 'New Year')$$, 'name = name', 'true'),
  ('services', $$insert into public.services (organization_id, name, duration_minutes)
    values ($o, 'New', 60)$$, 'name = name', 'true'),
  ('resource_services', format($$insert into public.resource_services
    (organization_id, resource_id, service_id) values ($o, %L, %L)$$,
    tests.id('a', 'resource'), tests.id('a', 'service')), 'service_id = service_id', 'true'),
  ('slot_offers', format($$insert into public.slot_offers (id, organization_id, call_id, service_id,
    resource_id, starts_at, ends_at, expires_at)
    values ('snew', $o, %L, %L, %L, now(), now() + interval '1 hour', now())$$,
    tests.id('a', 'call'), tests.id('a', 'service'), tests.id('a', 'resource')),
    'expires_at = expires_at', 'true'),
  ('ai_dispatchers', format($$insert into public.ai_dispatchers (organization_id, draft)
    values (%L, '{}')$$, tests.id('a', 'spare organization')), 'draft = draft', 'true'),
  ('ai_dispatcher_versions', $$insert into public.ai_dispatcher_versions
    (organization_id, version, profile) values ($o, 2, '{}')$$, 'profile = profile', 'true'),
  ('ai_assistants', $$insert into public.ai_assistants
    (organization_id, slot, language, assistant_id) values ($o, 'b', 'en', 'new')$$,
    'body_hash = body_hash', 'true'),
  ('ai_test_conversations', $$insert into public.ai_test_conversations (organization_id)
    values ($o)$$, 'for_real = true', 'true'),
  ('ai_scenarios', $$insert into public.ai_scenarios (organization_id, name, lines)
    values ($o, 'New', '{x}')$$, 'name = name', 'true'),
  ('call_transcript_segments', format($$insert into public.call_transcript_segments
    (id, organization_id, call_id, speaker, text, at) values ('new', $o, %L, 'ai', 'x', now())$$,
    tests.id('a', 'call')), 'text = text', 'true'),
  ('ai_tool_calls', format($$insert into public.ai_tool_calls (id, organization_id, call_id, tool, ok)
    values ('new', $o, %L, 'x', true)$$, tests.id('a', 'call')), 'ok = ok', 'true'),
  ('ring_steps', format($$insert into public.ring_steps
    (organization_id, phone_number_id, position, ring_seconds) values ($o, %L, 1, 20)$$,
    tests.id('a', 'number')), 'ring_seconds = ring_seconds', 'true'),
  ('ring_step_members', format($$insert into public.ring_step_members
    (organization_id, ring_step_id, member_id) values ($o, %L, %L)$$,
    tests.id('a', 'ring step'), tests.id('a', 'owner')), 'member_id = member_id', 'true'),
  ('client_erasures', $$insert into public.client_erasures (organization_id, client_id, counts)
    values ($o, gen_random_uuid(), '{}')$$, 'tries = tries', 'true'),
  ('telnyx_setups', format($$insert into public.telnyx_setups (organization_id) values (%L)$$,
    tests.id('a', 'spare organization')), 'messaging_profile_id = messaging_profile_id', 'true'),
  ('number_setups', format($$insert into public.number_setups (organization_id, kind, phone_number)
    values (%L, 'buy', '+14165550193')$$, tests.id('a', 'spare organization')), 'label = label', 'true'),
  ('member_invites', $$insert into public.member_invites (organization_id, email, role, display_name)
    values ($o, 'new@tests.test', 'agent', 'New')$$, 'display_name = display_name', 'true'),
  ('call_entries', format($$insert into public.call_entries (organization_id, call_id, started_at, ended_at,
    version, direction, outcome, to_number) values ($o, %L, now(), now(), 1, 'inbound', 'missed', '1')
    on conflict (organization_id, call_id) do update set version = 1$$, tests.id('a', 'call')),
    'version = version', 'true'),
  ('call_entry_tags', format($$insert into public.call_entry_tags (organization_id, tag, started_at, call_id)
    values ($o, 'new', now(), %L)$$, tests.id('a', 'call')), 'tag = tag', 'true'),
  ('call_words', format($$insert into public.call_words (organization_id, call_id, started_at, month, words)
    values ($o, %L, now(), 0, '') on conflict (organization_id, call_id) do update set month = 0$$,
    tests.id('a', 'call')), 'month = month', 'true'),
  ('call_days', $$insert into public.call_days (organization_id, day) values ($o, '2001-01-01')$$,
    'calls = calls', 'true'),
  ('call_spans', $$insert into public.call_spans (organization_id, grain, span, kinds) values ($o, 1, 1, '{}')$$,
    'kinds = kinds', 'true'),
  ('call_totals', $$insert into public.call_totals (organization_id) values ($o)
    on conflict (organization_id) do update set calls = 1$$, 'calls = calls', 'true'),
  ('history_views', format($$insert into public.history_views (organization_id, member_id, name, query)
    values ($o, coalesce(app.my_member_id($o), %L), 'New', '')$$, tests.id('a', 'agent')),
    'name = name', 'true'),
  ('access_revocations', format($$insert into public.access_revocations (organization_id, member_id)
    values ($o, %L)$$, tests.id('a', 'agent')), 'error_code = error_code', 'true');

create function tests.statement(p_name text, p_verb text) returns text language sql as $$
  select replace(case p_verb
    when 'select' then format('select 1 from public.%I where %s', name, own)
    when 'insert' then insert_sql
    when 'update' then format('update public.%I set %s where %s', name, update_sql, own)
    when 'delete' then format('delete from public.%I where %s and %s', name,
      case name when 'organizations' then 'true' else own end, delete_where)
  end, '$o', quote_literal(tests.id('a', 'organization')))
  from (
    select *, case name when 'organizations' then 'id = $o' else 'organization_id = $o' end as own
    from probes
  ) p
  where name = p_name
$$;

-- Whoever is not in the organisation sees nothing of what its members see, and inserts nothing.
create function tests.expected(who text, p_name text, p_verb text) returns text language sql as $$
  select case
    when who = 'anon' then 'denied'
    when who = 'service_role' and p_name = 'audit_log' and p_verb in ('update', 'delete') then 'denied'
    when who = 'service_role' then 'yes'
    when who in ('agent_a', 'owner_a') then
      case code when 'y' then 'yes' when 'n' then 'none' else 'denied' end
    when code = 'd' or p_verb = 'insert' then 'denied'
    else 'none'
  end
  from (
    select (case who when 'owner_a' then owner else agent end)[place] as code
    from rights, verbs where name = p_name and verb = p_verb
  ) r
$$;

select plan((select count(*)::integer from rights) * 6 * 4 + 3);

select set_eq('select name from rights', $$
  select tablename::text from pg_tables where schemaname = 'public'
$$, 'the matrix covers every table');
select is_empty($$
  select r.name, v.verb from rights r, verbs v
  where not exists (
    select from unnest(array['agent_a', 'owner_a', 'service_role']) as who
    where tests.expected(who, r.name, v.verb) = 'yes'
  ) and (r.name, v.verb) not in (('audit_log', 'update'), ('audit_log', 'delete'))
$$, 'every denial has its positive control');
select is(
  tests.probe('postgres', tests.statement('audit_log', 'delete')), 'denied',
  'the audit log refuses its own owner, too [I14]');

select is(
  tests.probe(who, tests.statement(r.name, v.verb)),
  tests.expected(who, r.name, v.verb),
  format('%s: %s %s', who, v.verb, r.name)
)
from rights r, verbs v,
  unnest(array['anon', 'agent_a', 'owner_a', 'owner_b', 'ex_a', 'service_role']) as who
order by r.name, v.place, who;

select * from finish();
rollback;
