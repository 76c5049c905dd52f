-- One call's page: all that is stored of a call, in one answer, for the members of its organisation.
-- Commands are else read by admins only, and events carry more than a page shows: this says what of it.

-- An event's own words without what opens doors (who it is for at Telnyx, which browser) and cut short.
create function app.shown_fields(p jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  return case jsonb_typeof(p)
    when 'object' then (
      select coalesce(jsonb_object_agg(f.key, app.shown_fields(f.value)), '{}')
      from jsonb_each(p) as f
      where f.key !~* '(sip|device|client_?state|token|secret|passw|credential|authori|sdp|jwt|api_?key|header)'
    )
    when 'array' then (
      select coalesce(jsonb_agg(app.shown_fields(i.value) order by i.ordinality), '[]')
      from jsonb_array_elements(p) with ordinality as i where i.ordinality <= 50
    )
    when 'string' then to_jsonb(left(p #>> '{}', 1000))
    else p
  end;
end
$$;
comment on function app.shown_fields is 'JSON as a page may show it: no secrets at any depth, nothing long.';

-- An owner's own mobile is shown as the card shows it.
create function app.shown_event(p_type text, p_event jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
declare
  v_fields jsonb := app.shown_fields(coalesce(p_event, '{}') - array['id', 'type', 'occurredAt']);
begin
  if p_type like 'forward.%' and v_fields ? 'to' then
    v_fields := v_fields || jsonb_build_object('to', app.masked_number(v_fields ->> 'to'));
  end if;
  -- Keys pressed at a machine may be a card's number: only how many.
  if v_fields ? 'digits' then
    v_fields := v_fields || jsonb_build_object('digits', char_length(v_fields ->> 'digits'));
  end if;
  return v_fields;
end
$$;

-- Telnyx's figures of a leg's sound: strings there, numbers here.
create function app.leg_quality(p_stats jsonb) returns jsonb
language plpgsql immutable set search_path = ''
as $$
begin
  if jsonb_typeof(p_stats -> 'inbound') is distinct from 'object' then
    return null;
  end if;
  return (
    select jsonb_object_agg(name, case
      when p_stats #>> path ~ '^\d{1,9}(\.\d{1,9})?$' then (p_stats #>> path)::numeric
    end)
    from (values
      ('mos', array['inbound', 'mos']), ('jitterMs', array['inbound', 'jitter_max_variance']),
      ('packets', array['inbound', 'packet_count']), ('skipped', array['inbound', 'skip_packet_count'])
    ) as f (name, path)
  );
end
$$;

create function app.story_head(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return app.call_card(c) || jsonb_build_object(
    'durationSeconds', c.duration_seconds,
    'waitSeconds', floor(extract(epoch from coalesce(c.answered_at, c.ended_at) - c.started_at))::integer,
    'hangupCause', c.hangup_cause,
    'callSessionId', c.call_session_id,
    'cost', c.cost,
    'disposition', c.disposition,
    'tags', to_jsonb(c.tags),
    'notes', c.notes,
    'summary', c.summary,
    'aiOutcome', c.ai_outcome,
    'sentiment', c.sentiment,
    'followUps', c.follow_ups,
    'visit', (
      select jsonb_build_object('id', v.id, 'title', v.title, 'startsAt', app.iso_utc(v.starts_at))
      from public.appointments v
      where v.organization_id = c.organization_id and v.source_call_id = c.id
        and v.status <> 'cancelled'
      order by v.created_at desc limit 1
    ),
    'tasks', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', t.id, 'kind', t.kind, 'reason', t.reason, 'note', t.note,
        'dueAt', app.iso_utc(t.due_at), 'doneAt', app.iso_utc(t.done_at), 'assignedName', m.display_name
      ) order by t.done_at is not null, t.created_at), '[]')
      from public.call_tasks t
      left join public.members m on m.id = t.assigned_member_id
      where t.organization_id = c.organization_id and t.call_id = c.id
    )
  );
end
$$;
comment on function app.story_head is 'StoryCall of core/contracts/call-story.ts.';

create function app.story_events(
  c public.telnyx_calls, p_after timestamptz, p_after_id text, p_limit integer
) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', e.id, 'source', e.source, 'type', coalesce(e.event ->> 'type', e.type), 'rawType', e.type,
      'at', app.iso_utc(e.occurred_at), 'receivedAt', app.iso_utc(e.received_at),
      'ignoredReason', e.ignored_reason,
      'fields', app.shown_event(coalesce(e.event ->> 'type', e.type), nullif(e.event, 'null'))
    ) order by e.occurred_at, e.id), '[]')
    from (
      select * from public.call_events x
      where x.call_id = c.id and x.organization_id = c.organization_id
        and (p_after is null or (x.occurred_at, x.id) > (p_after, p_after_id))
      order by x.occurred_at, x.id limit p_limit
    ) e
  );
