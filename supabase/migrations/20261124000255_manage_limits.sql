-- Changing the limits, the kill switch, and what Telnyx's voice profile must say.

create function app.may_manage(p_member_id uuid, p_roles text[]) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select m.organization_id from public.members m
    where m.id = p_member_id and m.active and m.role = any (p_roles)
  );
end
$$;
comment on function app.may_manage is
  'The organisation of a member who has one of these roles now; null: may not.';

create function app.act_for(p_member_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  -- The audit log asks whose change this is.
  perform set_config('app.member_id', p_member_id::text, true);
end
$$;

create function public.save_limits(p_member_id uuid, p_limits jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := app.may_manage(p_member_id, '{owner,admin}');
  v_countries text[] := array(select jsonb_array_elements_text(p_limits -> 'countries'));
begin
  if v_organization_id is null then
    return '{"ok": false, "code": "not_allowed"}';
  end if;
  perform app.act_for(p_member_id);
  perform app.lock_dials(v_organization_id);
  update public.spend_limits l set
    daily_cap_cents = (p_limits ->> 'dailyCapCents')::integer,
    warn_at_percent = (p_limits ->> 'warnAtPercent')::smallint,
    max_call_minutes = (p_limits ->> 'maxCallMinutes')::smallint,
    concurrent_calls = (p_limits ->> 'concurrentCalls')::smallint,
    dials_per_minute_agent = (p_limits ->> 'dialsPerMinuteAgent')::smallint,
    dials_per_minute = (p_limits ->> 'dialsPerMinute')::smallint,
    confirm_new_destinations = (p_limits ->> 'confirmNewDestinations')::boolean,
    allowed_number_types = array(select jsonb_array_elements_text(p_limits -> 'numberTypes'))
  where l.organization_id = v_organization_id;
  delete from public.allowed_destinations d
  where d.organization_id = v_organization_id and not d.country = any (v_countries);
  insert into public.allowed_destinations (organization_id, country)
  select v_organization_id, c from unnest(v_countries) as c
  on conflict do nothing;
  update app.limit_states s set
    mirror_state = 'pending', mirror_tries = 0, mirror_due_at = clock_timestamp()
  where s.organization_id = v_organization_id;
  return '{"ok": true}';
end
$$;
comment on function public.save_limits is
  'All of a business''s limits at once; what Telnyx shall say follows (mirror_of).';

create function public.stop_calling(p_member_id uuid, p_end_live_calls boolean) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := app.may_manage(p_member_id, '{owner,admin}');
begin
  if v_organization_id is null then
    return '{"ok": false, "code": "not_allowed"}';
  end if;
  -- Whoever reserves now is before us or sees the switch.
  perform app.act_for(p_member_id);
  perform app.lock_dials(v_organization_id);
  update public.spend_limits l set
    calling_stopped_at = coalesce(l.calling_stopped_at, clock_timestamp()),
    calling_stopped_by = coalesce(l.calling_stopped_by, p_member_id),
    end_live_calls = p_end_live_calls or (l.end_live_calls and l.calling_stopped_at is not null)
  where l.organization_id = v_organization_id;
  perform app.audit(v_organization_id, p_member_id, 'calling.stopped',
    jsonb_build_object('endLiveCalls', p_end_live_calls));
  return '{"ok": true}';
end
$$;
comment on function public.stop_calling is 'The kill switch: no dial from this moment.';

create function public.resume_calling(p_member_id uuid) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := app.may_manage(p_member_id, '{owner}');
begin
  if v_organization_id is null then
    return '{"ok": false, "code": "not_allowed"}';
  end if;
  perform app.act_for(p_member_id);
  perform app.lock_dials(v_organization_id);
  update public.spend_limits l set
    calling_stopped_at = null, calling_stopped_by = null, end_live_calls = false
  where l.organization_id = v_organization_id and l.calling_stopped_at is not null;
  if found then
    perform app.audit(v_organization_id, p_member_id, 'calling.resumed', '{}');
  end if;
  return '{"ok": true}';
end
$$;

create function public.calls_to_stop() returns setof jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'callId', c.id, 'organizationId', c.organization_id, 'memberId', l.calling_stopped_by
  )
  from public.spend_limits l
  join public.telnyx_calls c
    on c.organization_id = l.organization_id and c.direction = 'outbound' and c.status <> 'ended'
  where l.calling_stopped_at is not null
    and (
      l.end_live_calls
      -- Placed just before the switch: its dial was held back, so it leads nowhere.
      or not exists (
        select from public.call_commands k
        where k.organization_id = c.organization_id and k.call_id = c.id
          and k.kind = 'dial_external'
      )
    )
  order by c.started_at
  limit 500
$$;
comment on function public.calls_to_stop is
  'Calls out that must end because their business has stopped calling. Inbound calls go on.';

create function public.limits_of(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'enabled', true,
    'countries', coalesce(d.countries, '[]'),
    'dailySpendLimitCents', l.daily_cap_cents,
    -- Two legs a call, and as many again for agents who answer.
    'concurrentLegs', l.concurrent_calls * 2,
    'maxRatePerMinute', coalesce(d.rate, app.dial_rate('US', 'any'))
  )
  from public.spend_limits l
  left join lateral (
    select jsonb_agg(a.country order by a.country) as countries,
      max((select max(app.dial_rate(a.country, t)) from unnest(l.allowed_number_types) as t)) as rate
    from public.allowed_destinations a where a.organization_id = l.organization_id
  ) d on true
  where l.organization_id = p_organization_id
$$;
comment on function public.limits_of is
  'VoiceProfileLimits (voice-profiles.ts): what Telnyx''s outbound voice profile shall say.';

create function public.mirror_of(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'organizationId', o.id, 'profileId', t.outbound_voice_profile_id,
    'limits', public.limits_of(o.id)
  )
  from public.organizations o
  left join public.telnyx_setups t on t.organization_id = o.id
  where o.id = p_organization_id
$$;
comment on function public.mirror_of is 'The voice profile of a business, and what it shall say.';

create function public.note_mirror(p jsonb) returns void
language sql set search_path = ''
as $$
  update app.limit_states s set
    mirror_state = p ->> 'state',
    mirror_code = p ->> 'code',
    mirror_tries = case p ->> 'state' when 'failed' then s.mirror_tries + 1 else 0 end,
    mirrored_at = case p ->> 'state' when 'ok' then clock_timestamp() else s.mirrored_at end,
    mirror_due_at = clock_timestamp() + case p ->> 'state'
      when 'failed' then make_interval(secs => least(15 * power(2, least(s.mirror_tries, 8)), 3600))
      -- Somebody may have changed it at Telnyx.
      else interval '1 hour'
    end
  where s.organization_id = (p ->> 'organizationId')::uuid
    -- The limits have been saved anew meanwhile: that is another mirror.
    and (p -> 'limits') = public.limits_of(s.organization_id)
$$;
comment on function public.note_mirror is 'What became of telling Telnyx: {organizationId, state, code, limits}.';

create function public.due_mirrors(p_limit integer) returns setof uuid
language sql stable set search_path = ''
as $$
  select s.organization_id from app.limit_states s
  join public.telnyx_setups t on t.organization_id = s.organization_id
  where s.mirror_due_at <= clock_timestamp() and t.outbound_voice_profile_id is not null
  order by s.mirror_due_at
  limit p_limit
$$;

create function public.limits_state() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
begin
  return (
    select jsonb_build_object(
      'limits', jsonb_build_object(
        'dailyCapCents', l.daily_cap_cents,
        'warnAtPercent', l.warn_at_percent,
        'maxCallMinutes', l.max_call_minutes,
        'concurrentCalls', l.concurrent_calls,
        'dialsPerMinuteAgent', l.dials_per_minute_agent,
        'dialsPerMinute', l.dials_per_minute,
        'confirmNewDestinations', l.confirm_new_destinations,
        'numberTypes', to_jsonb(l.allowed_number_types),
        'countries', (
          select coalesce(jsonb_agg(d.country order by d.country), '[]')
          from public.allowed_destinations d where d.organization_id = l.organization_id
        )
      ),
      'country', o.country,
      'timeZone', o.time_zone,
      'spentToday', app.spent_today(l.organization_id),
      'reservedNow', (
        select coalesce(sum(r.reserved), 0) from public.dial_reservations r
        where r.organization_id = l.organization_id and r.settled_at is null
      ),
      'callsNow', (
        select count(*) from public.dial_reservations r
        where r.organization_id = l.organization_id and r.settled_at is null
      ),
      'stoppedAt', app.iso_utc(l.calling_stopped_at),
      'stoppedBy', (
        select m.display_name from public.members m where m.id = l.calling_stopped_by
      ),
      'mirror', jsonb_build_object(
        'state', case
          when t.outbound_voice_profile_id is null then 'none' else s.mirror_state
        end,
        'code', s.mirror_code,
        'at', app.iso_utc(s.mirrored_at)
      ),
      'rates', (
        select jsonb_agg(jsonb_build_object(
          'country', c.country, 'ratePerMinute', app.dial_rate(c.country, 'mobile'),
          'risk', k.reason
        ) order by c.country)
        from (select distinct n.country from app.number_plans n where n.country <> '001') c
        left join app.risky_destinations k on k.country = c.country
      )
    )
    from public.spend_limits l
    join public.organizations o on o.id = l.organization_id
    join app.limit_states s on s.organization_id = l.organization_id
    left join public.telnyx_setups t on t.organization_id = l.organization_id
    where l.organization_id = v_organization_id
  );
end
$$;
comment on function public.limits_state is
  'What the screen of the limits shows: to every member; only owners and admins change it.';

create function public.calling_notice() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_organization_id uuid := app.my_organization();
begin
  return (
    select jsonb_build_object(
      'stoppedAt', app.iso_utc(l.calling_stopped_at),
      'stoppedBy', (
        select m.display_name from public.members m where m.id = l.calling_stopped_by
      ),
      'warning', case
        when v_organization_id in (select app.my_admin_organizations())
          and s.warned_on = (clock_timestamp() at time zone o.time_zone)::date
        then jsonb_build_object(
          'day', s.warned_on,
          'spentToday', app.spent_today(l.organization_id), 'dailyCapCents', l.daily_cap_cents
        )
      end
    )
    from public.spend_limits l
    join public.organizations o on o.id = l.organization_id
    join app.limit_states s on s.organization_id = l.organization_id
    where l.organization_id = v_organization_id
  );
end
$$;
comment on function public.calling_notice is
  'What everybody must know of the limits: calls out are stopped; and, to admins, the cap is near.';

revoke all on function app.may_manage(uuid, text[]), app.act_for(uuid) from public;
grant execute on function app.may_manage(uuid, text[]), app.act_for(uuid) to service_role;
revoke all on function
  public.save_limits(uuid, jsonb), public.stop_calling(uuid, boolean), public.resume_calling(uuid),
  public.calls_to_stop(), public.limits_of(uuid), public.mirror_of(uuid), public.note_mirror(jsonb),
  public.due_mirrors(integer), public.limits_state(), public.calling_notice()
  from public, anon, authenticated;
grant execute on function
  public.save_limits(uuid, jsonb), public.stop_calling(uuid, boolean), public.resume_calling(uuid),
  public.calls_to_stop(), public.limits_of(uuid), public.mirror_of(uuid), public.note_mirror(jsonb),
  public.due_mirrors(integer)
  to service_role;
grant execute on function public.limits_state(), public.calling_notice() to authenticated;
