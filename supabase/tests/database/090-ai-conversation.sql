-- What is said in a call: stored once, shown to its organisation only, told to the next assistant.
begin;
select tests.fixture();
select plan(28);

create function tests.news(p_id text, p_kind text, p_rest jsonb) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become('service_role');
  v_answer := public.store_ai_event(jsonb_build_object(
    'eventId', p_id, 'eventType', 'call.test', 'occurredAt', now(),
    'callControlId', 'v3:a1', 'kind', p_kind
  ) || p_rest);
  reset role;
  return v_answer;
end
$$;
create function tests.said() returns text language sql as $$
  select string_agg(speaker || ': ' || text, ' | ' order by at, position, id)
  from public.call_transcript_segments where call_id = tests.id('a', 'a1')
$$;
create function tests.items(variadic p_lines text[]) returns jsonb language sql as $$
  select jsonb_build_object('items', jsonb_agg(jsonb_build_object(
    'role', case when n % 2 = 1 then 'assistant' else 'user' end, 'content', line) order by n))
  from unnest(p_lines) with ordinality as l (line, n)
$$;

-- A call that the AI has.
select public.commit_call(tests.change('a1', 0, 'a1:1', jsonb_build_object(
  'status', 'active', 'answeredAt', now(), 'deadlineAt', null, 'handledBy', 'ai',
  'ai', '{"status": "talking", "since": null, "language": "en", "reason": "always", "wants": null}'::jsonb)));
select is((select handled_by from public.telnyx_calls where id = tests.id('a', 'a1')), 'ai',
  'the row says who handles it');
select is((select ai ->> 'status' from public.telnyx_calls where id = tests.id('a', 'a1')), 'talking',
  'and what the AI does');

delete from realtime.messages;
select is(tests.news('n1', 'history', tests.items('Hello.', 'My tap is leaking.')) -> 'said',
  '["My tap is leaking."]', 'what the caller said is handed back');
select is(tests.said(), 'ai: Hello. | caller: My tap is leaking.', 'both lines are stored');
select is((select count(*) from realtime.messages
  where event = 'transcript_changed' and topic = 'org:' || tests.id('a', 'organization') || ':1'), 1::bigint,
  'the organisation hears it at once');
select is((select count(*) from realtime.messages
  where topic <> 'org:' || tests.id('a', 'organization') || ':1'), 0::bigint, 'and nobody else [I8]');
select is((select summary_line from public.telnyx_calls where id = tests.id('a', 'a1')),
  'My tap is leaking.', 'what they want stands in one line');
select is(tests.news('n1', 'history', tests.items('x', 'y')) -> 'said', '[]', 'an event counts once [I1]');
select is(tests.news('n2', 'history', tests.items('Hello.', 'My tap is leaking.', 'Since when?')) -> 'said',
  '[]', 'a longer history tells only what is new');
select is(tests.said(), 'ai: Hello. | caller: My tap is leaking. | ai: Since when?', 'in its place');
select is(tests.news('n3', 'spoken', '{"speaker": "caller", "text": "overheard"}') ->> 'callId',
  tests.id('a', 'a1')::text, 'a transcription while the AI talks');
select unalike(tests.said(), '%overheard%', 'is not written down twice');
select is(tests.news('n4', 'history', '{"items": [{"role": "tool", "content": "{}"}, {"role": "user"}, 7]}')
  -> 'said', '[]', 'what is no sentence is left out');

-- An agent takes over; what they say is kept, and told to the assistant that goes on.
select public.commit_call(tests.change('a1', 1, 'a1:2', tests.active_with('agent') || jsonb_build_object(
  'ai', '{"status": "over", "since": null, "language": "en", "reason": "always", "wants": null}'::jsonb)));
select is(tests.news('n5', 'spoken', '{"speaker": "agent", "text": "The code is 4512."}') -> 'said', '[]',
  'an agent''s words call for nobody');
select tests.news('n5b', 'spoken', '{"speaker": "agent", "text": "Since when?"}');
select unalike(tests.said(), '%agent: Since when?%', 'the assistant''s own last words are not an agent''s');
select is((select ai_start_context #> '{history,3}' from public.ai_start_context(tests.id('a', 'a1'), 2)),
  '{"speaker": "agent", "text": "The code is 4512."}', 'the next assistant is told');
select public.commit_call(tests.change('a1', 2, 'a1:3', jsonb_build_object(
  'status', 'active', 'answeredAt', now(), 'deadlineAt', null, 'handledBy', 'person',
  'ai', '{"status": "talking", "since": null, "language": "en", "reason": "handed_back", "wants": null}'::jsonb)));
select is(tests.news('n6', 'history', tests.items('Hello.', 'My tap is leaking.', 'Since when?',
  'The code is 4512.', 'I am back.')) -> 'said', '[]', 'what it was told is no news');
select is(tests.said(),
  'ai: Hello. | caller: My tap is leaking. | ai: Since when? | agent: The code is 4512. | ai: I am back.',
  'only what is new is added');

-- Names only where the network vouches for the number.
select is((select ai_start_context ->> 'callerFirstName' from public.ai_start_context(tests.id('a', 'a1'), 0)),
  null, 'an unproven number gets no name');
update public.call_events set payload = '{"shaken_stir_attestation": "A"}' where id = 'a1:1';
select is((select ai_start_context ->> 'callerFirstName' from public.ai_start_context(tests.id('a', 'a1'), 0)),
  'Client', 'a proven one does');

-- After the call.
select tests.news('n7', 'insights', '{"results": [{"insight_id": "x", "result":
  {"summary": "Wants a tap mended.", "outcome": "abandoned", "sentiment": "neutral", "follow_ups": ["Call"]}}]}');
select is((select concat_ws('/', summary, ai_outcome, sentiment, follow_ups) from public.telnyx_calls
  where id = tests.id('a', 'a1')), 'Wants a tap mended./abandoned/neutral/["Call"]', 'the insight is attached');
select is((select count(*) from public.call_tasks where call_id = tests.id('a', 'a1')), 0::bigint,
  'a person had them: no task');
select public.commit_call(tests.change('a1', 3, 'a1:4', '{"status": "active", "answeredAt": "2026-01-01", "deadlineAt": null, "handledBy": "ai"}'));
select tests.news('n8', 'insights', '{"results": [{"result": {"summary": "s", "outcome": "abandoned"}}]}');
select is((select reason from public.call_tasks where call_id = tests.id('a', 'a1')), 'ai_unresolved',
  'whoever got nothing done with the AI is called back [I12]');

-- Who may read.
select is(tests.probe('agent_a', format('select 1 from public.call_transcript(%L)', tests.id('a', 'a1'))),
  'yes', 'a member reads the transcript');
select isnt(tests.probe('agent_b', format('select 1 from public.call_transcript(%L)', tests.id('a', 'a1'))),
  'yes', 'another organisation does not [I8]');
select is(tests.probe('anon', format('select 1 from public.call_transcript(%L)', tests.id('a', 'a1'))),
  'denied', 'a stranger may not ask');
select is(tests.probe('agent_a', 'select public.store_ai_event(''{}'')'), 'denied', 'nobody writes it but the functions');
select is(tests.probe('agent_a', format('select public.ai_start_context(%L, 1)', tests.id('a', 'a1'))), 'denied',
  'nor reads what the assistant is told');

select * from finish();
rollback;