end
$$;

create function app.story_legs(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'callControlId', l.call_control_id, 'callLegId', l.call_leg_id,
      'role', l.role, 'attempt', l.attempt,
      'initiatedAt', app.iso_utc(l.initiated_at), 'answeredAt', app.iso_utc(l.answered_at),
      'bridgedAt', app.iso_utc(l.bridged_at), 'endedAt', app.iso_utc(l.ended_at),
      'hangupCause', l.hangup_cause,
      'quality', (
        select app.leg_quality(e.payload -> 'call_quality_stats') from public.call_events e
        where e.call_id = c.id and e.organization_id = c.organization_id and e.type = 'call.hangup'
          and e.payload ->> 'call_control_id' = l.call_control_id
        order by e.occurred_at desc limit 1
      )
    ) order by l.created_at, l.call_control_id), '[]')
    from (
      select * from public.call_legs x
      where x.call_id = c.id and x.organization_id = c.organization_id
      order by x.created_at, x.call_control_id limit 200
    ) l
  );
end
$$;

-- Which command, for which leg, and what became of it; not what it carried.
create function app.story_commands(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', d.command_id, 'kind', d.kind, 'status', d.status, 'tries', d.tries,
      'errorCode', d.error_code, 'at', app.iso_utc(d.created_at),
      'lastTriedAt', app.iso_utc(d.last_tried_at), 'doneAt', app.iso_utc(d.done_at),
      'callControlId', d.body ->> 'callControlId',
      'attempt', case when jsonb_typeof(d.body -> 'attempt') = 'number' then d.body -> 'attempt' end
    ) order by d.created_at, d.command_id), '[]')
    from (
      select * from public.call_commands x
      where x.call_id = c.id and x.organization_id = c.organization_id
      order by x.created_at, x.command_id limit 500
    ) d
  );
end
$$;

create function public.call_story(
  p_call_id uuid, p_after timestamptz default null, p_after_id text default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  c_page constant integer := 500;
  v_call public.telnyx_calls;
  v_events jsonb;
  v_last jsonb;
  v_page jsonb;
begin
  select * into v_call from public.telnyx_calls t
  where t.id = p_call_id and t.organization_id = app.my_organization();
  if v_call.id is null then
    return null;
  end if;
  v_events := app.story_events(v_call, p_after, coalesce(p_after_id, ''), c_page);
  v_last := v_events -> (c_page - 1);
  v_page := jsonb_build_object(
    'events', v_events,
    'next', case when v_last is not null
      then jsonb_build_object('at', v_last ->> 'at', 'id', v_last ->> 'id') end
  );
  if p_after is not null then
    return v_page;
  end if;
  return v_page || jsonb_build_object(
    'call', app.story_head(v_call),
    'legs', app.story_legs(v_call),
    'commands', app.story_commands(v_call),
    'people', (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.display_name)
        order by m.created_at, m.id), '[]')
      from (
        select * from public.members x where x.organization_id = v_call.organization_id
        order by x.created_at, x.id limit 500
      ) m
    ),
    -- Nothing is recorded yet.
    'recording', null
  );
end
$$;
comment on function public.call_story is
  'CallStory of core/contracts/call-story.ts: 500 events a page, the rest with the first. Null: no such call of yours.';

revoke all on function
  app.shown_fields(jsonb), app.shown_event(text, jsonb), app.leg_quality(jsonb),
  app.story_head(public.telnyx_calls),
  app.story_events(public.telnyx_calls, timestamptz, text, integer),
  app.story_legs(public.telnyx_calls), app.story_commands(public.telnyx_calls)
  from public;
revoke all on function public.call_story(uuid, timestamptz, text) from public, anon, authenticated;
grant execute on function public.call_story(uuid, timestamptz, text) to authenticated;
