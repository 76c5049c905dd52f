-- commit_call: all or nothing, once, and by version.
begin;
select tests.fixture();
select plan(38);

create temporary table answers (name text, answer jsonb);
create function tests.commit(p_name text, change jsonb) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become('service_role');
  v_answer := public.commit_call(change);
  reset role;
  insert into answers values (p_name, v_answer);
  return v_answer;
end
$$;
create function tests.row_of(call text) returns public.telnyx_calls language sql as $$
  select c from public.telnyx_calls c where id = tests.id('a', call)
$$;
-- Everything that one commit writes.
create function tests.counts() returns text language sql as $$
  select concat_ws(' ', (select count(*) from public.telnyx_calls), (select sum(version) from public.telnyx_calls),
    (select count(*) from public.call_legs), (select count(*) from public.call_events),
    (select count(*) from public.call_commands), (select count(*) from public.call_tasks),
    (select count(*) from public.audit_log), (select count(*) from realtime.messages))
$$;

-- A call is created.
select is(
  tests.commit('create', tests.change('c1', 0, 'e1', '{}', '{
    "commands": [{"commandId": "c1:answer", "body": {"kind": "answer", "callControlId": "v3:c1"}},
      {"commandId": "c1:ring", "body": {"kind": "play_ringback", "callControlId": "v3:c1"}}],
    "audit": [{"action": "call.rang", "memberId": null, "detail": {"why": "test"}}]
  }')) #- '{newCommands}', '{"ok": true, "version": 1}', 'a call is created');
select is(
  (select jsonb_path_query_array(answer, '$.newCommands[*].commandId') from answers where name = 'create'),
  '["c1:answer", "c1:ring"]', 'the new commands come back in order');
select is(
  (select (answer #> '{newCommands,0}') - 'createdAt' from answers where name = 'create'),
  '{"commandId": "c1:answer", "body": {"kind": "answer", "callControlId": "v3:c1"},
    "status": "pending", "tries": 0}', 'as StoredCommand');
select matches(
  (select answer #>> '{newCommands,0,createdAt}' from answers where name = 'create'),
  '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$', 'with an ISO 8601 UTC time');
select is((tests.row_of('c1')).status, 'ringing', 'the row is the fold');
select is((tests.row_of('c1')).client_id, tests.id('a', 'client'), 'with its client');
select is((select call_leg_id from public.call_legs where call_control_id = 'v3:c1'), 'leg:c1',
  'the leg learns Telnyx''s leg id from the payload');
select is((select kind from public.call_commands where command_id = 'c1:ring'), 'play_ringback',
  'the outbox knows the kind');
select is((select detail from public.audit_log where call_id = tests.id('a', 'c1')),
  '{"why": "test"}', 'the audit row is there [I14]');
select is(
  (select public.load_call(tests.id('a', 'c1')) #>> '{events,0,occurredAt}'),
  '2026-01-02T03:04:05.123456Z', 'the event keeps its time as the source wrote it');

-- What must not be written twice.
create temporary table before as select tests.counts() as counts;
select is(tests.commit('dup', tests.change('c1', 1, 'e1', tests.claimed_by('agent'))),
  '{"ok": false, "reason": "duplicate_event"}', 'a stored event is a duplicate [I1]');
select is(tests.commit('dup create', tests.change('c9', 0, 'e1', '{}')),
  '{"ok": false, "reason": "duplicate_event"}', 'also for another call');
select is(tests.commit('dup stale', tests.change('c1', 7, 'e1', '{}')),
  '{"ok": false, "reason": "duplicate_event"}', 'and whatever the version');
select is(tests.commit('stale', tests.change('c1', 7, 'e2', '{}')),
  '{"ok": false, "reason": "conflict"}', 'another version is a conflict [I5]');
select is(tests.commit('recreate', tests.change('c1', 0, 'e2', '{}')),
  '{"ok": false, "reason": "conflict"}', 'creating it again is a conflict');
select is(tests.commit('missing', tests.change('c8', 1, 'e2', '{}')),
  '{"ok": false, "reason": "conflict"}', 'so is changing a call that is not there');
select is(tests.commit('foreign', jsonb_set(tests.change('c1', 1, 'e2', '{}'),
  '{identity,organizationId}', to_jsonb(tests.id('b', 'organization')))),
  '{"ok": false, "reason": "conflict"}', 'and a call of another organisation [I8]');
select is(tests.counts(), (select counts from before), 'nothing of all that was written');

-- Claimed by an agent. Another organisation waits to call the same number back.
update public.call_tasks set phone_number = '+14165559901' where id = tests.id('b', 'task');
select is(tests.commit('claim', tests.change('c1', 1, 'e2', tests.claimed_by('agent'), jsonb_build_object(
    'requireFreeMemberId', tests.id('a', 'agent'),
    'commands', '[{"commandId": "c1:answer", "body": {"kind": "hangup"}},
      {"commandId": "c1:dial", "body": {"kind": "dial_agent"}}]'::jsonb,
    'commandUpdates', '[{"commandId": "c1:answer", "status": "done", "errorCode": null},
      {"commandId": "c1:ring", "status": "pending", "errorCode": "unavailable"}]'::jsonb)))
    #- '{newCommands,0,createdAt}',
  '{"ok": true, "version": 2, "newCommands": [{"commandId": "c1:dial", "body": {"kind": "dial_agent"},
    "status": "pending", "tries": 0}]}', 'an issued command is not issued again [I6]');
select is((tests.row_of('c1')).agent_id, tests.id('a', 'agent'), 'the call has its agent');
select is((tests.row_of('c1')).attempt, 1, 'and its attempt');
select is((tests.row_of('c1')).handled_by, null, 'but nobody has handled it yet');
select is((select array[status, tries::text, (done_at is not null)::text] from public.call_commands
  where command_id = 'c1:answer'), '{done,1,true}', 'a command is done');
select is((select array[status, tries::text, error_code] from public.call_commands
  where command_id = 'c1:ring'), '{pending,1,unavailable}', 'another was tried');

-- One call per agent.
select is(tests.commit('other call', tests.change('c2', 0, 'f1', '{}')) #>> '{ok}', 'true', 'a second call rings');
select is(tests.commit('busy', tests.change('c2', 1, 'f2', tests.claimed_by('agent'),
  jsonb_build_object('requireFreeMemberId', tests.id('a', 'agent')))),
  '{"ok": false, "reason": "agent_busy"}', 'who holds a call takes no other [I2]');
select is(tests.commit('again', tests.change('c1', 2, 'e3', tests.active_with('agent'), jsonb_build_object(
    'requireFreeMemberId', tests.id('a', 'agent'),
    'commandUpdates', '[{"commandId": "c1:answer", "status": "failed", "errorCode": "refused"}]'::jsonb)))
    #>> '{ok}', 'true', 'the held call itself does not count');
select is((select status from public.call_commands where command_id = 'c1:answer'), 'done',
  'done stays done');
select is((tests.row_of('c1')).handled_by, 'person', 'an agent handles the active call');
select isnt((select done_at from public.call_tasks where id = tests.id('a', 'task')), null,
  'they spoke: the open call-back of that number is closed');
select is((select done_at from public.call_tasks where id = tests.id('b', 'task')), null,
  'and no other organisation''s');

-- Missed.
select is(tests.commit('missed', tests.change('c2', 1, 'f3', tests.missed('ring_timeout'))) #>> '{ok}',
  'true', 'the second call is missed');
select is(
  (select array[kind, reason, phone_number, client_id::text, done_at::text] from public.call_tasks
    where call_id = tests.id('a', 'c2')),
  array['call_back', 'ring_timeout', '+14165559901', tests.id('a', 'client')::text, null],
  'a missed call becomes a call-back task [I12]');
select is(tests.commit('late', tests.change('c2', 2, 'f4', tests.missed('ring_timeout'))) #>> '{ok}',
  'true', 'late events attach to the ended call');
select is((select count(*) from public.call_tasks where call_id = tests.id('a', 'c2')), 1::bigint,
  'and make no second task');
select is(tests.commit('withheld', jsonb_set(tests.change('c3', 0, 'g1', tests.missed('caller_hung_up'),
  '{}'), '{identity,fromNumber}', 'null')) #>> '{ok}', 'true', 'a withheld number may be missed');
select is((select phone_number from public.call_tasks where call_id = tests.id('a', 'c3')), null,
  'its task has no number');
select throws_ok(
  format('select tests.commit(%L, %L)', 'dead', tests.change('c4', 0, 'h1', '{"deadlineAt": null}')),
  '23514', null, 'no waiting call without a deadline [I3]');

select * from finish();
rollback;
