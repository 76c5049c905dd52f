-- What helps to say hello, in one question for each ring; and whose call it is, chosen by people.

create function app.client_facts(k public.clients) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', k.id, 'name', k.name, 'company', k.company,
    'lastCall', (
      select jsonb_build_object('startedAt', app.iso_utc(c.started_at), 'direction', c.direction,
        'status', c.status, 'outcome', c.outcome, 'outcomeReason', c.outcome_reason,
        'summary', coalesce(c.summary, c.summary_line, c.notes))
      from public.telnyx_calls c
      where c.organization_id = k.organization_id and c.client_id = k.id and c.status = 'ended'
      order by c.started_at desc, c.id desc limit 1
    ),
    'nextVisit', (
      select jsonb_build_object('startsAt', app.iso_utc(a.starts_at), 'title', a.title,
        'isConfirmed', a.status = 'confirmed')
      from public.appointments a
      where a.organization_id = k.organization_id and a.client_id = k.id
        and a.status in ('confirmed', 'unconfirmed') and a.ends_at > now()
      order by a.starts_at limit 1
    ),
    'tasks', coalesce((
      select jsonb_agg(t.task order by t.due_at) from (
        select jsonb_build_object('title', t.title, 'reason', null, 'dueAt', app.iso_utc(t.due_at)) as task,
          t.due_at
        from public.client_tasks t
        where t.organization_id = k.organization_id and t.client_id = k.id and t.done_at is null
        union all
        select jsonb_build_object('title', null, 'reason', t.reason, 'dueAt', app.iso_utc(t.due_at)), t.due_at
        from public.call_tasks t
        where t.organization_id = k.organization_id and t.client_id = k.id and t.done_at is null
        order by 2 limit 3
      ) t
    ), '[]')
  );
end
$$;

create function public.caller_facts(p_call_id uuid) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
  c public.telnyx_calls;
begin
  select x.* into c from public.telnyx_calls x where x.id = p_call_id;
  if c.id is null then
    return null;
  end if;
  return jsonb_build_object(
    'clientId', c.client_id,
    -- Whom the call is with stands first, then who was in touch last.
    'clients', coalesce((
      select jsonb_agg(f.facts order by f.is_chosen desc, f.facts #>> '{lastCall,startedAt}' desc nulls last)
      from (
        select app.client_facts(k) as facts, k.id is not distinct from c.client_id as is_chosen
        from public.clients k
        where k.organization_id = c.organization_id and (k.id = c.client_id or (
          k.archived_at is null and k.id in (
            select p.client_id from public.client_phones p
            where p.organization_id = c.organization_id and p.phone_number = c.outside_number
          )
        ))
        order by k.id is distinct from c.client_id limit 8
      ) f
    ), '[]'),
    'earlierCalls', (
      select count(*) from (
        select from public.telnyx_calls o
        where o.organization_id = c.organization_id and o.outside_number = c.outside_number
          and o.id <> c.id limit 20
      ) o
    ),
    'lastCallAt', (
      select app.iso_utc(max(o.started_at)) from public.telnyx_calls o
      where o.organization_id = c.organization_id and o.outside_number = c.outside_number and o.id <> c.id
    )
  );
end
$$;
comment on function public.caller_facts is
  'Who may be calling, with last call, next visit and open tasks of each; and whether the number called before.';

create function public.set_call_client(p_call_id uuid, p_client_id uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_call public.telnyx_calls;
begin
  -- The version goes up with it: every screen takes the new card for the newer one.
  update public.telnyx_calls c
  set client_id = p_client_id, version = c.version + 1, updated_at = clock_timestamp()
  where c.id = p_call_id and c.organization_id in (select app.my_organizations())
    and c.client_id is distinct from p_client_id
    and exists (
      select from public.clients k
      where k.organization_id = c.organization_id and k.id = p_client_id and k.archived_at is null
    )
  returning c.* into v_call;
  if v_call.id is null then
    -- Chosen already, by a colleague: it is as was wanted.
    select c.* into v_call from public.telnyx_calls c
    where c.id = p_call_id and c.client_id = p_client_id
      and c.organization_id in (select app.my_organizations());
    return case when v_call.id is not null then app.call_card(v_call) end;
  end if;
  update public.call_tasks t set client_id = p_client_id
  where t.organization_id = v_call.organization_id and t.call_id = v_call.id;
  perform app.audit(v_call.organization_id, app.my_member_id(v_call.organization_id), 'call.client_chosen',
    jsonb_build_object('callId', v_call.id, 'clientId', p_client_id));
  return app.call_card(v_call);
end
$$;
comment on function public.set_call_client is
  'Says which client a call is with; everybody''s card follows. Null: no such call or client of the caller''s.';

create function public.create_client_for_call(
  p_call_id uuid, p_client_id uuid, p_name text, p_phone_number text default null
) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
  v_organization uuid := (
    select c.organization_id from public.telnyx_calls c
    where c.id = p_call_id and c.organization_id in (select app.my_organizations())
  );
begin
  if v_organization is null then
    return null;
  end if;
  -- The browser made the id: a repeat after a lost answer meets its own row.
  insert into public.clients (id, organization_id, name) values (p_client_id, v_organization, p_name)
  on conflict (id) do nothing;
  if p_phone_number is not null then
    insert into public.client_phones (organization_id, client_id, phone_number, is_main)
    select v_organization, k.id, p_phone_number, true from public.clients k
    where k.organization_id = v_organization and k.id = p_client_id
    on conflict do nothing;
    -- Earlier calls of a number that was nobody's are this client's, too.
    update public.telnyx_calls c set client_id = p_client_id
    where c.organization_id = v_organization and c.outside_number = p_phone_number
      and c.client_id is null and c.status = 'ended'
      and exists (select from public.clients k where k.organization_id = v_organization and k.id = p_client_id);
    update public.call_tasks t set client_id = p_client_id
    where t.organization_id = v_organization and t.phone_number = p_phone_number
      and t.client_id is null
      and exists (select from public.clients k where k.organization_id = v_organization and k.id = p_client_id);
  end if;
  return public.set_call_client(p_call_id, p_client_id);
end
$$;
comment on function public.create_client_for_call is
  'A client out of an unknown caller, in one step: the call, and earlier ones of the number, are theirs.';

-- Whose call it is concerns everybody, as taken and ended do.
create function app.broadcast_call_client() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform realtime.send(app.call_card(new), 'call_changed', app.org_topic(new.organization_id), true);
  return null;
exception when others then
  raise warning 'The client of call % was not broadcast: %', new.id, sqlerrm;
  return null;
end
$$;
create trigger broadcast_client after update of client_id on public.telnyx_calls
  for each row when (new.client_id is distinct from old.client_id and new.version <> old.version)
  execute function app.broadcast_call_client();

revoke all on function
  app.client_facts(public.clients), app.broadcast_call_client(),
  public.caller_facts(uuid), public.set_call_client(uuid, uuid),
  public.create_client_for_call(uuid, uuid, text, text)
  from public, anon, authenticated;
grant execute on function
  app.client_facts(public.clients), public.caller_facts(uuid), public.set_call_client(uuid, uuid),
  public.create_client_for_call(uuid, uuid, text, text)
  to authenticated;
