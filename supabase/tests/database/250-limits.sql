-- What limits money [I11]: reserve_dial, the outbox's own check, settling, the kill switch, mirrors.
begin;
select tests.fixture();
select plan(102);

create function tests.dial(call text, number text default '+14165550123', more jsonb default '{}')
returns jsonb language sql as $$
  select public.reserve_dial(jsonb_build_object(
    'organizationId', tests.id('a', 'organization'), 'callId', tests.id('a', call),
    'memberId', tests.id('a', 'agent'), 'to', number, 'country', null, 'numberType', 'unknown',
    'confirmed', false, 'kind', 'agent') || more)
$$;
-- 'ok', or the refusal.
create function tests.said(answer jsonb) returns text language sql as $$
  select coalesce(answer ->> 'code', case when answer -> 'ok' = 'true' then 'ok' end)
$$;
create function tests.limit_to(column_name text, value text, org text default 'a') returns void
language plpgsql as $$
begin
  execute format('update public.spend_limits set %I = %L where organization_id = %L', column_name,
    value, tests.id(org, 'organization'));
end
$$;
-- As if minutes had passed, with nothing reserved.
create function tests.fresh() returns void language plpgsql as $$
begin
  delete from public.dial_reservations where organization_id = tests.id('a', 'organization');
  delete from app.dial_buckets;
end
$$;
create function tests.reservation(call text, kind text default 'agent')
returns public.dial_reservations language sql as $$
  select r from public.dial_reservations r where r.call_id = tests.id('a', call) and r.kind = $2
$$;
create function tests.live_call(call text, direction text default 'outbound') returns void
language sql as $$
  insert into public.telnyx_calls (id, organization_id, direction, from_number, to_number,
    phone_number_id, status, started_at, version, call_control_id)
  values (tests.id('a', call), tests.id('a', 'organization'), direction, '+14375559901',
    '+14165550123', tests.id('a', 'number'), 'active', now(), 1,
    case direction when 'inbound' then 'caller ' || call end)
$$;
create function tests.command(call text, kind text default 'dial_external',
  number text default '+14165550123', seconds integer default 3600, id text default 'dial')
returns text language plpgsql as $$
begin
  insert into public.call_commands (command_id, organization_id, call_id, kind, body)
  values (call || ':' || id, tests.id('a', 'organization'), tests.id('a', call), kind,
    jsonb_build_object('to', number, 'timeLimitSecs', seconds));
  return case when found then 'dialled' else 'held back' end;
exception
  when check_violation then return 'refused';
end
$$;
-- What somebody in a browser reads.
create function tests.as(who text, expression text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute 'select to_jsonb(' || expression || ')' into v_answer;
  perform tests.become('service_role');
  return v_answer;
end
$$;
create function tests.limits(more jsonb default '{}') returns jsonb language sql as $$
  select '{"dailyCapCents": 5000, "warnAtPercent": 90, "maxCallMinutes": 30, "concurrentCalls": 4,
    "dialsPerMinuteAgent": 6, "dialsPerMinute": 12, "confirmNewDestinations": false,
    "numberTypes": ["fixed_line", "mobile"], "countries": ["CA", "LV"]}'::jsonb || more
$$;
create function tests.end_call(call text, seconds integer) returns void language sql as $$
  update public.telnyx_calls set status = 'ended', outcome = 'answered', ended_at = now(),
    duration_seconds = seconds
  where id = tests.id('a', call)
$$;
grant execute on all functions in schema tests to service_role;
select tests.become('service_role');

-- A new business.
select is(
  (select array_agg(country order by country) from public.allowed_destinations
    where organization_id = tests.id('a', 'organization')),
  '{CA,US}', 'a new business may call its own country, Canada and the United States');
select is(
  (select (daily_cap_cents, confirm_new_destinations, allowed_number_types::text)::text
    from public.spend_limits where organization_id = tests.id('a', 'organization')),
  '(2000,t,"{fixed_line,mobile,voip,toll_free}")', 'for 20 dollars a day, and nothing that costs extra');

-- Destinations.
select tests.limit_to('dials_per_minute_agent', '60');
select is(tests.said(tests.dial('one')), 'ok', 'a number of the own country');
select is((tests.reservation('one')).country, 'CA', 'whose country the database finds out');
select is(tests.dial('one') ->> 'timeLimitSecs', '3600', 'asked again: the same answer');
select is((select count(*)::integer from public.dial_reservations
  where organization_id = tests.id('a', 'organization')), 1, 'and one reservation');
select is(tests.said(tests.dial('no', number)), 'destination_not_allowed', number || ' is refused')
from unnest(array['+442079460958', '+18765230123', '+18095550123', '+12423570123', '+19005550123',
  '+14169760123', '+881612345678', '+979112345678', '+882130012345', '+911', '911', '+1416555',
  '+999123456789', 'sip:x@y', '']) as number;
