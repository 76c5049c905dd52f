-- What is said: stored as Telnyx tells it, shown as it is spoken, told to the assistant that goes on.

create function app.segment_json(s public.call_transcript_segments) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', s.id, 'callId', s.call_id, 'position', s.position, 'speaker', s.speaker,
    'text', s.text, 'language', s.language, 'at', app.iso_utc(s.at), 'tool', s.tool
  );
end
$$;
comment on function app.segment_json is 'TranscriptSegment of core/contracts/transcript.ts.';

create function public.call_transcript(p_call_id uuid) returns setof jsonb
language sql stable set search_path = ''
as $$
  select app.segment_json(s) from public.call_transcript_segments s
  where s.organization_id = (select app.my_organization()) and s.call_id = p_call_id
  order by s.at, s.position, s.id
$$;
comment on function public.call_transcript is 'Everything said and done in a call, in order.';

create function app.broadcast_transcript(p_organization_id uuid, p_call_id uuid, p_segments jsonb)
returns void
language plpgsql set search_path = ''
as $$
begin
  if jsonb_array_length(p_segments) = 0 then
    return;
  end if;
  perform realtime.send(
    jsonb_build_object('callId', p_call_id, 'segments', p_segments),
    'transcript_changed', 'org:' || p_organization_id, true
  );
exception when others then
  raise warning 'The transcript of call % was not broadcast: %', p_call_id, sqlerrm;
end
$$;

-- What the assistant is told when it starts. Names only when the network vouches for the number.
create function public.ai_start_context(p_call_id uuid, p_session integer) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_call public.telnyx_calls;
  v_number public.telnyx_phone_numbers;
  v_dispatcher public.ai_dispatchers;
  v_organization public.organizations;
  v_profile jsonb;
  v_history jsonb;
  v_is_known boolean;
begin
  select * into v_call from public.telnyx_calls c where c.id = p_call_id;
  if v_call.id is null then
    return null;
  end if;
  select * into v_organization from public.organizations o where o.id = v_call.organization_id;
  select * into v_number from public.telnyx_phone_numbers n where n.id = v_call.phone_number_id;
  select * into v_dispatcher from public.ai_dispatchers d
  where d.organization_id = v_call.organization_id;
  select v.profile into v_profile from public.ai_dispatcher_versions v
  where v.organization_id = v_call.organization_id and v.version = v_dispatcher.published_version;
  -- The same proof that the tools ask for: a name is no more than they would tell.
  v_is_known := (app.ai_call_context(v_call.call_control_id, clock_timestamp())).client_id is not null;
  select coalesce(jsonb_agg(jsonb_build_object(
    'speaker', s.speaker, 'text', s.text
  ) order by s.at, s.position, s.id), '[]') into v_history
  from public.call_transcript_segments s
  where s.organization_id = v_call.organization_id and s.call_id = v_call.id
    and s.speaker in ('caller', 'ai', 'agent');
  update public.telnyx_calls c set ai_told = jsonb_build_object(
    'session', p_session,
    'contents', (select coalesce(jsonb_agg(h ->> 'text'), '[]') from jsonb_array_elements(v_history) h)
  ) where c.id = v_call.id and p_session > 0;
  return jsonb_build_object(
    'assistantId', (
      select a.assistant_id from public.ai_assistants a
      where a.organization_id = v_call.organization_id and a.slot = v_dispatcher.live_slot
      order by a.language = v_number.ai_language desc, a.language = 'en' desc, a.language
      limit 1
    ),
    'language', coalesce(v_number.ai_language, 'en'),
    'businessName', v_organization.name,
    'timeZone', v_organization.time_zone,
    'assistantName', coalesce(v_profile ->> 'assistantName', 'the virtual assistant'),
    'callerFirstName', case when v_is_known then (
      select split_part(k.name, ' ', 1) from public.clients k where k.id = v_call.client_id
    ) end,
    'hours', coalesce((
      select jsonb_agg(jsonb_build_object(
        'weekday', h.weekday, 'opensAt', to_char(h.opens_at, 'HH24:MI'),
        'closesAt', to_char(h.closes_at, 'HH24:MI')
      ) order by h.weekday, h.opens_at)
      from public.business_hours h where h.organization_id = v_call.organization_id
    ), '[]'),
    'services', coalesce((
      select jsonb_agg(s.name order by s.name) from public.services s
      where s.organization_id = v_call.organization_id and s.active
    ), '[]'),
    'history', v_history,
    'now', app.iso_utc(clock_timestamp())
  );
end
$$;
comment on function public.ai_start_context is 'AiStartContext of ports/call-repository.ts, or null.';

