-- The channel of a business has an epoch in its name. A socket is asked for its rights when it joins
-- and not again: when somebody loses access, everybody else moves to a channel of another name.

create or replace function app.my_organization_topics() returns setof text
language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
    select app.org_topic(o) from app.my_organizations() as o;
end
$$;
comment on function app.my_organization_topics is
  'The channels of the caller''s businesses as they are called now: no earlier epoch.';

create function app.announce_channel_move() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('organizationId', new.id), 'channel_moved',
    'org:' || new.id || ':' || old.channel_epoch, true
  );
  return null;
exception when others then
  raise warning 'The move of the channel of % was not announced: %', new.id, sqlerrm;
  return null;
end
$$;
comment on function app.announce_channel_move is
  'The last word on the old channel: whoever hears it asks for their membership and joins the new one.';
create trigger announce_channel_move after update of channel_epoch on public.organizations
  for each row when (new.channel_epoch <> old.channel_epoch)
  execute function app.announce_channel_move();

create or replace function app.broadcast_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_card jsonb;
  v_agent_id uuid;
  v_is_for_all boolean := tg_op = 'INSERT';
begin
  if tg_op = 'UPDATE' then
    v_is_for_all := new.agent_id is distinct from old.agent_id
      or new.outcome is distinct from old.outcome
      -- What the AI does concerns everybody: anybody may take over.
      or new.ai is distinct from old.ai
      or new.offered_to is distinct from old.offered_to
      or (new.status is distinct from old.status and new.agent_id is null);
  end if;
  -- A socket that joined before its member was deactivated is not asked again: it hears nothing more.
  v_agent_id := (select m.id from public.members m where m.id = new.agent_id and m.active);
  if not v_is_for_all and v_agent_id is null then
    return null;
  end if;
  v_card := app.call_card(new);
  if v_is_for_all then
    perform realtime.send(v_card, 'call_changed', app.org_topic(new.organization_id), true);
  end if;
  if v_agent_id is not null then
    perform realtime.send(v_card, 'call_changed', 'member:' || v_agent_id, true);
  end if;
  return null;
exception when others then
  raise warning 'The change of call % was not broadcast: %', new.id, sqlerrm;
  return null;
end
$$;

create or replace function app.broadcast_transcript(p_organization_id uuid, p_call_id uuid, p_segments jsonb)
returns void
language plpgsql set search_path = ''
as $$
begin
  if jsonb_array_length(p_segments) = 0 then
    return;
  end if;
  perform realtime.send(
    jsonb_build_object('callId', p_call_id, 'segments', p_segments),
    'transcript_changed', app.org_topic(p_organization_id), true
  );
exception when others then
  raise warning 'The transcript of call % was not broadcast: %', p_call_id, sqlerrm;
end
$$;

create or replace function app.broadcast_appointment() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_visit public.appointments := coalesce(new, old);
begin
  perform realtime.send(
    jsonb_build_object(
      'organizationId', v_visit.organization_id, 'appointmentId', v_visit.id),
    'appointments_changed', app.org_topic(v_visit.organization_id), true);
  return null;
exception when others then
  raise warning 'The change of appointment % was not broadcast: %', v_visit.id, sqlerrm;
  return null;
end
$$;

create or replace function app.attach_insights(p_call public.telnyx_calls, p_results jsonb) returns void
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
    app.call_card(c), 'call_changed', app.org_topic(c.organization_id), true
  ) from public.telnyx_calls c where c.id = (p_call).id;
end
$$;

create or replace function public.store_ai_event(p jsonb) returns jsonb
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
          app.call_card(v_call), 'call_changed', app.org_topic(v_call.organization_id), true
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

revoke all on function app.announce_channel_move() from public, anon, authenticated;