select tests.fresh();
select is(tests.said(tests.dial('no', '+14165550123', '{"country": "LV"}')), 'destination_not_allowed',
  'what the function believes can forbid');
select is(tests.said(tests.dial('no', '+442079460958', '{"country": "CA"}')), 'destination_not_allowed',
  'but not allow');
select is(tests.said(tests.dial('no', '+14165550123', '{"numberType": "premium_rate"}')),
  'destination_not_allowed', 'nor is a kind allowed that it says is none');
select is(tests.dial('no', '+37126550123') ->> 'country', 'LV', 'a refusal tells the country');
select tests.fresh();
insert into public.allowed_destinations (organization_id, country)
values (tests.id('a', 'organization'), 'GB');
select is(tests.said(tests.dial('no', '+449098790123')), 'destination_not_allowed',
  'premium numbers of an allowed country');
select is(tests.said(tests.dial('no', '+447012345678')), 'destination_not_allowed',
  'and personal ones');

-- A country that nobody has called.
select is(tests.said(tests.dial('new', '+442079460958')), 'confirm_destination',
  'a country that nobody has called is asked about');
select is((tests.reservation('new')).call_id, null, 'and nothing is set aside until then');
select is(tests.said(tests.dial('new', '+442079460958', '{"confirmed": true}')), 'ok', 'confirmed');
select is(tests.said(tests.dial('next', '+442079460959')), 'ok', 'the next one knows');
select tests.fresh();
delete from app.known_destinations;
select is(tests.said(tests.dial('f', '+442079460958', '{"kind": "forward", "memberId": null}')), 'ok',
  'a forward is nobody to be asked');
delete from app.known_destinations;
insert into public.client_phones (organization_id, client_id, phone_number)
values (tests.id('a', 'organization'), tests.id('a', 'client'), '+442079460958');
select is(tests.said(tests.dial('client', '+442079460958')), 'ok', 'nor is a client abroad');
delete from app.known_destinations;
select tests.limit_to('confirm_new_destinations', 'false');
select tests.fresh();
select is(tests.said(tests.dial('off', '+442079460959')), 'ok', 'switched off');
select tests.limit_to('confirm_new_destinations', 'true');

-- How often.
select tests.fresh();
select tests.limit_to('dials_per_minute_agent', '3');
select is((select array_agg(tests.said(tests.dial('no', '+881612345678'))) from generate_series(1, 3)),
  array_fill('destination_not_allowed'::text, '{3}'), 'a refused try');
select is(tests.said(tests.dial('rate')), 'rate_limited', 'costs a try');
select is(tests.said(tests.dial('rate', more => jsonb_build_object('memberId', tests.id('a', 'other')))),
  'ok', 'of this member only');
update app.dial_buckets set refilled_at = refilled_at - interval '41 seconds';
select is(tests.said(tests.dial('rate2')), 'ok', 'which come back with time');
select tests.fresh();
select tests.limit_to('dials_per_minute_agent', '60');
select tests.limit_to('dials_per_minute', '3');
select tests.limit_to('concurrent_calls', '200');
select is((select array_agg(tests.said(tests.dial('r' || n))) from generate_series(1, 4) as n),
  '{ok,ok,ok,rate_limited}', 'the business has a rate of its own');
select is(tests.said(tests.dial('f2', more => '{"kind": "forward", "memberId": null}')), 'rate_limited',
  'which holds for forwards');
select tests.limit_to('dials_per_minute', '30');

-- How many at a time.
select tests.fresh();
select tests.limit_to('concurrent_calls', '2');
select is((select array_agg(tests.said(tests.dial('c' || n))) from generate_series(1, 3) as n),
  '{ok,ok,concurrency_limit}', 'as many at a time as allowed');
select public.release_dial(tests.id('a', 'c1'), 'forward');
select is((tests.reservation('c1')).settled_by, null, 'a forward that was never reserved gives nothing back');
select public.release_dial(tests.id('a', 'c1'), 'agent');
select is((tests.reservation('c1')).settled_by, 'unused', 'what will not happen is given back');
select is((tests.reservation('c1')).destination, '+1416•••0123', 'and keeps no number');
select is(tests.said(tests.dial('c4')), 'ok', 'and makes room');
select is(tests.said(tests.dial('c1')), 'concurrency_limit', 'wanted again, it counts again');
update public.dial_reservations set reserved_at = now() - interval '61 seconds';
select is(tests.said(tests.dial('c5')), 'ok', 'a function that died holds its place for a minute only');
select tests.limit_to('concurrent_calls', '100');
select is(tests.dial('test', more => '{"kind": "self_test"}') ->> 'timeLimitSecs', '60',
  'a health check''s call has a minute');
