-- Events that were set aside, for owners and admins: look, try again, dismiss. Where the business
-- cannot be told they are shown when there is only one.

create function app.sees_dead_letter(p_organization_id uuid, d public.dead_letters) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce(
    d.organization_id = p_organization_id, (select count(*) = 1 from public.organizations)
  );
end
$$;

create function public.open_dead_letters(p_organization_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', d.id, 'source', d.source, 'reason', d.reason, 'times', d.times,
    'firstSeenAt', app.iso_utc(d.first_seen_at), 'lastSeenAt', app.iso_utc(d.last_seen_at),
    'body', left(d.body, 4000)
  ) order by d.last_seen_at desc, d.id), '[]')
  from (
    select * from public.dead_letters d
    where d.resolved_at is null and app.sees_dead_letter(p_organization_id, d)
    order by d.last_seen_at desc, d.id limit 50
  ) as d
$$;
comment on function public.open_dead_letters is 'The newest 50, with what came.';

create function public.reopen_dead_letter(p_organization_id uuid, p_id text) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_letter public.dead_letters;
  v_event public.call_events;
begin
  select * into v_letter from public.dead_letters d
  where d.id = p_id and d.resolved_at is null and app.sees_dead_letter(p_organization_id, d)
  for update;
  if v_letter.id is null then
    return null;
  end if;
  -- Kept under another id, so that the event is taken for a new one and nothing of it is lost.
  update public.call_events e set id = p_id || ':set-aside'
  where e.id = p_id and e.call_id is null and e.ignored_reason is not null;
  select * into v_event from public.call_events e where e.id = p_id || ':set-aside';
  return jsonb_build_object(
    'source', v_letter.source, 'body', v_letter.body, 'times', v_letter.times,
    'event', case when v_event.id is not null then jsonb_build_object(
      'type', v_event.type, 'occurredAt', app.iso_utc(v_event.occurred_at), 'payload', v_event.payload
    ) end
  );
end
$$;
comment on function public.reopen_dead_letter is
  'What is needed to take it in again; null: there is no such open one.';

create function public.settle_dead_letter(
  p_organization_id uuid, p_member_id uuid, p_id text, p_how text
) returns boolean
language plpgsql set search_path = ''
as $$
begin
  update public.dead_letters d set resolved_at = clock_timestamp()
  where d.id = p_id and d.resolved_at is null and app.sees_dead_letter(p_organization_id, d);
  if not found then
    return false;
  end if;
  perform app.audit(
    p_organization_id, p_member_id, 'dead_letter.' || p_how, jsonb_build_object('id', p_id)
  );
  return true;
end
$$;
comment on function public.settle_dead_letter is 'Closes it, with its audit row. p_how: retried, dismissed.';

create function public.record_repair(p_organization_id uuid, p_member_id uuid, p_detail jsonb)
returns void
language sql set search_path = ''
as $$
  select app.audit(p_organization_id, p_member_id, 'health.repaired', p_detail)
$$;

revoke all on function
  app.sees_dead_letter(uuid, public.dead_letters), public.open_dead_letters(uuid),
  public.reopen_dead_letter(uuid, text), public.settle_dead_letter(uuid, uuid, text, text),
  public.record_repair(uuid, uuid, jsonb)
  from public, anon, authenticated;
grant execute on function
  app.sees_dead_letter(uuid, public.dead_letters), public.open_dead_letters(uuid),
  public.reopen_dead_letter(uuid, text), public.settle_dead_letter(uuid, uuid, text, text),
  public.record_repair(uuid, uuid, jsonb)
  to service_role;
