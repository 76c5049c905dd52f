-- The self-test: a real call from one of our numbers to another, which rings only at whoever asked.

create table app.self_tests (
  id uuid primary key,
  organization_id uuid not null references public.organizations on delete cascade,
  member_id uuid not null,
  phone_number_id uuid not null,
  from_number text not null,
  to_number text not null,
  -- Telnyx's address of the leg that plays the part of the caller.
  outside_leg text,
  created_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete cascade,
  foreign key (organization_id, phone_number_id)
    references public.telnyx_phone_numbers (organization_id, id) on delete cascade
);
create index self_tests_open_idx on app.self_tests (phone_number_id, from_number)
  where ended_at is null;
create index self_tests_member_idx on app.self_tests (organization_id, member_id);
create index self_tests_number_idx on app.self_tests (organization_id, phone_number_id);
alter table app.self_tests enable row level security;
alter table app.self_tests force row level security;
revoke all on app.self_tests from public, anon, authenticated;
grant select, insert, update, delete on app.self_tests to service_role;
create policy "the service runs self-tests" on app.self_tests
  to service_role using (true) with check (true);

create or replace function app.self_test_member(
  p_organization_id uuid, p_phone_number_id uuid, p_from text
) returns uuid
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select t.member_id from app.self_tests t
    where t.organization_id = p_organization_id and t.phone_number_id = p_phone_number_id
      and t.from_number = p_from and t.ended_at is null
      -- A call of ours is here within seconds; what comes later is somebody else.
      and t.created_at > clock_timestamp() - interval '30 seconds'
    order by t.created_at desc limit 1
  );
end
$$;

create function public.begin_self_test(p jsonb) returns jsonb
language plpgsql set search_path = ''
as $$
declare
  v_organization_id uuid := (p ->> 'organizationId')::uuid;
  v_to public.telnyx_phone_numbers;
  v_from text;
begin
  -- One at a time: two would be told apart by nothing.
  perform pg_advisory_xact_lock(hashtextextended('self_test:' || v_organization_id, 0));
  update app.self_tests t set ended_at = clock_timestamp()
  where t.organization_id = v_organization_id and t.ended_at is null
    and t.created_at < clock_timestamp() - interval '60 seconds';
  if exists (
    select from app.self_tests t
    where t.organization_id = v_organization_id and t.ended_at is null
  ) then
    return '{"ok": false, "code": "test_running"}';
  end if;
  select * into v_to from public.telnyx_phone_numbers n
  where n.organization_id = v_organization_id
    and (p ->> 'phoneNumberId' is null or n.id = (p ->> 'phoneNumberId')::uuid)
  order by n.is_default desc, n.phone_number limit 1;
  if v_to.id is null then
    return '{"ok": false, "code": "no_number"}';
  end if;
  v_from := coalesce((
    select n.phone_number from public.telnyx_phone_numbers n
    where n.organization_id = v_organization_id and n.id <> v_to.id
    order by n.is_default desc, n.phone_number limit 1
  ), v_to.phone_number);
  insert into app.self_tests
    (id, organization_id, member_id, phone_number_id, from_number, to_number)
  values ((p ->> 'id')::uuid, v_organization_id, (p ->> 'memberId')::uuid, v_to.id, v_from,
    v_to.phone_number);
  return jsonb_build_object(
    'ok', true, 'from', v_from, 'to', v_to.phone_number, 'connectionId', v_to.connection_id
  );
end
$$;

create function public.self_test_dialled(p_id uuid, p_outside_leg text) returns void
language sql set search_path = ''
as $$
  update app.self_tests t set outside_leg = p_outside_leg where t.id = p_id
$$;

create function public.self_test_state(p_organization_id uuid, p_id uuid) returns jsonb
language sql stable set search_path = ''
as $$
  select jsonb_build_object(
    'memberId', t.member_id, 'outsideLeg', t.outside_leg, 'endedAt', app.iso_utc(t.ended_at),
    'call', (
      select jsonb_build_object(
        'id', c.id, 'status', c.status, 'receivedAt', app.iso_utc(c.created_at), 'isTest', c.is_test
      )
      from public.telnyx_calls c
      where c.organization_id = t.organization_id and c.phone_number_id = t.phone_number_id
        and c.direction = 'inbound' and c.from_number = t.from_number
        and c.created_at >= t.created_at
      order by c.created_at desc limit 1
    )
  )
  from app.self_tests t
  where t.id = p_id and t.organization_id = p_organization_id
$$;
comment on function public.self_test_state is 'How far a self-test came, by our own log.';

create function public.end_self_test(p_organization_id uuid, p_id uuid) returns text
language sql set search_path = ''
as $$
  update app.self_tests t set ended_at = coalesce(t.ended_at, clock_timestamp())
  where t.id = p_id and t.organization_id = p_organization_id
  returning t.outside_leg
$$;

revoke all on function
  public.begin_self_test(jsonb), public.self_test_dialled(uuid, text),
  public.self_test_state(uuid, uuid), public.end_self_test(uuid, uuid)
  from public, anon, authenticated;
grant execute on function
  public.begin_self_test(jsonb), public.self_test_dialled(uuid, text),
  public.self_test_state(uuid, uuid), public.end_self_test(uuid, uuid)
  to service_role;
