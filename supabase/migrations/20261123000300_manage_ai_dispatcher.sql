-- What manage-ai-dispatcher reads and changes (`_shared/ports/dispatcher-store.ts`). Every change
-- that somebody asked for leaves its audit row in the same transaction [I14].

-- One synchronisation at a time: two would make the same assistants twice.
alter table public.ai_dispatchers
  add column lease_holder uuid,
  add column lease_until timestamptz,
  add constraint ai_dispatchers_lease_check check ((lease_holder is null) = (lease_until is null));

create function app.audit_ai(p jsonb, p_action text, p_detail jsonb) returns void
language sql set search_path = ''
as $$
  insert into public.audit_log (organization_id, member_id, action, detail)
  values ((p ->> 'organizationId')::uuid, (p ->> 'memberId')::uuid, p_action, p_detail)
$$;

create function app.ai_business(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'name', o.name, 'timeZone', o.time_zone,
    'hours', coalesce((
      select jsonb_agg(jsonb_build_object('weekday', h.weekday,
        'opensAt', to_char(h.opens_at, 'HH24:MI'), 'closesAt', to_char(h.closes_at, 'HH24:MI'))
        order by h.weekday, h.opens_at)
      from public.business_hours h where h.organization_id = o.id
    ), '[]'),
    'services', coalesce((
      select jsonb_agg(s.name order by s.name)
      from public.services s where s.organization_id = o.id and s.active
    ), '[]')
  )
  from public.organizations o where o.id = p_organization_id
$$;

create function app.ai_dispatcher_row(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'draft', d.draft,
    'published', case when v.version is not null then jsonb_build_object(
      'version', v.version, 'at', app.iso_utc(v.published_at), 'profile', v.profile) end,
    'hasUnpublishedChanges', d.draft is distinct from v.profile,
    'liveSlot', d.live_slot,
    'insightGroupId', d.insight_group_id, 'insightId', d.insight_id,
    -- A function that was killed in the middle left no answer; its lease runs out.
    'sync', case when d.sync_status = 'syncing' and coalesce(d.lease_until <= clock_timestamp(), true)
      then jsonb_build_object('status', 'failed', 'at', app.iso_utc(d.synced_at),
        'error', 'The last synchronisation was interrupted.')
      else jsonb_build_object('status', d.sync_status, 'at', app.iso_utc(d.synced_at),
        'error', d.sync_error)
      end
  )
  from public.ai_dispatchers d
  left join public.ai_dispatcher_versions v
    on v.organization_id = d.organization_id and v.version = d.published_version
  where d.organization_id = p_organization_id
$$;

create function public.ai_dispatcher_state(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'business', app.ai_business(p_organization_id),
    'dispatcher', app.ai_dispatcher_row(p_organization_id),
    'numbers', coalesce((
      select jsonb_agg(jsonb_build_object(
        'phoneNumberId', n.id, 'enabled', n.ai_dispatcher_enabled, 'mode', n.ai_mode,
        'overflowAfterSeconds', n.ai_overflow_after_seconds, 'language', n.ai_language
      ) order by n.is_default desc, n.label, n.id)
      from public.telnyx_phone_numbers n where n.organization_id = p_organization_id
    ), '[]'),
    'assistants', coalesce((
      select jsonb_agg(jsonb_build_object('slot', a.slot, 'language', a.language,
        'assistantId', a.assistant_id, 'bodyHash', a.body_hash) order by a.slot, a.language)
      from public.ai_assistants a where a.organization_id = p_organization_id
    ), '[]'),
    'versions', coalesce((
      select jsonb_agg(to_jsonb(v) order by v.version desc)
      from (
        select v.version, app.iso_utc(v.published_at) as at, m.display_name as "byName"
        from public.ai_dispatcher_versions v
        left join public.members m
          on m.organization_id = v.organization_id and m.id = v.published_by
        where v.organization_id = p_organization_id
        order by v.version desc limit 20
      ) v
    ), '[]'),
    'scenarios', coalesce((
      select jsonb_agg(jsonb_build_object(
        'id', s.id, 'name', s.name, 'language', s.language, 'callId', s.source_call_id,
        'callerNumber', s.caller_number, 'lines', s.lines, 'expected', s.expected,
        'active', s.active, 'lastResult', s.last_result, 'lastRunAt', app.iso_utc(s.last_run_at)
      ) order by s.created_at, s.id)
      from public.ai_scenarios s where s.organization_id = p_organization_id
    ), '[]')
  )
$$;
comment on function public.ai_dispatcher_state is
  'StoredDispatcher of dispatcher-store.ts: all that the settings screen and a synchronisation need.';

create function public.ai_profile_version(p_organization_id uuid, p_version integer) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object('profile', v.profile, 'report', v.scenario_report)
  from public.ai_dispatcher_versions v
  where v.organization_id = p_organization_id and v.version = p_version
$$;