update public.dial_reservations set reserved_at = now() - interval '61 seconds';
select tests.dial('c6');
select is((tests.reservation('test', 'self_test')).settled, 300::bigint, 'which counts');

-- Money.
select tests.fresh();
select tests.limit_to('daily_cap_cents', '200');
select is((tests.dial('m1') ->> 'timeLimitSecs')::integer, 3600, 'an hour');
select is((tests.reservation('m1')).reserved, 18000::bigint, 'at three cents a minute is 1.80');
select is(tests.said(tests.dial('m2')), 'ok', 'below the cap of 2.00: one more');
select is(tests.said(tests.dial('m3')), 'spend_limit', 'at it: none');
select public.release_dial(tests.id('a', 'm1'), 'agent');
select is(tests.said(tests.dial('m4')), 'ok', 'what was given back can be spent');
select is((tests.dial('dear', '+442079460958') -> 'ok')::text, 'false', 'until it is');
select tests.fresh();
select is((tests.dial('dear', '+447400123456', '{"confirmed": true}') ->> 'timeLimitSecs')::integer, 180,
  'where a minute is dear, a call is as long as the cap pays for');
select is((tests.reservation('dear')).reserved <= 20000, true, 'so that no call costs more than the cap');
update public.dial_reservations set reserved_at = now() - interval '25 hours', command_id = 'x';
select is(app.spent_today(tests.id('a', 'organization')), 18000::bigint,
  'what still runs counts, whenever it began');
update public.dial_reservations set settled = reserved, settled_by = 'estimate', settled_at = now();
select is(app.spent_today(tests.id('a', 'organization')), 0::bigint, 'yesterday is over');

-- The warning, once a day.
select tests.fresh();
update app.limit_states set warned_on = null;
select tests.limit_to('daily_cap_cents', '400');
select tests.dial('w1');
select is((select warned_on from app.limit_states
  where organization_id = tests.id('a', 'organization')), null, 'no warning at 45 percent');
select tests.dial('w2');
select isnt((select warned_on from app.limit_states
  where organization_id = tests.id('a', 'organization')), null, 'one at 90');
select tests.limit_to('daily_cap_cents', '100000');

-- The outbox takes nothing else.
select tests.fresh();
select tests.live_call('x1');
select tests.live_call('x2');
select tests.live_call('x3', 'inbound');
select is(tests.command('x1'), 'refused', 'a dial that nobody reserved is not written');
select tests.dial('x1');
select is(tests.command('x1', number => '+442079460958'), 'refused', 'nor one to another number');
select is(tests.command('x1', seconds => 3601), 'refused', 'nor a longer one');
select is(tests.command('x1', seconds => null), 'refused', 'nor one without an end');
select is(tests.command('x2'), 'refused', 'nor another call''s');
select is(tests.command('x1'), 'dialled', 'the one that was reserved is');
select is(tests.command('x1', id => 'again'), 'refused', 'once');
select tests.dial('x3', more => '{"kind": "forward", "memberId": null}');
select is(tests.command('x3', kind => 'dial_forward'), 'dialled', 'a forward likewise');

-- Settling.
insert into public.call_legs (call_control_id, organization_id, call_id, role, answered_at)
values ('far', tests.id('a', 'organization'), tests.id('a', 'x1'), 'external', now() - interval '61 s'),
  ('near', tests.id('a', 'organization'), tests.id('a', 'x1'), 'agent', now() - interval '62 s');
update public.call_legs set ended_at = now() where call_control_id = 'near';
select tests.end_call('x1', 60);
select is((tests.reservation('x1')).settled, null, 'a leg that still lives still costs');
update public.call_legs set ended_at = now() where call_control_id = 'far';
select is((tests.reservation('x1')).settled, 600::bigint, 'then every minute that began');
insert into public.call_events (id, source, type, occurred_at, payload)
values ('cost near', 'telnyx', 'call.cost', now(), '{"call_control_id": "near", "total_cost": "0.004"}');
select is((tests.reservation('x1')).settled, 600::bigint, 'the browser''s leg alone says little');
insert into public.call_events (id, source, type, occurred_at, payload)
values ('cost far', 'telnyx', 'call.cost', now(), '{"call_control_id": "far", "total_cost": 0.0077}');
select is(((tests.reservation('x1')).settled, (tests.reservation('x1')).settled_by)::text,
  '(117,telnyx)', 'what Telnyx tells counts');
insert into public.call_events (id, source, type, occurred_at, payload)
values ('cost odd', 'telnyx', 'call.cost', now(), '{"call_control_id": "far", "total_cost": "free"}');
select is((select cost from public.telnyx_calls where id = tests.id('a', 'x1')), 0.0117,
  'what it cannot have meant does not');

-- The kill switch.
select tests.fresh();
select tests.dial('x2');
select is(public.stop_calling(tests.id('a', 'agent'), true), '{"ok": false, "code": "not_allowed"}',
  'an agent cannot stop calling');
