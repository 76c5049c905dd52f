-- Whose a call-back is: taken by one, given away, put off, ticked off; written down and told [I12, I14].
begin;
select tests.fixture();
select plan(33);

create function tests.changes(who text, p jsonb) returns text language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute 'select public.change_call_task($1)' into v_answer using p;
  perform tests.become('postgres');
  return case
    when v_answer -> 'ok' = 'true' then 'ok'
    else concat_ws(' ', v_answer ->> 'code', v_answer #>> '{assignee,name}')
  end;
end
$$;
create function tests.task(more jsonb) returns jsonb language sql as $$
  select jsonb_build_object('id', tests.id('a', 'task')) || more
$$;
create function tests.assign(who text, seen text) returns jsonb language sql as $$
  select tests.task(jsonb_build_object('action', 'assign', 'memberId', tests.id('a', who),
    'seen', case when seen is not null then tests.id('a', seen) end))
$$;
create function tests.owner_of_task() returns uuid language sql as $$
  select assigned_member_id from public.call_tasks where id = tests.id('a', 'task')
$$;
create function tests.deeds() returns text[] language sql as $$
  select array_agg(l.action order by l.id) from public.audit_log l where l.action like 'task.%'
$$;
create function tests.told() returns bigint language sql as $$
  select count(*) from realtime.messages
  where event = 'tasks_changed' and topic = app.org_topic(tests.id('a', 'organization'))
$$;

select is(tests.owner_of_task(), null, 'a new task is everybody''s');
select is(tests.changes('agent_a', tests.assign('agent', null)), 'ok', 'one press takes it');
select is(tests.owner_of_task(), tests.id('a', 'agent'), 'and it has an owner');
select is(tests.told(), 1::bigint, 'the others hear of it');
select is(tests.changes('other_a', tests.assign('other', null)), 'changed agent a',
  'who pressed second is told who has it');
select is(tests.owner_of_task(), tests.id('a', 'agent'), 'and does not have it');
select is(tests.changes('other_a', tests.assign('other', 'agent')), 'ok', 'it can be taken over knowingly');
select is(tests.owner_of_task(), tests.id('a', 'other'), 'then it is theirs');
select is(tests.changes('agent_a', tests.task('{"action": "assign", "memberId": null}')), 'ok',
  'and given back to everybody');
select is(tests.deeds(), array['task.assigned', 'task.assigned', 'task.released'],
  'each change of owner is written down [I14]');
select is((select array_agg(distinct l.member_id::text) from public.audit_log l
  where l.action = 'task.released'), array[tests.id('a', 'agent')::text], 'with who did it');

-- Whom it cannot go to.
select is(tests.changes('agent_a', tests.assign('ex', null)), 'member_not_found', 'not to who has left');
select is(tests.changes('agent_a', tests.task(jsonb_build_object('action', 'assign',
  'memberId', tests.id('b', 'agent')))), 'member_not_found', 'nor to another business [I8]');
select is(tests.changes('agent_a', tests.task('{"action": "assign", "memberId": "nobody"}')),
  'member_not_found', 'nor to what is no id');
select is(tests.changes('agent_b', tests.assign('agent', null)), 'not_found',
  'another business finds no such task [I8]');
select throws_ok($$ select tests.changes('anon', '{}') $$, '42501', null, 'nobody signed out asks [I8]');
select is(tests.changes('agent_a', tests.task('{"action": "erase"}')), 'invalid_request',
  'there is no other change');

-- Later, done, and not done after all.
select is(tests.changes('agent_a', tests.task(jsonb_build_object('action', 'snooze',
  'until', now() + interval '3 hours'))), 'ok', 'it is put off');
select is((select due_at from public.call_tasks where id = tests.id('a', 'task')),
  now() + interval '3 hours', 'until then');
select is(tests.changes('agent_a', tests.task(jsonb_build_object('action', 'snooze', 'until', at))),
  'invalid_request', title)
from (values
  ((now() - interval '1 minute')::text, 'not to before it was there'),
  ((now() + interval '61 days')::text, 'not out of sight'),
  ('soon', 'not until what is no time'),
  (null, 'nor until nothing')
) as t (at, title);
select is(tests.changes('agent_a', tests.task('{"action": "done"}')), 'ok', 'it is ticked off');
select is(tests.changes('other_a', tests.task('{"action": "done"}')), 'ok', 'twice is once');
select is(tests.changes('agent_a', tests.task('{"action": "reopen"}')), 'ok', 'and taken back');
select is((tests.deeds())[4:], array['task.snoozed', 'task.done', 'task.reopened'],
  'each is written down once [I14]');

-- Who leaves.
select tests.changes('agent_a', tests.assign('other', null));
update public.members set active = false where id = tests.id('a', 'other');
select is(tests.owner_of_task(), null, 'what somebody had promised is everybody''s when they leave [I12]');

-- What a call settles by itself is nobody's deed.
select is((select count(*) from public.audit_log where action = 'task.done'), 1::bigint, 'one was ticked off');
update public.call_tasks set done_at = now() where id = tests.id('a', 'task');
select is((select count(*) from public.audit_log where action = 'task.done'), 1::bigint,
  'a call that was answered ticks it off without a deed');
update public.call_tasks set done_at = null where id = tests.id('a', 'task');

-- Counts.
create function tests.counts(who text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute 'select public.call_task_counts()' into v_answer;
  perform tests.become('postgres');
  return v_answer;
end
$$;
insert into public.call_tasks (organization_id, due_at, assigned_member_id) values
  (tests.id('a', 'organization'), now() - interval '1 hour', tests.id('a', 'agent')),
  (tests.id('a', 'organization'), now() + interval '1 hour', null);
insert into public.call_tasks (organization_id, due_at, done_at)
values (tests.id('a', 'organization'), now(), now());
select is(tests.counts('agent_a'), '{"all": 3, "mine": 1, "overdue": 1}', 'open, mine, late');
select is(tests.counts('owner_a'), '{"all": 3, "mine": 0, "overdue": 1}', 'another member''s own are others');
select is(tests.counts('agent_b'), '{"all": 1, "mine": 0, "overdue": 0}',
  'another business counts its own [I8]');

select * from finish();
rollback;
