-- Since when somebody is in a call or away; which shortcuts a member switched off.
begin;
select tests.fixture();
select plan(15);

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
create function tests.in_team(who text) returns text language sql as $$
  select concat_ws(' ', row ->> 'presence', row ->> 'since') from jsonb_array_elements(
    tests.answer('owner_a', '(select jsonb_agg(t) from public.team() as t)')) as row
  where row ->> 'memberId' = tests.id('a', who)::text
$$;
update public.agent_devices set last_seen_at = clock_timestamp();
select is(tests.in_team('agent'), 'available', 'who waits for calls needs no since');
update public.members set availability = 'away', availability_changed_at = '2026-11-30T10:00Z'
where id = tests.id('a', 'agent');
select is(tests.in_team('agent'), 'away 2026-11-30T10:00:00.000000Z', 'away since they said so');
update public.members set availability = 'do_not_disturb' where id = tests.id('a', 'agent');
select is(tests.in_team('agent'), 'do_not_disturb 2026-11-30T10:00:00.000000Z', 'so with do not disturb');
insert into public.telnyx_calls (id, organization_id, direction, to_number, status, started_at,
  answered_at, version, agent_id)
select gen_random_uuid(), tests.id('a', 'organization'), 'inbound', '+1', 'active', at, at + interval '5 s',
  1, tests.id('a', 'agent')
from (values ('2026-11-30T11:00Z'::timestamptz), ('2026-11-30T11:30Z')) as c (at);
select is(tests.in_team('agent'), 'in_call 2026-11-30T11:00:05.000000Z',
  'in a call since the first of them was answered');
update public.telnyx_calls set status = 'ended', ended_at = now(), outcome = 'answered', duration_seconds = 1 where agent_id = tests.id('a', 'agent');
select is(tests.in_team('agent'), 'do_not_disturb 2026-11-30T10:00:00.000000Z', 'no longer than it lasts');

select is(tests.answer('agent_a', 'public.my_shortcuts_off()'), '[]', 'all shortcuts are on at first');
select is(tests.answer('agent_a', 'public.save_my_shortcuts_off(''{mute,palette}'')'), 'true',
  'single ones are switched off');
select is(tests.answer('agent_a', 'public.my_shortcuts_off()'), '["mute", "palette"]', 'and stay off');
select is(tests.answer('other_a', 'public.my_shortcuts_off()'), '[]', 'for this member alone');
select is(tests.answer('agent_a', 'public.save_my_shortcuts_off(''{}'')'), 'true', 'and on again');
select is(tests.answer('agent_a', 'public.my_shortcuts_off()'), '[]', 'all of them');
select is(tests.answer('agent_a', 'public.save_my_shortcuts_off(null)'), 'false', 'nothing is no list');
select is(tests.answer('agent_a', 'public.save_my_shortcuts_off(''{"a b"}'')'), 'false', 'nor are words');
select is(tests.answer('ex_a', 'public.save_my_shortcuts_off(''{mute}'')'), 'false',
  'who left chooses nothing');
select throws_ok($$ select tests.answer('anon', 'public.my_shortcuts_off()') $$, '42501', null,
  'nobody signed out asks [I8]');

select * from finish();
rollback;
