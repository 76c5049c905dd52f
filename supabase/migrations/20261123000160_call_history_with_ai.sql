-- The history tells what the AI did: outcome, mood, follow-ups and the visit that it booked.
create or replace function public.call_history(
  p_direction text default null,
  p_status text default null,
  p_search text default null,
  p_client_id uuid default null,
  p_before timestamptz default null,
  p_before_id uuid default null,
  p_limit integer default 50
) returns setof jsonb
language plpgsql stable
-- Planned anew with the values: a filter that is not set costs nothing.
set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  v_organization_id uuid := app.my_organization();
  v_limit integer := least(greatest(coalesce(p_limit, 50), 1), 200);
  v_before_id uuid := coalesce(p_before_id, 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_search text := btrim(p_search);
  v_found uuid[];
begin
  if char_length(v_search) >= 2 then
    v_found := array(
      select app.search_call_ids(
        v_organization_id, p_direction, p_status, p_client_id, p_before, v_before_id, v_limit, v_search
      )
    );
  end if;
  return query
  select app.call_card_json(
      page.c, k.name,
      -- app.count_clients, written out: its policies are then evaluated once, not once per row.
      (
        select count(*) from public.client_phones p
        join public.clients s on s.id = p.client_id and s.archived_at is null
        where p.organization_id = v_organization_id and p.phone_number = (page.c).outside_number
      ),
      n.phone_number, n.label, m.display_name
    ) || jsonb_build_object(
      'durationSeconds', (page.c).duration_seconds,
      'waitSeconds', floor(extract(epoch from
        coalesce((page.c).answered_at, (page.c).ended_at) - (page.c).started_at))::integer,
      'aiOutcome', (page.c).ai_outcome,
      'sentiment', (page.c).sentiment,
      'followUps', (page.c).follow_ups,
      'disposition', (page.c).disposition,
      'tags', to_jsonb((page.c).tags),
      'notes', (page.c).notes,
      'summary', (page.c).summary,
      'visit', case when (page.c).ai is not null then (
        select jsonb_build_object('id', v.id, 'title', v.title, 'startsAt', app.iso_utc(v.starts_at))
        from public.appointments v
        where v.organization_id = v_organization_id and v.source_call_id = (page.c).id
          and v.status <> 'cancelled'
        order by v.created_at desc limit 1
      ) end,
      'task', case when t.id is not null then jsonb_build_object(
        'id', t.id, 'dueAt', app.iso_utc(t.due_at), 'doneAt', app.iso_utc(t.done_at),
        'assignedName', a.display_name
      ) end
    )
  from (
    select c from public.telnyx_calls c
    where c.organization_id = v_organization_id
      and (v_found is null or c.id = any (v_found))
      and (p_direction is null or c.direction = p_direction)
      and (p_client_id is null or c.client_id = p_client_id)
      and (
        p_status is null
        or (p_status = 'live' and c.status <> 'ended')
        or (p_status <> 'live' and c.status = 'ended' and c.outcome = p_status)
      )
      and (p_before is null or (c.started_at, c.id) < (p_before, v_before_id))
    order by c.started_at desc, c.id desc
    limit v_limit
  ) page
  left join public.clients k on k.id = (page.c).client_id
  left join public.telnyx_phone_numbers n on n.id = (page.c).phone_number_id
  left join public.members m on m.id = (page.c).agent_id
  -- A call can leave a message and a call-back; the open one counts.
  left join lateral (
    select k.* from public.call_tasks k
    where k.organization_id = v_organization_id and k.call_id = (page.c).id
      -- Others have none: not looked for.
      and ((page.c).outcome = 'missed' or (page.c).ai is not null)
    order by k.done_at is not null, k.created_at limit 1
  ) t on true
  left join public.members a on a.id = t.assigned_member_id
  order by (page.c).started_at desc, (page.c).id desc;
end
$$;
