-- Visits by people: what the Calendar writes, and that everybody's Calendar hears of it.

create function app.try_uuid(p_text text) returns uuid
language plpgsql immutable set search_path = ''
as $$
begin
  return case
    when p_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_text::uuid
  end;
end
$$;

create function app.try_instant(p_text text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  -- With its offset: a local time without one would be read on the server's clock.
  return case
    when p_text ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$' then p_text::timestamptz
  end;
exception
  when data_exception then
    return null;
end
$$;

create function app.merged_visit(p_old public.appointments, p jsonb) returns public.appointments
language plpgsql stable set search_path = ''
as $$
declare
  v_new public.appointments := p_old;
begin
  v_new.client_id := case when p ? 'client_id' then app.try_uuid(p ->> 'client_id')
    else p_old.client_id end;
  v_new.resource_id := case when p ? 'resource_id' then app.try_uuid(p ->> 'resource_id')
    else p_old.resource_id end;
  v_new.service_id := case when p ? 'service_id' then app.try_uuid(p ->> 'service_id')
    else p_old.service_id end;
  v_new.title := case when p ? 'title' then btrim(p ->> 'title') else p_old.title end;
  v_new.starts_at := case when p ? 'starts_at' then app.try_instant(p ->> 'starts_at')
    else p_old.starts_at end;
  v_new.ends_at := case when p ? 'ends_at' then app.try_instant(p ->> 'ends_at')
    else p_old.ends_at end;
  v_new.note := case when p ? 'note' then nullif(btrim(p ->> 'note'), '') else p_old.note end;
  v_new.status := coalesce(p ->> 'status', p_old.status, 'confirmed');
  return v_new;
end
$$;
comment on function app.merged_visit is 'The visit as asked for: what is not named stays as it is.';

create function app.is_well_formed_visit(v public.appointments, p jsonb) returns boolean
language plpgsql immutable set search_path = ''
as $$
begin
  return coalesce(
    not exists (
        select from jsonb_each(p) e
        where jsonb_typeof(e.value)
          not in ('null', case e.key when 'outside_hours_ok' then 'boolean' else 'string' end)
      )
      and v.client_id is not null and v.resource_id is not null
      and (v.service_id is not null or p ->> 'service_id' is null)
      and char_length(v.title) between 1 and 500
      and char_length(coalesce(v.note, '')) <= 5000
      and v.status in ('confirmed', 'unconfirmed', 'cancelled', 'done')
      -- Longer is a slip of the mouse, or of a program.
      and v.ends_at > v.starts_at and v.ends_at - v.starts_at <= interval '24 hours'
      and v.starts_at between timestamptz '2000-01-01' and timestamptz '2100-01-01',
    false
  );
end
$$;

create function app.belongs_together(v_old public.appointments, v public.appointments)
returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return exists (
      select from public.clients k
      where k.organization_id = v.organization_id and k.id = v.client_id
    )
    and exists (
      select from public.resources r
      where r.organization_id = v.organization_id and r.id = v.resource_id
        -- Who has left gets no new visits and keeps the old ones.
        and (r.active or r.id = v_old.resource_id)
    )
    and (
      v.service_id is null
      or exists (
        select from public.services s
        where s.organization_id = v.organization_id and s.id = v.service_id
      )
    );
end
$$;

create function app.visit_conflict(v public.appointments) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select jsonb_build_object(
      'ok', false, 'reason', 'conflict', 'with_title', a.title, 'with_client', k.name)
    from public.appointments a
    join public.clients k on k.organization_id = a.organization_id and k.id = a.client_id
    where a.resource_id = v.resource_id and a.status <> 'cancelled' and a.id is distinct from v.id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(v.starts_at, v.ends_at)
    order by a.starts_at limit 1
  );
end
$$;
comment on function app.visit_conflict is 'What stands in the way of a visit; null: nothing.';

create function app.write_visit(v_old public.appointments, v public.appointments) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_id uuid := v_old.id;
  v_changed jsonb;
begin
  if v_id is null then
    insert into public.appointments (organization_id, client_id, resource_id, service_id, title,
      starts_at, ends_at, status, note)
    values (v.organization_id, v.client_id, v.resource_id, v.service_id, v.title,
      v.starts_at, v.ends_at, v.status, v.note)
    returning id into v_id;
  else
    select jsonb_agg(n.key order by n.key) into v_changed
    from jsonb_each(to_jsonb(v)) n where n.value is distinct from to_jsonb(v_old) -> n.key;
    if v_changed is null then
      return jsonb_build_object('ok', true, 'id', v_id);
    end if;
    update public.appointments a set
      client_id = v.client_id, resource_id = v.resource_id, service_id = v.service_id,
      title = v.title, starts_at = v.starts_at, ends_at = v.ends_at, status = v.status,
      note = v.note
    where a.organization_id = v.organization_id and a.id = v_id;
  end if;
  insert into public.audit_log (organization_id, member_id, call_id, action, detail)
  values (v.organization_id, app.my_member_id(v.organization_id), v.source_call_id,
    case when v_old.id is null then 'visit.created'
      when v.status = 'cancelled' and v_old.status <> 'cancelled' then 'visit.cancelled'
      else 'visit.changed' end,
    jsonb_strip_nulls(jsonb_build_object('appointmentId', v_id, 'changed', v_changed)));
  return jsonb_build_object('ok', true, 'id', v_id);
