-- Who rings, presence, hours of a line, and what the row tells of a call that rings in steps.
begin;
select tests.fixture();
select plan(83);

create function tests.answer(who text, expression text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute 'select to_jsonb(' || expression || ')' into v_answer;
  perform tests.become('postgres');
  return v_answer;
end
$$;

-- Presence: what was chosen, and a sign of life.
create function tests.presence(who text) returns text language sql as $$
  select row ->> 'presence' from jsonb_array_elements(
    tests.answer('owner_a', '(select jsonb_agg(t) from public.team() as t)')) as row
  where row ->> 'memberId' = tests.id('a', who)::text
$$;
create function tests.reachable() returns uuid[] language sql as $$
  select array(select app.reachable_members(tests.id('a', 'organization'), null))
$$;
create function tests.device(p_state text, p_age interval) returns void language sql as $$
  update public.agent_devices set state = p_state, last_seen_at = clock_timestamp() - p_age
  where organization_id = tests.id('a', 'organization')
$$;
select is(tests.presence('agent'), 'available', 'a living browser');
select is(tests.reachable(), array[tests.id('a', 'agent')], 'is offered calls');
select is(tests.presence('other'), 'signed_out', 'no browser at all');
select tests.device('ready', '10 seconds');
select is(tests.presence('agent'), 'available', 'two lost heartbeats are forgiven');
select tests.device('ready', '11.1 seconds');
select is(tests.presence('agent'), 'unreachable', 'a browser that died is told of');
select is(tests.reachable(), '{}', 'and offered nothing');
select tests.device('offline', '1 second');
select is(tests.presence('agent'), 'unreachable', 'one without a telephone line as well');
select tests.device('signed_out', '1 second');
select is(tests.presence('agent'), 'signed_out', 'who signed out');
select is(tests.reachable(), '{}', 'is offered nothing');
select is(tests.answer('agent_a', format('public.report_device(%L, ''signed_out'')', tests.id('a', 'device'))),
  'true', 'a browser says so itself');
select tests.device('in_call', '1 second');
select is(tests.presence('agent'), 'available', 'a browser that is busy lives');
select is(tests.answer('agent_a', 'public.save_my_preferences(''{"availability": "away"}'')'), '{"ok": true}',
  'somebody goes away');
select is(tests.presence('agent'), 'away', 'which is shown');
select is(tests.reachable(), '{}', 'and nothing is offered');
select is(tests.answer('agent_a', 'public.save_my_preferences(''{"availability": "do_not_disturb"}'')'),
  '{"ok": true}', 'or is not to be disturbed');
select is(tests.presence('agent'), 'do_not_disturb', 'which is another thing');
select is(tests.answer('agent_a', 'public.save_my_preferences(''{"availability": "available"}'')'),
  '{"ok": true}', 'and comes back');
insert into public.telnyx_calls
  (id, organization_id, direction, to_number, agent_id, status, started_at, version)
values (tests.id('a', 'busy'), tests.id('a', 'organization'), 'inbound', '+14375559901',
  tests.id('a', 'agent'), 'active', now(), 1);
select is(tests.presence('agent'), 'in_call', 'on a call without saying so');
select is(tests.reachable(), '{}', 'no second call is offered');
select is(array(select app.reachable_members(tests.id('a', 'organization'), tests.id('a', 'busy'))),
  array[tests.id('a', 'agent')], 'but the same one again');
delete from public.telnyx_calls where id = tests.id('a', 'busy');
select is(
  (select count(*)::integer from app.reachable_members(tests.id('b', 'organization'), null) r
    where r in (select id from public.members where organization_id = tests.id('a', 'organization'))),
  0, 'nobody of another organisation [I8]');

-- Who rings: read by members, written by owners and admins.
create function tests.line(who text) returns jsonb language sql as $$
  select tests.answer(who, 'public.who_rings()') #> '{lines,0}'
$$;
create function tests.save(who text, more jsonb) returns text language sql as $$
  select coalesce(answer ->> 'code', answer ->> 'ok') from (select tests.answer(who, format(
    'public.save_who_rings(%L)', jsonb_build_object(
      'numberId', tests.id('a', 'number'), 'strategy', 'in_order', 'unansweredOutcome', 'none',
      'unansweredMessage', null, 'forwardTo', null, 'steps', jsonb_build_array(
        jsonb_build_object('ringSeconds', 8, 'memberIds', jsonb_build_array(tests.id('a', 'agent'))),
        jsonb_build_object('ringSeconds', 12, 'memberIds', jsonb_build_array(tests.id('a', 'other')))
      )) || more)) as answer) as one
$$;
create function tests.steps(variadic members text[]) returns jsonb language sql as $$
  select jsonb_build_object('steps', jsonb_build_array(jsonb_build_object('ringSeconds', 20,
    'memberIds', (select coalesce(jsonb_agg(tests.id(split_part(m, ' ', 1), split_part(m, ' ', 2))), '[]')
      from unnest(members) as m))))
$$;
select is(tests.line('agent_a') ->> 'strategy', 'all', 'at first everybody');
select is(jsonb_array_length(tests.line('agent_a') #> '{steps,0,memberIds}'), 4, 'all who are active');
select is(tests.line('agent_a') #>> '{steps,0,ringSeconds}', '25', 'for the business''s time');
select is(tests.save('agent_a', '{}'), 'not_allowed', 'an agent changes nothing');
select is(tests.save('owner_b', '{}'), 'not_found', 'nor does a stranger know the line [I8]');
select is(tests.probe('anon', 'select public.who_rings()'), 'denied', 'nor may anybody ask');
select is(tests.save('owner_a', '{}'), 'true', 'an owner does');
select is(tests.line('agent_a') -> 'steps', jsonb_build_array(
  jsonb_build_object('ringSeconds', 8, 'memberIds', jsonb_build_array(tests.id('a', 'agent'))),
  jsonb_build_object('ringSeconds', 12, 'memberIds', jsonb_build_array(tests.id('a', 'other')))),
  'one after the other');
select is(tests.save('owner_a', more), code, title) from (values
  ('{"steps": []}'::jsonb, 'invalid_request', 'no step'),
  ('{"steps": null}', 'invalid_request', 'nor nothing'),
  ('{"steps": [{"ringSeconds": 20, "memberIds": []}]}', 'empty_step', 'a step of nobody'),
  (tests.steps('b agent'), 'unknown_member', 'another organisation''s member [I8]'),
  (tests.steps('a nobody'), 'unknown_member', 'a member who does not exist'),
  (tests.steps('a ex'), 'inactive_member', 'a member who left'),
  (tests.steps('a agent', 'a other'), 'invalid_request', 'two at once, one after the other'),
  (tests.steps('a agent', 'a agent') || '{"strategy": "groups"}', 'invalid_request', 'somebody twice'),
  ('{"strategy": "random"}', 'invalid_request', 'an unknown way'),
  ('{"steps": [{"ringSeconds": 4, "memberIds": []}]}', 'invalid_ring_time', 'a ring too short'),
  ('{"steps": [{"ringSeconds": "x", "memberIds": []}]}', 'invalid_request', 'a ring of letters'),
  ('{"unansweredOutcome": "forward"}', 'forward_number_missing', 'a forward to nowhere'),
  ('{"unansweredOutcome": "forward", "forwardTo": "416 555"}', 'invalid_number', 'or to no number'),
  (jsonb_build_object('unansweredMessage', repeat('x', 1001)), 'message_too_long', 'a long message'),
  ('{"numberId": "x"}', 'invalid_request', 'no line')
) as t (more, code, title);
select is((select count(*)::integer from public.ring_steps
  where phone_number_id = tests.id('a', 'number')), 2, 'what is refused changes nothing');
select is(tests.save('owner_a', tests.steps('a agent', 'a other') ||
  '{"strategy": "groups", "unansweredOutcome": "forward", "forwardTo": "+14165550199"}'), 'true',
  'a group, and a mobile when nobody answers');
select is(tests.line('agent_a') #>> '{unanswered,outcome}', 'forward', 'is kept');
select is((select count(*)::integer from public.ring_step_members r
  join public.ring_steps s on s.id = r.ring_step_id where s.phone_number_id = tests.id('a', 'number')), 2,
  'the old steps are gone');

-- What the engine is told.
create function tests.policy() returns jsonb language sql as $$
  select public.load_for_event('new', null, 'new leg', '+14165559901', '+14375559901')
    #> '{number,policy,ring}'
$$;
select is(tests.policy() - 'isOpen' - 'steps', jsonb_build_object('hasOwnTimes', true,
  'reachable', jsonb_build_array(tests.id('a', 'agent')), 'waiting', '[]'::jsonb, 'closedOutcome', 'ring',
  'unansweredOutcome', 'forward', 'closedMessage', null, 'unansweredMessage', null,
  'forwardTo', '+14165550199', 'language', 'en', 'testMemberId', null), 'how the line rings');
select is(tests.policy() #> '{steps,0,ringMs}', '20000', 'in its steps');
update public.members set active = false where id = tests.id('a', 'other');
select is(tests.policy() #> '{steps,0,memberIds}', jsonb_build_array(tests.id('a', 'agent')),
  'who leaves is rung no more');
update public.members set active = true where id = tests.id('a', 'other');
select is(public.load_for_event('new', null, 'new leg', '+14165559901', '+14375559901')
  #> '{number,connectionId}', 'null', 'the installation''s connection');
update public.telnyx_phone_numbers set connection_id = '123' where id = tests.id('a', 'number');
select is(public.load_call(tests.id('a', 'call')) ->> 'connectionId', '123', 'or the line''s own');
select is(public.load_call(tests.id('a', 'call')) #> '{policy,ring}', 'null', 'an ended call rings nowhere');

-- Hours of a line.
create function tests.hours(who text, more jsonb) returns text language sql as $$
  select coalesce(answer ->> 'code', answer ->> 'ok') from (select tests.answer(who, format(
    'public.save_line_hours(%L)', jsonb_build_object(
      'numberId', tests.id('a', 'number'), 'usesOwnHours', true, 'closedOutcome', 'message',
      'closedMessage', 'Closed.', 'forwardTo', '+14165550199',
      'week', '[{"weekday": 1, "opensAt": "06:00", "closesAt": "09:00"}]'::jsonb,
      'holidays', '[{"day": "2026-12-28", "name": "Stock taking"}]'::jsonb) || more)) as answer) as one
$$;
insert into public.business_hours (organization_id, weekday, opens_at, closes_at)
values (tests.id('a', 'organization'), 1, '09:00', '17:00');
insert into public.holidays (organization_id, day, name)
values (tests.id('a', 'organization'), '2026-12-21', 'Closed for all');
select is(tests.hours('agent_a', '{}'), 'not_allowed', 'an agent changes no hours');
select is(tests.hours('owner_b', '{}'), 'not_found', 'nor a stranger [I8]');
select is(tests.hours('owner_a', '{}'), 'true', 'an owner does');
create function tests.open(at timestamptz, number uuid default null) returns boolean language sql as $$
  select app.is_open(tests.id('a', 'organization'), at, number)
$$;
select is(array[tests.open('2026-11-23 07:00-05'), tests.open('2026-11-23 10:00-05')], '{f,t}',
  'the business keeps its hours');
select is(array[tests.open('2026-11-23 07:00-05', tests.id('a', 'number')),
  tests.open('2026-11-23 10:00-05', tests.id('a', 'number'))], '{t,f}', 'the line its own');
select is(array[tests.open('2026-12-21 07:00-05', tests.id('a', 'number')),
  tests.open('2026-12-28 07:00-05', tests.id('a', 'number'))], '{f,f}',
  'the business''s holidays hold for it, and its own');
select is(tests.open('2026-12-28 10:00-05'), true, 'which is not the business''s');
select is((select count(*)::integer from app.open_windows(tests.id('a', 'organization'),
  '2026-11-23', '2026-11-23') w where w.opens_at = '2026-11-23 09:00-05'), 1, 'visits go by the business''s');
select is((select h - 'changesAt' - 'isOpen' - 'ai' from tests.answer('agent_a',
  format('public.line_hours(%L)', tests.id('a', 'number'))) as h), jsonb_build_object(
  'numberId', tests.id('a', 'number'), 'label', 'Main line', 'phoneNumber', '+14375559901',
  'timeZone', 'America/Toronto', 'usesOwnHours', true, 'closedOutcome', 'message',
  'closedMessage', 'Closed.', 'forwardTo', '+14165550199', 'language', 'en',
  'week', '[{"weekday": 1, "opensAt": "06:00", "closesAt": "09:00"}]'::jsonb,
  'holidays', '[{"day": "2026-12-28", "name": "Stock taking", "opensAt": null, "closesAt": null}]'::jsonb),
  'and are read back');
select is(app.next_opening_change(tests.id('a', 'organization'), '2026-11-23 07:00-05', tests.id('a', 'number')),
  '2026-11-23 09:00-05'::timestamptz, 'open until nine');
select is(tests.hours('owner_a', more), code, title) from (values
  ('{"week": [{"weekday": 7, "opensAt": "06:00", "closesAt": "09:00"}]}'::jsonb, 'invalid_hours', 'an eighth day'),
  ('{"week": [{"weekday": 1, "opensAt": "10:00", "closesAt": "09:00"}]}', 'invalid_hours', 'closing before opening'),
  ('{"week": [{"weekday": 1, "opensAt": "06:00", "closesAt": "09:00"},
    {"weekday": 1, "opensAt": "08:00", "closesAt": "10:00"}]}', 'invalid_hours', 'twice open'),
  ('{"holidays": [{"day": "2026-02-31", "name": "No day"}]}', 'invalid_holidays', 'a day that is none'),
  ('{"closedOutcome": "forward", "forwardTo": null}', 'forward_number_missing', 'a forward to nowhere'),
  ('{"forwardTo": null}', 'forward_number_missing', 'or from under the other outcome')
) as t (more, code, title);
select is((select count(*)::integer from public.business_hours
  where phone_number_id = tests.id('a', 'number')), 1, 'what is refused changes nothing');

-- The row, the card, and what becomes of a health check's call.
create function tests.state_of(more jsonb) returns jsonb language sql as $$
  select jsonb_build_object('status', 'ringing', 'startedAt', clock_timestamp(),
    'deadlineAt', clock_timestamp() + interval '20 seconds', 'declinedBy', '[]'::jsonb, 'legs', '[]'::jsonb,
    'offeredTo', jsonb_build_array(tests.id('a', 'agent')), 'ringStep', 2, 'isTest', false) || more
$$;
create function tests.commit(call text, version integer, event text, more jsonb) returns jsonb language sql as $$
  select public.commit_call(jsonb_build_object(
    'identity', jsonb_build_object('id', tests.id('a', call), 'organizationId', tests.id('a', 'organization'),
      'direction', 'inbound', 'fromNumber', '+14165550123', 'toNumber', '+14375559901',
      'clientId', null, 'phoneNumberId', tests.id('a', 'number'), 'callControlId', call, 'callSessionId', 's'),
    'expectedVersion', version, 'state', tests.state_of(more), 'commands', '[]'::jsonb, 'audit', '[]'::jsonb,
    'commandUpdates', '[]'::jsonb, 'requireFreeMemberId', null, 'events', jsonb_build_array(jsonb_build_object(
      'id', event, 'source', 'app', 'type', 't', 'occurredAt', now(), 'event', null, 'payload', null,
      'ignoredReason', null))))
$$;
select is(tests.commit('steps', 0, 's1', '{}') ->> 'ok', 'true', 'a call that rings in steps');
select is((select array[c -> 'offeredTo', c -> 'ringStep', c -> 'isTest', c -> 'forwardedTo']
  from app.call_card((select c from public.telnyx_calls c where id = tests.id('a', 'steps'))) as c),
  array[jsonb_build_array(tests.id('a', 'agent')), '2', 'false', 'null'], 'tells at whom');
select is_empty($$select due from public.due_calls(1000, 30000, 2000) as due
  where due = tests.id('a', 'steps')$$, 'while they can hear it nobody looks');
select tests.device('ready', '12 seconds');
select results_eq($$select due from public.due_calls(1000, 30000, 2000) as due
  where due = tests.id('a', 'steps')$$, array[tests.id('a', 'steps')], 'a dead tab is looked at by the sweeper');
select tests.device('ready', '0 seconds');
select is(tests.commit('steps', 1, 's2', jsonb_build_object('offeredTo', null, 'ringStep', 0, 'status', 'active',
  'handledBy', 'forward', 'forwardedTo', '+14165550199')) ->> 'ok', 'true', 'it goes to a mobile');
select is((select c ->> 'forwardedTo' from app.call_card((
  select c from public.telnyx_calls c where id = tests.id('a', 'steps'))) as c), '+1416•••0199', 'whose number is not shown');

select is(tests.commit('test', 0, 't1', '{"isTest": true}') ->> 'ok', 'true', 'a health check''s call');
select is(tests.probe('agent_a', format('select from public.telnyx_calls where id = %L', tests.id('a', 'test'))),
  'none', 'stands in no list and no figure');
select is(tests.answer('agent_a', '(select jsonb_agg(c -> ''isTest'') from public.live_calls() as c
  where c ->> ''id'' = ' || quote_literal(tests.id('a', 'test')) || ')'), '[true]', 'but rings');
select is(tests.answer('owner_b', '(select count(*) from public.live_calls() as c
  where c ->> ''organizationId'' = ' || quote_literal(tests.id('a', 'organization')) || ')'), '0',
  'for nobody else [I8]');
select is(tests.commit('test', 1, 't2', jsonb_build_object('isTest', true, 'status', 'ended', 'outcome', 'missed',
  'outcomeReason', 'ring_timeout', 'endedAt', now(), 'deadlineAt', null, 'offeredTo', null)) ->> 'ok', 'true', 'when it is over');
select is_empty(format('select from public.call_tasks where call_id = %L', tests.id('a', 'test')),
  'nobody is to be called back');

select * from finish();
rollback;