create function public.set_ai_number(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_old public.telnyx_phone_numbers;
  v_new public.telnyx_phone_numbers;
begin
  select * into v_old from public.telnyx_phone_numbers n
  where n.organization_id = (p ->> 'organizationId')::uuid and n.id = (p ->> 'phoneNumberId')::uuid
  for update;
  if not found then return false; end if;
  update public.telnyx_phone_numbers n set
    ai_dispatcher_enabled = coalesce((p ->> 'enabled')::boolean, n.ai_dispatcher_enabled),
    ai_mode = coalesce(p ->> 'mode', n.ai_mode),
    ai_overflow_after_seconds =
      coalesce((p ->> 'overflowAfterSeconds')::integer, n.ai_overflow_after_seconds),
    ai_language = coalesce(p ->> 'language', n.ai_language)
  where n.id = v_old.id
  returning * into v_new;
  if (v_new.ai_dispatcher_enabled, v_new.ai_mode, v_new.ai_overflow_after_seconds, v_new.ai_language)
    is distinct from
    (v_old.ai_dispatcher_enabled, v_old.ai_mode, v_old.ai_overflow_after_seconds, v_old.ai_language)
  then
    perform app.audit_ai(p, 'ai.number_changed', jsonb_build_object(
      'phoneNumberId', v_new.id, 'enabled', v_new.ai_dispatcher_enabled, 'mode', v_new.ai_mode,
      'overflowAfterSeconds', v_new.ai_overflow_after_seconds, 'language', v_new.ai_language));
  end if;
  return true;
end
$$;
comment on function public.set_ai_number is
  'When the AI answers on a number. False: not a number of this organisation.';

create function public.save_ai_draft(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_old jsonb;
  v_new jsonb;
  v_is_new boolean;
begin
  insert into public.ai_dispatchers (organization_id, draft)
  values ((p ->> 'organizationId')::uuid, p -> 'base')
  on conflict (organization_id) do nothing;
  v_is_new := found;
  select d.draft into v_old from public.ai_dispatchers d
  where d.organization_id = (p ->> 'organizationId')::uuid for update;
  v_new := v_old || (p -> 'patch');
  if v_new is distinct from v_old then
    update public.ai_dispatchers d
    set draft = v_new, updated_by = (p ->> 'memberId')::uuid
    where d.organization_id = (p ->> 'organizationId')::uuid;
  end if;
  if v_is_new or v_new is distinct from v_old then
    perform app.audit_ai(p, 'ai.draft_saved', jsonb_build_object('fields', (
      select coalesce(jsonb_agg(k order by k), '[]') from jsonb_object_keys(v_new) as k
      where v_is_new or v_new -> k is distinct from v_old -> k)));
  end if;
  return v_is_new or v_new is distinct from v_old;
end
$$;
comment on function public.save_ai_draft is
  'Merges fields into the draft; a business without one starts from `base`. True: it changed.';

create function public.take_ai_lease(p_organization_id uuid, p_holder uuid, p_seconds integer)
returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.ai_dispatchers d
  set lease_holder = p_holder, lease_until = clock_timestamp() + make_interval(secs => p_seconds)
  where d.organization_id = p_organization_id
    and (d.lease_holder = p_holder or coalesce(d.lease_until <= clock_timestamp(), true));
  return found;
end
$$;
comment on function public.take_ai_lease is 'One function at a time synchronises a business.';

create function public.release_ai_lease(p_organization_id uuid, p_holder uuid) returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.ai_dispatchers d
  set lease_holder = null, lease_until = null,
    sync_status = case when d.sync_status = 'syncing' then 'failed' else d.sync_status end,
    sync_error = case when d.sync_status = 'syncing'
      then 'The last synchronisation was interrupted.' else d.sync_error end
  where d.organization_id = p_organization_id and d.lease_holder = p_holder;
  return found;
end
$$;

create function public.set_ai_sync(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.ai_dispatchers d
  set sync_status = p ->> 'status', sync_error = p ->> 'error',
    synced_at = case when p ->> 'status' = 'synced' then clock_timestamp() else d.synced_at end
  where d.organization_id = (p ->> 'organizationId')::uuid
    and d.lease_holder = (p ->> 'leaseHolder')::uuid;
  if not found then return false; end if;
  if p ->> 'status' <> 'syncing' then
    perform app.audit_ai(p, 'ai.sync_' || case p ->> 'status' when 'synced' then 'done' else 'failed' end,
      jsonb_strip_nulls(jsonb_build_object('error', p ->> 'error')));
  end if;
  return true;
end
$$;

create function public.save_ai_assistant(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
begin
  insert into public.ai_assistants as a
    (organization_id, slot, language, assistant_id, body_hash, synced_at)
  values (
    (p ->> 'organizationId')::uuid, p ->> 'slot', p ->> 'language', p ->> 'assistantId',
    p ->> 'bodyHash', clock_timestamp()
  )
  on conflict (organization_id, slot, language) do update set
    assistant_id = excluded.assistant_id, body_hash = excluded.body_hash,
    synced_at = excluded.synced_at;
  return true;
end
$$;

create function public.save_ai_insights(p jsonb) returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.ai_dispatchers d
  set insight_group_id = p ->> 'insightGroupId', insight_id = p ->> 'insightId'
  where d.organization_id = (p ->> 'organizationId')::uuid;
  return found;
end
$$;

create function public.publish_ai_dispatcher(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := (p ->> 'organizationId')::uuid;
  v_languages text[] := array(select jsonb_array_elements_text(p -> 'profile' -> 'languages'));
  v_version integer;
  v_removed jsonb;
begin
  perform from public.ai_dispatchers d
  where d.organization_id = v_organization_id and d.lease_holder = (p ->> 'leaseHolder')::uuid
  for update;
  if not found then return jsonb_build_object('ok', false); end if;
  select coalesce(max(v.version), 0) + 1 into v_version
  from public.ai_dispatcher_versions v where v.organization_id = v_organization_id;
  insert into public.ai_dispatcher_versions
    (organization_id, version, profile, published_by, scenario_report)
  values (v_organization_id, v_version, p -> 'profile', (p ->> 'memberId')::uuid,
    nullif(p -> 'report', 'null'));
  update public.ai_dispatchers d set
    published_version = v_version, live_slot = p ->> 'slot', sync_status = 'synced',
    sync_error = null, synced_at = clock_timestamp(),
    -- A roll-back is of what the owner sees, too; else the next publish would bring the fault back.
    draft = case when p ->> 'rolledBackTo' is not null then p -> 'profile' else d.draft end
  where d.organization_id = v_organization_id;
  with removed as (
    delete from public.ai_assistants a
    where a.organization_id = v_organization_id and a.slot = p ->> 'slot'
      and a.language <> all (v_languages)
    returning a.assistant_id
  )
  select coalesce(jsonb_agg(assistant_id), '[]') into v_removed from removed;
  -- A number cannot stay in a language that is no longer spoken.
  update public.telnyx_phone_numbers n set ai_language = v_languages[1]
  where n.organization_id = v_organization_id and n.ai_language <> all (v_languages);
  perform app.ai_scenarios_published(v_organization_id, p -> 'report');
  perform app.audit_ai(p, case when p ->> 'rolledBackTo' is null
    then 'ai.published' else 'ai.rolled_back' end, jsonb_strip_nulls(jsonb_build_object(
      'version', v_version, 'to', p -> 'rolledBackTo', 'failedScenarios', p -> 'report' -> 'failed')));
  return jsonb_build_object('ok', true, 'version', v_version, 'removed', v_removed);
end
$$;
comment on function public.publish_ai_dispatcher is
  'The prepared set of assistants answers callers from now on. Not ok: the lease was lost meanwhile.';

create function app.ai_scenarios_published(p_organization_id uuid, p_report jsonb) returns void
language sql set search_path = ''
as $$
  update public.ai_scenarios s set last_result = (
    select jsonb_build_object('before', r -> 'after', 'after', r -> 'after')
    from jsonb_array_elements(coalesce(nullif(p_report, 'null') -> 'scenarios', '[]')) as r
    where r ->> 'id' = s.id::text
  )
  where s.organization_id = p_organization_id
$$;
comment on function app.ai_scenarios_published is
  'What the draft did is now what callers get: the "before" of the next run.';

revoke all on function
  app.audit_ai(jsonb, text, jsonb), app.ai_business(uuid), app.ai_dispatcher_row(uuid),
  app.ai_scenarios_published(uuid, jsonb) from public;
grant execute on function
  app.audit_ai(jsonb, text, jsonb), app.ai_business(uuid), app.ai_dispatcher_row(uuid),
  app.ai_scenarios_published(uuid, jsonb) to service_role;
revoke all on function
  public.ai_dispatcher_state(uuid), public.ai_profile_version(uuid, integer),
  public.set_ai_number(jsonb), public.save_ai_draft(jsonb),
  public.take_ai_lease(uuid, uuid, integer), public.release_ai_lease(uuid, uuid),
  public.set_ai_sync(jsonb), public.save_ai_assistant(jsonb), public.save_ai_insights(jsonb),
  public.publish_ai_dispatcher(jsonb)
  from public, anon, authenticated;
grant execute on function
  public.ai_dispatcher_state(uuid), public.ai_profile_version(uuid, integer),
  public.set_ai_number(jsonb), public.save_ai_draft(jsonb),
  public.take_ai_lease(uuid, uuid, integer), public.release_ai_lease(uuid, uuid),
  public.set_ai_sync(jsonb), public.save_ai_assistant(jsonb), public.save_ai_insights(jsonb),
  public.publish_ai_dispatcher(jsonb)
  to service_role;