end
$$;

create function app.my_visit(p_id uuid) returns public.appointments
language plpgsql set search_path = ''
as $$
declare
  v_visit public.appointments;
begin
  select a.* into v_visit from public.appointments a
  where a.id = p_id and a.organization_id = any (array(select app.my_organizations()))
  for update;
  return v_visit;
end
$$;

create function app.visit_as_asked(p jsonb, out v_old public.appointments, out v public.appointments)
language plpgsql set search_path = ''
as $$
begin
  if p ? 'id' then
    -- The technician's lock comes before the row's, as it does for the AI: in one order nobody
    -- waits in a circle. A visit that changes hands just now is caught by the exclusion constraint.
    perform app.lock_technician(coalesce(app.try_uuid(p ->> 'resource_id'), (
      select a.resource_id from public.appointments a
      where a.id = app.try_uuid(p ->> 'id')
        and a.organization_id = any (array(select app.my_organizations()))
    )));
    v_old := app.my_visit(app.try_uuid(p ->> 'id'));
    v := app.merged_visit(v_old, p);
  else
    v := app.merged_visit(v_old, p);
    perform app.lock_technician(v.resource_id);
    -- A new visit is made where its client is.
    v.organization_id := (
      select k.organization_id from public.clients k
      where k.id = v.client_id and k.organization_id = any (array(select app.my_organizations()))
    );
  end if;
end
$$;

create function app.visit_refusal(v_old public.appointments, v public.appointments, p jsonb)
returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  v_conflict jsonb;
begin
  if p ? 'id' and v_old.id is null then
    return '{"ok": false, "reason": "not_found"}';
  elsif not app.is_well_formed_visit(v, p) then
    return '{"ok": false, "reason": "invalid"}';
  elsif v.organization_id is null or not app.belongs_together(v_old, v) then
    return '{"ok": false, "reason": "not_found"}';
  -- A note can be corrected whatever became of the time.
  elsif v.status = 'cancelled' or (
    v_old.status <> 'cancelled' and (v.resource_id, v.starts_at, v.ends_at)
      is not distinct from (v_old.resource_id, v_old.starts_at, v_old.ends_at)
  ) then
    return null;
  end if;
  v_conflict := app.visit_conflict(v);
  if v_conflict is null and p -> 'outside_hours_ok' is distinct from 'true'
    and not app.is_within_hours(v.organization_id, v.starts_at, v.ends_at)
  then
    return '{"ok": false, "reason": "outside_hours"}';
  end if;
  return v_conflict;
end
$$;

create function public.save_visit(p jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_asked record;
  v_refusal jsonb;
begin
  if coalesce(jsonb_typeof(p), 'null') <> 'object' then
    return '{"ok": false, "reason": "invalid"}';
  end if;
  -- A form sends null where it has no id yet.
  p := case when p -> 'id' = 'null' then p - 'id' else p end;
  v_asked := app.visit_as_asked(p);
  v_refusal := app.visit_refusal(v_asked.v_old, v_asked.v, p);
  if v_refusal is not null then
    return v_refusal;
  end if;
  return app.write_visit(v_asked.v_old, v_asked.v);
exception
  -- Somebody wrote without the lock.
  when exclusion_violation then
    return coalesce(app.visit_conflict(v_asked.v), '{"ok": false, "reason": "conflict"}');
end
$$;
comment on function public.save_visit is
  'Makes or changes a visit of the caller''s organisation; of an existing one only what is named.';

create function public.cancel_visit_by_member(p_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_old public.appointments := app.my_visit(p_id);
  v public.appointments := v_old;
begin
  if v_old.id is null then
    return '{"ok": false, "reason": "not_found"}';
  end if;
  v.status := 'cancelled';
  return app.write_visit(v_old, v);
end
$$;
comment on function public.cancel_visit_by_member is 'Cancels a visit; again changes nothing.';

-- A hint for open Calendars, as with calls: a lost one harms nothing, a failing one undoes nothing.
create function app.broadcast_appointment() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_visit public.appointments := coalesce(new, old);
begin
  perform realtime.send(
    jsonb_build_object(
      'organizationId', v_visit.organization_id, 'appointmentId', v_visit.id),
    'appointments_changed', 'org:' || v_visit.organization_id, true);
  return null;
exception when others then
  raise warning 'The change of appointment % was not broadcast: %', v_visit.id, sqlerrm;
  return null;
end
$$;
create trigger broadcast_change after insert or update or delete on public.appointments
  for each row execute function app.broadcast_appointment();

-- None of the helpers is granted to anybody: the two functions for members run them as their owner.
revoke all on all functions in schema app from public;
revoke all on function public.save_visit(jsonb), public.cancel_visit_by_member(uuid)
  from public, anon, authenticated;
grant execute on function public.save_visit(jsonb), public.cancel_visit_by_member(uuid)
  to authenticated;