select is(public.stop_calling(tests.id('a', 'owner'), false), '{"ok": true}', 'an owner can');
select is(tests.said(tests.dial('k')), 'calling_stopped', 'no dial from that moment');
select is(tests.said(tests.dial('x2')), 'calling_stopped', 'nor one that was allowed before');
select is(tests.command('x2'), 'held back', 'and what was on its way stays here');
select set_eq($$select c ->> 'callId' from public.calls_to_stop() as c$$,
  format('select %L', tests.id('a', 'x2')), 'so its call is to end, and no inbound one');
select is(public.resume_calling(tests.id('a', 'agent')) ->> 'ok', 'false', 'an agent cannot resume');
select is(public.resume_calling(tests.id('a', 'owner')), '{"ok": true}', 'an owner can resume');
select is(tests.said(tests.dial('k')), 'ok', 'and calls go out again');

-- Changing them.
select is(public.save_limits(tests.id('a', 'agent'), tests.limits()) ->> 'code', 'not_allowed',
  'an agent saves no limits');
select is(public.save_limits(tests.id('a', 'ex'), tests.limits()) ->> 'code', 'not_allowed',
  'nor who left');
select is(public.save_limits(tests.id('a', 'owner'), tests.limits()), '{"ok": true}', 'an owner does');
select is((tests.as('agent_a', 'public.limits_state()') -> 'limits') - 'countries',
  tests.limits() - 'countries', 'and everybody reads them');
select is(tests.as('agent_a', 'public.limits_state()') #> '{limits,countries}', '["CA", "LV"]',
  'with the countries');
select is(tests.as('owner_b', 'public.limits_state()') #> '{limits,countries}', '["CA", "US"]',
  'of their own business [I8]');
select is(tests.as('ex_a', 'public.limits_state()'), null, 'who left reads none');
select throws_ok(format('select public.save_limits(%L, %L)', tests.id('a', 'owner'),
  tests.limits('{"dailyCapCents": 0}')), '23514', null, 'the database keeps the bounds');
select throws_ok(format('select public.save_limits(%L, %L)', tests.id('a', 'owner'),
  tests.limits('{"numberTypes": ["satellite"]}')), '23514', null, 'and the kinds of numbers');

-- What Telnyx shall say.
select is(public.limits_of(tests.id('a', 'organization')), '{"enabled": true, "countries": ["CA", "LV"],
  "dailySpendLimitCents": 5000, "concurrentLegs": 8, "maxRatePerMinute": 30000}',
  'the same, and the dearest minute of all that is allowed');
delete from public.telnyx_setups;
insert into public.telnyx_setups (organization_id, outbound_voice_profile_id)
values (tests.id('a', 'organization'), '27');
select results_eq('select public.due_mirrors(10)', array[tests.id('a', 'organization')],
  'what was saved is to be told');
select public.note_mirror(jsonb_build_object('organizationId', tests.id('a', 'organization'),
  'state', 'failed', 'code', 'unavailable', 'limits', public.limits_of(tests.id('a', 'organization'))));
select is(tests.as('agent_a', 'public.limits_state()') #>> '{mirror,state}', 'failed',
  'a failure is shown');
select is_empty('select public.due_mirrors(10)', 'and repeated after a while');
select public.save_limits(tests.id('a', 'owner'), tests.limits('{"countries": ["CA"]}'));
select public.note_mirror(jsonb_build_object('organizationId', tests.id('a', 'organization'),
  'state', 'ok', 'code', null, 'limits', '{"countries": ["CA", "LV"]}'::jsonb));
select is(tests.as('agent_a', 'public.limits_state()') #>> '{mirror,state}', 'pending',
  'a late answer to older limits says nothing of the new ones');

-- What everybody sees.
select public.stop_calling(tests.id('a', 'owner'), true);
select is(tests.as('agent_a', 'public.calling_notice()') ->> 'stoppedBy', 'owner a',
  'everybody is told who stopped calls out');
select is(tests.as('owner_b', 'public.calling_notice()') -> 'stoppedAt', 'null',
  'of their own business [I8]');
select set_eq($$select action from public.audit_log where action like 'calling.%'$$,
  $$values ('calling.stopped'), ('calling.resumed'), ('calling.spend_warning')$$,
  'and the audit log keeps it [I14]');
select is((select count(*)::integer from public.audit_log where action = 'settings.changed'
    and detail ->> 'area' = 'limits' and member_id = tests.id('a', 'owner')
    and detail -> 'changes' @? '$[*].daily_cap_cents'), 1, 'and who changed what [I14]');
select is((select count(*)::integer from public.audit_log where action = 'settings.changed'
    and detail ->> 'table' = 'allowed_destinations' and detail ->> 'verb' = 'update'), 0,
  'a call is no change');

select * from finish();
rollback;
