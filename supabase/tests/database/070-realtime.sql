-- Broadcasts reach exactly the topics that they should, and topics exactly their people [I8].
begin;
select tests.fixture();
select plan(36);

create function tests.topics_of(change jsonb) returns text language plpgsql as $$
declare
  v_topics text;
begin
  delete from realtime.messages;
  perform public.commit_call(change);
  select string_agg(split_part(topic, ':', 1), '+' order by topic) into v_topics
  from realtime.messages
  where event = 'call_changed' and private and extension = 'broadcast'
    and topic in ('org:' || tests.id('a', 'organization') || ':1', 'member:' || tests.id('a', 'agent'));
  return coalesce(v_topics, '') || case
    when exists (
      select from realtime.messages
      where topic not in ('org:' || tests.id('a', 'organization') || ':1', 'member:' || tests.id('a', 'agent'))
    ) then ' and others' else '' end;
end
$$;

select is(tests.topics_of(tests.change('r1', 0, 'r1', '{}')), 'org', 'a ring goes to everybody');
select is((select payload - 'serverTime' - 'startedAt' - 'deadlineAt' from realtime.messages),
  jsonb_build_object(
    'id', tests.id('a', 'r1'), 'organizationId', tests.id('a', 'organization'), 'version', 1,
    'direction', 'inbound', 'status', 'ringing', 'outcome', null, 'outcomeReason', null,
    'fromNumber', '+14165559901', 'toNumber', '+14375559901',
    'client', jsonb_build_object('id', tests.id('a', 'client'), 'name', 'Client a'), 'clientCount', 1,
    'line', jsonb_build_object('id', tests.id('a', 'number'), 'phoneNumber', '+14375559901',
      'label', 'Main line'),
    'agent', null, 'answeredAt', null, 'endedAt', null, 'declinedBy', '[]'::jsonb,
    'offeredTo', null, 'ringStep', 0, 'forwardedTo', null, 'isTest', false,
    'handledBy', null, 'ai', null, 'room', null, 'aiAvailable', false, 'summaryLine', null, 'quality', '[]'::jsonb),
  'with the whole card: the popup needs no second request');
select matches((select payload ->> 'serverTime' from realtime.messages),
  '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$', 'and the database''s time');
select is(tests.topics_of(tests.change('r1', 1, 'r2', jsonb_build_object('declinedBy',
  jsonb_build_array(tests.id('a', 'other'))))), '', 'a decline concerns nobody else');
select is(tests.topics_of(tests.change('r1', 2, 'r3', tests.claimed_by('agent'))), 'member+org',
  'taken: everybody, and the agent');
