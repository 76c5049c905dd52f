-- Those who read hours read the right ones, and the search finds no health check's call.

-- The line's own hours, where it keeps some.
create or replace function public.ai_start_context(p_call_id uuid, p_session integer) returns jsonb
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
      from public.business_hours h
      where h.organization_id = v_call.organization_id
        and h.phone_number_id is not distinct from app.hours_owner(v_call.phone_number_id)
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

-- The assistants serve all lines: the business's hours.
create or replace function app.ai_business(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'name', o.name, 'timeZone', o.time_zone,
    'hours', coalesce((
      select jsonb_agg(jsonb_build_object('weekday', h.weekday,
        'opensAt', to_char(h.opens_at, 'HH24:MI'), 'closesAt', to_char(h.closes_at, 'HH24:MI'))
        order by h.weekday, h.opens_at)
      from public.business_hours h
      where h.organization_id = o.id and h.phone_number_id is null
    ), '[]'),
    'services', coalesce((
      select jsonb_agg(s.name order by s.name)
      from public.services s where s.organization_id = o.id and s.active
    ), '[]')
  )
  from public.organizations o where o.id = p_organization_id
$$;

create or replace function app.search_call_ids(
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
    where c.organization_id = p_organization_id and not c.is_test
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
