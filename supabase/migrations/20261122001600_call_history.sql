-- The history: keyset pages under row-level security, and search by a part.

-- Row-level security keeps LIKE from using an index (its operator is not leakproof), so the search
-- itself runs as the owner, checks the organisation itself, and hands back ids only.
create function app.search_call_ids(
  p_organization_id uuid,
  p_direction text,
  p_status text,
  p_client_id uuid,
  p_before timestamptz,
  p_before_id uuid,
  p_limit integer,
  p_search text
) returns setof uuid
language plpgsql stable security definer
set search_path = '' set plan_cache_mode = 'force_custom_plan'
as $$
declare
  v_pattern text := '%' || replace(replace(replace(p_search, '\', '\\'), '%', '\%'), '_', '\_') || '%';
  v_is_number boolean := p_search ~ '^[-+()./\s\d]+$';
  v_digits text := regexp_replace(p_search, '\D', '', 'g');
  v_digit_pattern text;
  v_clients uuid[];
begin
  if p_organization_id not in (select app.my_organizations()) then
    return;
  end if;
  if v_is_number and length(v_digits) >= 3 then
    v_digit_pattern := '%' || v_digits || '%';
  end if;
  v_clients := array(
    select k.id from public.clients k
    where k.organization_id = p_organization_id
      and k.name ilike v_pattern
    limit 500
  );
  return query
  with filtered as not materialized (
    select c.id, c.started_at, c.client_id, c.outside_number, c.notes, c.status
    from public.telnyx_calls c
    where c.organization_id = p_organization_id
      and (p_direction is null or c.direction = p_direction)
      and (p_client_id is null or c.client_id = p_client_id)
      and (
        p_status is null
        or (p_status = 'live' and c.status <> 'ended')
        or (p_status <> 'live' and c.status = 'ended' and c.outcome = p_status)
      )
      and (p_before is null or (c.started_at, c.id) < (p_before, p_before_id))
  ),
  -- Each arm has an index of its own and needs no more rows than the page has.
  found as (
    (select f.id, f.started_at from filtered f
      where f.client_id = any (v_clients)
      order by f.started_at desc, f.id desc limit p_limit)
    union
    (select f.id, f.started_at from filtered f
      where f.status = 'ended' and f.outside_number like v_digit_pattern
      order by f.started_at desc, f.id desc limit p_limit)
    union
    (select f.id, f.started_at from filtered f
      where f.status = 'ended' and f.notes is not null and f.notes ilike v_pattern
      order by f.started_at desc, f.id desc limit p_limit)
    union
    (select f.id, f.started_at from filtered f
      where f.status <> 'ended'
        and (f.outside_number like v_digit_pattern or f.notes ilike v_pattern)
      order by f.started_at desc, f.id desc limit p_limit)
  )
  select found.id from found order by found.started_at desc, found.id desc limit p_limit;
end
$$;
comment on function app.search_call_ids is
  'Ids of one page of calls whose client''s name, outside number or notes contain the text.';

create function public.call_history(
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
      'handledBy', (page.c).handled_by,
      'disposition', (page.c).disposition,
      'tags', to_jsonb((page.c).tags),
      'notes', (page.c).notes,
      'summary', (page.c).summary,
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
  left join public.call_tasks t on t.call_id = (page.c).id
  left join public.members a on a.id = t.assigned_member_id
  order by (page.c).started_at desc, (page.c).id desc;
end
$$;
comment on function public.call_history is
  'One page of the organisation''s calls, newest first; the next begins before the last row''s startedAt and id.';

revoke all on function
  app.search_call_ids(uuid, text, text, uuid, timestamptz, uuid, integer, text) from public;
grant execute on function
  app.search_call_ids(uuid, text, text, uuid, timestamptz, uuid, integer, text) to authenticated;
revoke all on function
  public.call_history(text, text, text, uuid, timestamptz, uuid, integer)
  from public, anon, authenticated;
grant execute on function
  public.call_history(text, text, text, uuid, timestamptz, uuid, integer) to authenticated;