select is((select payload #>> '{agent,name}' from realtime.messages limit 1), 'agent a', 'with who took it');
select is(tests.topics_of(tests.change('r1', 3, 'r4', tests.active_with('agent'))), 'member and others',
  'connected: the agent');
select set_eq($$select topic from realtime.messages where event = 'call_changed' and payload ->> 'status' = 'active'$$,
  $$select 'member:' || m.id from public.members m where m.organization_id = tests.id('a', 'organization') and m.active
    and (m.role <> 'agent' or m.id = tests.id('a', 'agent'))$$,
  'and those who may listen');
select is(tests.topics_of(tests.change('r1', 4, 'r5', '{}')), 'org', 'released: everybody');
select is(tests.topics_of(tests.change('r1', 5, 'r6', tests.missed('ring_timeout'))), 'org',
  'ended: everybody');
select is(tests.topics_of(tests.change('r1', 6, 'r7', tests.missed('ring_timeout'))), '',
  'nothing new after the end: nobody');

delete from realtime.messages;
update public.telnyx_calls set updated_at = now(), notes = 'x' where id = tests.id('a', 'call');
select is_empty('select from realtime.messages', 'the same version is not told twice');

-- A broadcast that fails must not undo the call.
create function tests.fail() returns trigger language plpgsql as $$
begin
  raise exception 'realtime is down';
end
$$;
create trigger fail before insert on realtime.messages_default for each row execute function tests.fail();
select is(public.commit_call(tests.change('r2', 0, 's1', '{}')) ->> 'ok', 'true',
  'a failing broadcast does not fail the commit');
drop trigger fail on realtime.messages_default;
select is((select status from public.telnyx_calls where id = tests.id('a', 'r2')), 'ringing', 'the call is stored');

create function tests.break_cards() returns void language plpgsql as $$
begin
  create or replace function app.call_card(c public.telnyx_calls) returns jsonb language plpgsql as
    'begin raise exception ''no card''; end';
end
$$;
savepoint cards;
select tests.break_cards();
select is(public.commit_call(tests.change('r3', 0, 't1', '{}')) ->> 'ok', 'true',
  'nor does a card that cannot be made');
rollback to savepoint cards;

-- The policies, as Realtime asks them: rows of the topic, seen and written as the user.
create function tests.may_join(who text, topic text, extension text) returns text language plpgsql as $$
begin
  perform set_config('realtime.topic', topic, true);
  return tests.probe(who, format(
    'select 1 from realtime.messages where topic = %L and extension = %L', topic, extension));
end
$$;
create function tests.may_send(who text, topic text, extension text) returns text language plpgsql as $$
begin
  perform set_config('realtime.topic', topic, true);
  return tests.probe(who, format(
    'insert into realtime.messages (topic, extension, payload, event, private) values (%L, %L, ''{}'', ''x'', true)',
    topic, extension));
end
$$;
create function tests.topic(kind text, org text, thing text) returns text language sql as $$
  select kind || ':' || tests.id(org, thing) || case kind when 'org' then ':1' else '' end
$$;
insert into realtime.messages (topic, extension, payload, event, private)
select topic, extension, '{}', 'x', true
from unnest(array[tests.topic('org', 'a', 'organization'), tests.topic('member', 'a', 'agent'), 'room']) as topic,
  unnest(array['broadcast', 'presence', 'postgres_changes']) as extension;

select is(tests.may_join(who, topic, extension), expected, title) from (values
  ('agent_a', tests.topic('org', 'a', 'organization'), 'broadcast', 'yes', 'a member hears his organisation'),
  ('agent_a', tests.topic('org', 'a', 'organization'), 'presence', 'yes', 'and sees who is there'),
  ('agent_a', tests.topic('org', 'a', 'organization'), 'postgres_changes', 'none', 'and nothing else'),
  ('agent_a', tests.topic('member', 'a', 'agent'), 'broadcast', 'yes', 'a member hears his own topic'),
  ('other_a', tests.topic('member', 'a', 'agent'), 'broadcast', 'none', 'a colleague does not'),
  ('owner_a', tests.topic('member', 'a', 'agent'), 'broadcast', 'none', 'not even the owner'),
  ('owner_b', tests.topic('org', 'a', 'organization'), 'broadcast', 'none', 'another organisation hears nothing'),
  ('owner_b', tests.topic('org', 'a', 'organization'), 'presence', 'none', 'and sees nobody'),
  ('owner_b', tests.topic('member', 'a', 'agent'), 'broadcast', 'none', 'nor a member''s calls'),
  ('ex_a', tests.topic('org', 'a', 'organization'), 'broadcast', 'none', 'who left hears nothing'),
  ('ex_a', tests.topic('member', 'a', 'ex'), 'broadcast', 'none', 'not even the own topic'),
  ('anon', tests.topic('org', 'a', 'organization'), 'broadcast', 'none', 'nor does a stranger'),
  ('agent_a', 'room', 'broadcast', 'none', 'no other topic exists'),
  ('agent_a', 'org:', 'broadcast', 'none', 'no organisation is no topic')
) as t (who, topic, extension, expected, title);
select is(tests.may_send(who, topic, extension), expected, title) from (values
  ('agent_a', tests.topic('org', 'a', 'organization'), 'presence', 'yes', 'a member shows presence'),
  ('agent_a', tests.topic('org', 'a', 'organization'), 'broadcast', 'denied', 'no browser broadcasts a call'),
  ('agent_a', tests.topic('member', 'a', 'agent'), 'broadcast', 'denied', 'not to himself'),
  ('agent_a', tests.topic('member', 'a', 'other'), 'presence', 'denied', 'nor shows presence elsewhere'),
  ('owner_b', tests.topic('org', 'a', 'organization'), 'presence', 'denied', 'nobody shows presence to others'),
  ('ex_a', tests.topic('org', 'a', 'organization'), 'presence', 'denied', 'who left shows none'),
  ('anon', tests.topic('org', 'a', 'organization'), 'presence', 'denied', 'nor does a stranger')
) as t (who, topic, extension, expected, title);

select * from finish();
rollback;