create function app.store_segments(p_call public.telnyx_calls, p_segments jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_changed jsonb;
begin
  with told as (
    select s.* from jsonb_to_recordset(p_segments) as s (
      id text, "conversationId" text, position integer, speaker text, text text, at timestamptz
    )
  ),
  written as (
    insert into public.call_transcript_segments as t (
      id, organization_id, call_id, conversation_id, position, speaker, text, at
    )
    select told.id, (p_call).organization_id, (p_call).id, told."conversationId", told.position,
      told.speaker, left(told.text, 8000), told.at
    from told where btrim(told.text) <> ''
    on conflict (id) do update set text = excluded.text
    where t.call_id = excluded.call_id and t.text <> excluded.text
    returning t.*
  )
  select coalesce(jsonb_agg(app.segment_json(w::public.call_transcript_segments) order by w.position), '[]')
  into v_changed from written w;
  return v_changed;
end
$$;

create function app.history_segments(p_call public.telnyx_calls, p_items jsonb, p_at timestamptz)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_session integer := coalesce(((p_call).ai_told ->> 'session')::integer, 1);
  v_told jsonb := coalesce((p_call).ai_told -> 'contents', '[]');
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', (p_call).id || ':' || v_session || ':' || i.ordinality,
      'conversationId', v_session::text,
      'position', v_session * 10000 + i.ordinality,
      'speaker', case i.value ->> 'role' when 'user' then 'caller' else 'ai' end,
      'text', i.value ->> 'content',
      'at', p_at
    )), '[]')
    from jsonb_array_elements(p_items) with ordinality i
    where i.value ->> 'role' in ('user', 'assistant')
      and jsonb_typeof(i.value -> 'content') = 'string'
      -- What we told it ourselves is no news.
      and not (
        i.ordinality <= jsonb_array_length(v_told) and v_told ? (i.value ->> 'content')
      )
  );
end
$$;

create function app.first_words(p_call_id uuid, p_organization_id uuid) returns text
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select left(s.text, 200) from public.call_transcript_segments s
    where s.organization_id = p_organization_id and s.call_id = p_call_id and s.speaker = 'caller'
      and array_length(regexp_split_to_array(btrim(s.text), '\s+'), 1) >= 3
    order by s.at, s.position limit 1
  );
end
$$;
comment on function app.first_words is 'What the caller said they want: their first real sentence.';

create function app.attach_insights(p_call public.telnyx_calls, p_results jsonb) returns void
language plpgsql set search_path = ''
as $$
declare
  v_result jsonb;
  v_outcome text;
