-- Everything that happened with a client, newest first, in keyset pages.

create function app.timeline_call(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return app.call_card(c) || jsonb_build_object(
    'durationSeconds', c.duration_seconds,
    'waitSeconds', floor(extract(epoch from coalesce(c.answered_at, c.ended_at) - c.started_at))::integer,
    'aiOutcome', c.ai_outcome, 'sentiment', c.sentiment, 'followUps', c.follow_ups,
    'notes', c.notes, 'summary', c.summary,
    'visit', case when c.ai is not null then (
      select jsonb_build_object('id', v.id, 'title', v.title, 'startsAt', app.iso_utc(v.starts_at))
      from public.appointments v
      where v.organization_id = c.organization_id and v.source_call_id = c.id and v.status <> 'cancelled'
      order by v.created_at desc limit 1
    ) end,
    'task', (
      select jsonb_build_object('id', t.id, 'dueAt', app.iso_utc(t.due_at),
        'doneAt', app.iso_utc(t.done_at), 'assignedName', a.display_name)
      from public.call_tasks t left join public.members a on a.id = t.assigned_member_id
      where t.organization_id = c.organization_id and t.call_id = c.id
      order by t.done_at is not null, t.created_at limit 1
    )
  );
end
$$;
comment on function app.timeline_call is 'A call as historyRowSchema of call-card.ts has it.';

create function app.timeline_keys(
  p_organization_id uuid, p_client_id uuid, p_kinds text[], p_before timestamptz, p_before_id uuid,
  p_limit integer
) returns table (kind text, id uuid, at timestamptz)
language plpgsql stable set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
begin
  return query
  select k.kind, k.id, k.at from (
    (select 'call' as kind, c.id, c.started_at as at from public.telnyx_calls c
      where c.organization_id = p_organization_id and c.client_id = p_client_id
        and 'calls' = any (p_kinds)
        and (p_before is null or (c.started_at, c.id) < (p_before, p_before_id))
      order by c.started_at desc, c.id desc limit p_limit)
    union all
    (select 'note', n.id, n.created_at from public.client_notes n
      where n.organization_id = p_organization_id and n.client_id = p_client_id
        and n.deleted_at is null and 'notes' = any (p_kinds)
        and (p_before is null or (n.created_at, n.id) < (p_before, p_before_id))
      order by n.created_at desc, n.id desc limit p_limit)
    union all
    -- One that lies ahead stands where it was booked, one that is over where it took place.
    (select v.kind, v.id, v.at from (
        select case when a.starts_at > now() then 'booking' else 'visit' end as kind, a.id,
          case when a.starts_at > now() then a.created_at else a.starts_at end as at
        from public.appointments a
        where a.organization_id = p_organization_id and a.client_id = p_client_id
          and 'visits' = any (p_kinds)
      ) v
      where p_before is null or (v.at, v.id) < (p_before, p_before_id)
      order by v.at desc, v.id desc limit p_limit)
    union all
    (select 'task', t.id, coalesce(t.done_at, t.created_at) from public.client_tasks t
      where t.organization_id = p_organization_id and t.client_id = p_client_id
        and 'tasks' = any (p_kinds)
        and (p_before is null or (coalesce(t.done_at, t.created_at), t.id) < (p_before, p_before_id))
      order by 3 desc, 2 desc limit p_limit)
    union all
    (select 'called_back', t.id, t.done_at from public.call_tasks t
      where t.organization_id = p_organization_id and t.client_id = p_client_id
        and t.done_at is not null and 'tasks' = any (p_kinds)
        and (p_before is null or (t.done_at, t.id) < (p_before, p_before_id))
      order by t.done_at desc, t.id desc limit p_limit)
  ) k
  order by k.at desc, k.id desc limit p_limit;
end
$$;

create function public.client_timeline(
  p_client_id uuid,
  p_kinds text[] default '{calls,notes,visits,tasks}',
  p_before timestamptz default null,
  p_before_id uuid default null,
  p_limit integer default 30
) returns setof jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return query
  select jsonb_build_object('kind', k.kind, 'id', k.id, 'at', app.iso_utc(k.at))
    || case k.kind
      when 'call' then (
        select jsonb_build_object('call', app.timeline_call(c)) from public.telnyx_calls c where c.id = k.id)
      when 'note' then (
        select jsonb_build_object('note', jsonb_build_object('body', n.body,
          'editedAt', app.iso_utc(n.edited_at),
          'author', jsonb_build_object('id', n.member_id, 'name', m.display_name)))
        from public.client_notes n left join public.members m on m.id = n.member_id where n.id = k.id)
      when 'task' then (
        select jsonb_build_object('task', jsonb_build_object('title', t.title,
          'doneAt', app.iso_utc(t.done_at), 'by', case when m.id is not null
            then jsonb_build_object('id', m.id, 'name', m.display_name) end))
        from public.client_tasks t
        left join public.members m
          on m.id = case when t.done_at is null then t.created_by else t.done_by end
        where t.id = k.id)
      when 'called_back' then (
        select jsonb_build_object('kindOfTask', t.kind, 'by', m.display_name)
        from public.call_tasks t left join public.members m on m.id = t.assigned_member_id
        where t.id = k.id)
      else (
        select jsonb_build_object('visit', jsonb_build_object('title', a.title, 'status', a.status,
          'startsAt', app.iso_utc(a.starts_at), 'endsAt', app.iso_utc(a.ends_at),
          'resource', r.name))
        from public.appointments a join public.resources r on r.id = a.resource_id where a.id = k.id)
    end
  from app.timeline_keys(
    (select c.organization_id from public.clients c where c.id = p_client_id), p_client_id,
    coalesce(p_kinds, '{calls,notes,visits,tasks}'), p_before,
    coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    least(greatest(coalesce(p_limit, 30), 1), 100)
  ) k
  order by k.at desc, k.id desc;
end
$$;
comment on function public.client_timeline is
  'One page of what happened with a client; the next begins before the last row''s at and id.';

revoke all on function
  app.timeline_call(public.telnyx_calls),
  app.timeline_keys(uuid, uuid, text[], timestamptz, uuid, integer),
  public.client_timeline(uuid, text[], timestamptz, uuid, integer)
  from public, anon, authenticated;
grant execute on function
  app.timeline_call(public.telnyx_calls),
  app.timeline_keys(uuid, uuid, text[], timestamptz, uuid, integer),
  public.client_timeline(uuid, text[], timestamptz, uuid, integer)
  to authenticated;
