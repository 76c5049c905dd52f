-- Who changed which setting, and when. Triggers write it, so no way to the tables goes past it [I14].
create function app.acting_member(p_organization_id uuid) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  -- Functions act for a member and say so; a browser is one.
  return coalesce(
    nullif(current_setting('app.member_id', true), '')::uuid, app.my_member_id(p_organization_id)
  );
end
$$;
comment on function app.acting_member is
  'Whose change this is. A function of the service says so with set_config(''app.member_id'', ...).';

create function app.settings_area(p_table text) returns text
language sql immutable set search_path = ''
as $$
  select case p_table
    when 'telnyx_phone_numbers' then 'numbers'
    when 'organizations' then 'business'
    when 'business_hours' then 'hours'
    when 'holidays' then 'hours'
    when 'services' then 'hours'
    when 'resource_services' then 'hours'
    when 'ring_steps' then 'who_rings'
    when 'ring_step_members' then 'who_rings'
    when 'members' then 'team'
    when 'spend_limits' then 'limits'
    when 'allowed_destinations' then 'limits'
  end
$$;

create function app.settings_value(p_key text, p_value jsonb) returns jsonb
language sql immutable set search_path = ''
as $$
  select case
    when p_value is null or p_value = 'null' then null
    when p_key in ('phone_number', 'forward_to') then to_jsonb(app.masked_number(p_value #>> '{}'))
    when jsonb_typeof(p_value) = 'string' and char_length(p_value #>> '{}') > 80
      then to_jsonb(left(p_value #>> '{}', 79) || '…')
    else p_value
  end
$$;

create function app.changed_settings(p_old jsonb, p_new jsonb) returns jsonb
language sql stable set search_path = ''
as $$
  -- Times and counters tell nothing; people's own data has no place here; the AI's switch has an
  -- entry of its own.
  select coalesce(jsonb_object_agg(k, jsonb_build_array(
    app.settings_value(k, p_old -> k), app.settings_value(k, p_new -> k)
  )), '{}')
  from jsonb_object_keys(coalesce(p_old, '{}') || coalesce(p_new, '{}')) as k
  where p_old -> k is distinct from p_new -> k
    and k not in ('id', 'organization_id', 'user_id', 'email', 'created_at', 'updated_at',
      'channel_epoch', 'ai_dispatcher_enabled', 'ai_mode', 'ai_overflow_after_seconds', 'ai_language', 'availability', 'availability_changed_at', 'language', 'chosen_at',
      'deactivated_at')
$$;

create function app.settings_key(p_row jsonb) returns text
language sql immutable set search_path = ''
as $$
  select coalesce(p_row ->> 'id', concat_ws(' ', p_row ->> 'day', p_row ->> 'country',
    p_row ->> 'resource_id', p_row ->> 'service_id', p_row ->> 'ring_step_id', p_row ->> 'member_id'))
$$;

create function app.write_settings_change(p_table text, p_verb text, p_old jsonb, p_new jsonb)
returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.audit_log (organization_id, member_id, action, detail)
  select c.organization_id, app.acting_member(c.organization_id), 'settings.changed',
    jsonb_build_object(
      'area', coalesce(app.settings_area(p_table), p_table), 'table', p_table, 'verb', p_verb,
      'rows', count(*), 'changes', jsonb_agg(c.change order by c.place) filter (where c.place <= 10)
    )
  from (
    select r.organization_id, r.change,
      row_number() over (partition by r.organization_id order by r.key) as place
    from (
      select coalesce(o.row ->> v.owner, n.row ->> v.owner)::uuid as organization_id,
        coalesce(o.key, n.key) as key, app.changed_settings(o.row, n.row) as change
      from (
        select app.settings_key(e) as key, e as row from jsonb_array_elements(p_old) e
      ) o
      full join (
        select app.settings_key(e) as key, e as row from jsonb_array_elements(p_new) e
      ) n on n.key = o.key
      cross join (
        select case p_table when 'organizations' then 'id' else 'organization_id' end as owner
      ) v
    ) r
    where r.change <> '{}'
  ) c
  -- What a business begins with was nobody's change; one that is being deleted keeps no log.
  join public.organizations o on o.id = c.organization_id
    and not (p_verb = 'insert' and o.created_at = now())
  group by c.organization_id;
end
$$;

-- A statement writes one row, however many it changed: a week of opening hours is one change.
create function app.audit_settings() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_old jsonb := '[]';
  v_new jsonb := '[]';
begin
  if tg_op <> 'INSERT' then
    v_old := coalesce((select jsonb_agg(to_jsonb(r)) from old_rows r), '[]');
  end if;
  if tg_op <> 'DELETE' then
    v_new := coalesce((select jsonb_agg(to_jsonb(r)) from new_rows r), '[]');
  end if;
  if v_old <> v_new then
    perform app.write_settings_change(tg_table_name, lower(tg_op), v_old, v_new);
  end if;
  return null;
end
$$;

create function app.audit_table(p_table regclass) returns void
language plpgsql set search_path = ''
as $$
begin
  execute format('create trigger audit_insert after insert on %s
    referencing new table as new_rows for each statement execute function app.audit_settings()', p_table);
  execute format('create trigger audit_update after update on %s referencing old table as old_rows
    new table as new_rows for each statement execute function app.audit_settings()', p_table);
  execute format('create trigger audit_delete after delete on %s
    referencing old table as old_rows for each statement execute function app.audit_settings()', p_table);
end
$$;
comment on function app.audit_table is
  'From now on changes of a settings table stand in the audit log.';

-- A business begins with its own row in the log of what was made (create_organization), not here.
create trigger audit_update after update on public.organizations
  referencing old table as old_rows new table as new_rows
  for each statement execute function app.audit_settings();
select app.audit_table(t::regclass) from unnest(array[
  'public.telnyx_phone_numbers', 'public.members', 'public.business_hours', 'public.holidays',
  'public.services', 'public.resource_services', 'public.ring_steps', 'public.ring_step_members',
  'public.spend_limits', 'public.allowed_destinations'
]) as t;

create index audit_log_kind_idx
  on public.audit_log (organization_id, split_part(action, '.', 1), at desc);

create function public.last_settings_change(p_area text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  -- Every member may know who changed a setting; only admins read the whole log.
  select jsonb_build_object('at', app.iso_utc(l.at), 'memberName', m.display_name)
  from public.audit_log l
  left join public.members m on m.id = l.member_id
  where l.organization_id = (select app.my_organization())
    and l.member_id is not null
    and case p_area
      when 'ai' then split_part(l.action, '.', 1) = 'ai'
      when 'numbers' then split_part(l.action, '.', 1) = 'number'
        or (split_part(l.action, '.', 1) = 'settings' and l.detail ->> 'area' = p_area)
      else split_part(l.action, '.', 1) = 'settings' and l.detail ->> 'area' = p_area
    end
  order by l.at desc
  limit 1
$$;
comment on function public.last_settings_change is
  'Who changed an area of the settings last; null where nobody did.';

create function public.search_audit_log(p jsonb) returns setof jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'id', l.id, 'at', app.iso_utc(l.at), 'action', l.action, 'detail', l.detail,
    'callId', l.call_id,
    'member', case
      when l.member_id is not null then jsonb_build_object('id', l.member_id, 'name', m.display_name)
    end
  )
  from public.audit_log l
  left join public.members m on m.id = l.member_id
  where l.organization_id = (select app.my_organization())
    and l.organization_id = any (array(select app.my_admin_organizations()))
    and (p ->> 'memberId' is null or l.member_id = app.try_uuid(p ->> 'memberId'))
    and (p ->> 'area' is null or (l.action = 'settings.changed' and l.detail ->> 'area' = p ->> 'area'))
    and (p ->> 'kind' is null or split_part(l.action, '.', 1) = p ->> 'kind')
    and (p ->> 'from' is null or l.at >= app.try_instant(p ->> 'from'))
    and (p ->> 'to' is null or l.at < app.try_instant(p ->> 'to'))
    and (p ->> 'beforeId' is null
      or (l.at, l.id) < (app.try_instant(p ->> 'before'), (p ->> 'beforeId')::bigint))
    and (
      coalesce(p ->> 'search', '') = ''
      or concat_ws(' ', l.action, m.display_name, l.detail::text) ilike
        '%' || replace(replace(replace(p ->> 'search', '\', '\\'), '%', '\%'), '_', '\_') || '%'
    )
  order by l.at desc, l.id desc
  limit least(greatest(coalesce((p ->> 'limit')::integer, 50), 1), 200)
$$;
comment on function public.search_audit_log is
  'Pages of the audit log for owners and admins, newest first: {search?, memberId?, area?, kind?, from?, to?, before?, beforeId?, limit?}.';

revoke all on function
  app.acting_member(uuid), app.settings_area(text),
  app.changed_settings(jsonb, jsonb), app.settings_value(text, jsonb), app.settings_key(jsonb),
  app.write_settings_change(text, text, jsonb, jsonb), app.audit_settings(),
  app.audit_table(regclass),
  public.last_settings_change(text), public.search_audit_log(jsonb)
  from public, anon, authenticated;
grant execute on function app.acting_member(uuid) to service_role;
grant execute on function public.last_settings_change(text), public.search_audit_log(jsonb)
  to authenticated;