begin
  select r.value -> 'result' into v_result from jsonb_array_elements(p_results) r
  order by jsonb_typeof(r.value -> 'result') = 'object' desc limit 1;
  if v_result is null then
    return;
  end if;
  if jsonb_typeof(v_result) <> 'object' then
    v_result := jsonb_build_object('summary', v_result #>> '{}');
  end if;
  v_outcome := left(v_result ->> 'outcome', 60);
  update public.telnyx_calls c set
    summary = coalesce(left(v_result ->> 'summary', 4000), c.summary),
    ai_outcome = coalesce(v_outcome, c.ai_outcome),
    sentiment = case
      when v_result ->> 'sentiment' in ('positive', 'neutral', 'negative')
      then v_result ->> 'sentiment' else c.sentiment
    end,
    follow_ups = case
      when jsonb_typeof(v_result -> 'follow_ups') = 'array'
      then v_result -> 'follow_ups' else c.follow_ups
    end
  where c.id = (p_call).id;
  -- Whoever got nothing done is called back, unless a person had them or a task stands already [I12].
  if v_outcome in ('abandoned', 'callback', 'person', 'message')
    and (p_call).handled_by is distinct from 'person'
    and not exists (
      select from public.call_tasks t
      where t.organization_id = (p_call).organization_id and t.call_id = (p_call).id
    )
  then
    insert into public.call_tasks
      (organization_id, call_id, client_id, kind, reason, phone_number, due_at, note)
    values (
      (p_call).organization_id, (p_call).id, (p_call).client_id, 'call_back', 'ai_unresolved',
      (p_call).from_number, clock_timestamp() + interval '30 minutes',
      left(v_result ->> 'summary', 1000)
    )
    on conflict (call_id, kind) do nothing;
  end if;
  perform realtime.send(
    app.call_card(c), 'call_changed', 'org:' || c.organization_id, true
  ) from public.telnyx_calls c where c.id = (p_call).id;
end
$$;

create function public.store_ai_event(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_call public.telnyx_calls;
  v_at timestamptz := (p ->> 'occurredAt')::timestamptz;
  v_segments jsonb := '[]';
  v_changed jsonb := '[]';
begin
  select c.* into v_call from public.call_legs l join public.telnyx_calls c on c.id = l.call_id
  where l.call_control_id = p ->> 'callControlId';
  insert into public.call_events
    (id, organization_id, call_id, source, type, occurred_at, ignored_reason)
  values (
    p ->> 'eventId', v_call.organization_id, v_call.id, 'telnyx', p ->> 'eventType', v_at,
    case when v_call.id is null then 'unknown_call' end
  )
  on conflict (id) do nothing;
  if not found or v_call.id is null then
    return jsonb_build_object('callId', v_call.id, 'said', '[]'::jsonb, 'rules', '[]'::jsonb);
  end if;
  if p ->> 'kind' = 'history' then
    v_segments := app.history_segments(v_call, p -> 'items', v_at);
  elsif p ->> 'kind' = 'spoken' and coalesce(v_call.ai ->> 'status', 'over') = 'over'
    -- The assistant's last sentence, overheard while it is being stopped, is no colleague's.
    and not exists (
      select from public.call_transcript_segments s
      where s.organization_id = v_call.organization_id and s.call_id = v_call.id
        and s.speaker = 'ai' and p ->> 'speaker' = 'agent' and s.text = p ->> 'text'
    )
  then
    v_segments := jsonb_build_array(jsonb_build_object(
      'id', v_call.id || ':spoken:' || (p ->> 'eventId'), 'conversationId', 'person',
      -- After what the assistant said until then.
      'position', coalesce((v_call.ai_told ->> 'session')::integer, 1) * 10000 + 9000, 'speaker', p ->> 'speaker', 'text', p ->> 'text', 'at', v_at
    ));
  elsif p ->> 'kind' = 'insights' then
    perform app.attach_insights(v_call, p -> 'results');
  end if;
  if jsonb_array_length(v_segments) > 0 then
    -- Two deliveries at once would each take the other's segments for new.
    perform pg_advisory_xact_lock(hashtextextended(v_call.id::text, 1));
    v_changed := app.store_segments(v_call, v_segments);
    perform app.broadcast_transcript(v_call.organization_id, v_call.id, v_changed);
    if v_call.summary_line is null then
      update public.telnyx_calls c
      set summary_line = app.first_words(v_call.id, v_call.organization_id) where c.id = v_call.id
      returning c.* into v_call;
      -- No version of the call: nothing of its course has changed. Everybody sees what is wanted.
      if v_call.summary_line is not null then
        perform realtime.send(
          app.call_card(v_call), 'call_changed', 'org:' || v_call.organization_id, true
        );
      end if;
    end if;
  end if;
  return jsonb_build_object(
    'callId', v_call.id,
    'said', (
      select coalesce(jsonb_agg(s ->> 'text'), '[]') from jsonb_array_elements(v_changed) s
      where s ->> 'speaker' = 'caller'
    ),
    'rules', case when v_changed = '[]' then '[]'::jsonb else coalesce((
      select v.profile -> 'escalations' from public.ai_dispatchers d
      join public.ai_dispatcher_versions v
        on v.organization_id = d.organization_id and v.version = d.published_version
      where d.organization_id = v_call.organization_id
    ), '[]') end
  );
end
$$;
comment on function public.store_ai_event is
  'Takes in what was said or found out in a call, once per event: StoredAiEvent of ports/call-repository.ts.';

revoke all on function
  app.segment_json(public.call_transcript_segments),
  app.broadcast_transcript(uuid, uuid, jsonb),
  app.store_segments(public.telnyx_calls, jsonb),
  app.history_segments(public.telnyx_calls, jsonb, timestamptz),
  app.first_words(uuid, uuid),
  app.attach_insights(public.telnyx_calls, jsonb)
  from public;
grant execute on function app.segment_json(public.call_transcript_segments)
  to authenticated, service_role;
grant execute on function
  app.broadcast_transcript(uuid, uuid, jsonb),
  app.store_segments(public.telnyx_calls, jsonb),
  app.history_segments(public.telnyx_calls, jsonb, timestamptz),
  app.first_words(uuid, uuid),
  app.attach_insights(public.telnyx_calls, jsonb)
  to service_role;
revoke all on function
  public.call_transcript(uuid), public.ai_start_context(uuid, integer), public.store_ai_event(jsonb)
  from public, anon, authenticated;
grant execute on function public.call_transcript(uuid) to authenticated;
grant execute on function
  public.ai_start_context(uuid, integer), public.store_ai_event(jsonb) to service_role;
