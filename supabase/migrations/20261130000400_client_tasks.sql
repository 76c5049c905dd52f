-- What is to be done for a client, beside the call-backs that calls leave; notes that can be taken
-- back; one main number at any time.

create table public.client_tasks (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default app.my_organization()
    references public.organizations on delete cascade,
  client_id uuid not null,
  title text not null check (char_length(title) between 1 and 500),
  assigned_member_id uuid,
  due_at timestamptz,
  done_at timestamptz,
  done_by uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  foreign key (organization_id, client_id)
    references public.clients (organization_id, id) on delete cascade,
  foreign key (organization_id, assigned_member_id)
    references public.members (organization_id, id) on delete set null (assigned_member_id),
  foreign key (organization_id, done_by)
    references public.members (organization_id, id) on delete set null (done_by),
  foreign key (organization_id, created_by)
    references public.members (organization_id, id) on delete set null (created_by)
);
comment on table public.client_tasks is 'What somebody promised to do for a client.';
create index client_tasks_client_idx on public.client_tasks (organization_id, client_id, due_at);
create index client_tasks_assigned_idx on public.client_tasks (organization_id, assigned_member_id);
create index client_tasks_done_by_idx on public.client_tasks (organization_id, done_by);
create index client_tasks_created_by_idx on public.client_tasks (organization_id, created_by);

create function app.sign_client_task() returns trigger
language plpgsql set search_path = ''
as $$
begin
  if tg_op = 'INSERT' then
    new.created_by := coalesce(app.my_member_id(new.organization_id), new.created_by);
  elsif new.done_at is distinct from old.done_at then
    new.done_by := case when new.done_at is not null
      then coalesce(app.my_member_id(new.organization_id), new.done_by) end;
  end if;
  return new;
end
$$;
comment on function app.sign_client_task is 'Who wrote a task and who did it: never what a browser says.';
create trigger sign_client_task before insert or update on public.client_tasks
  for each row execute function app.sign_client_task();

alter table public.client_tasks enable row level security;
alter table public.client_tasks force row level security;
revoke all on public.client_tasks from anon, authenticated;
grant select, insert, update, delete on public.client_tasks to service_role;
grant select, delete on public.client_tasks to authenticated;
grant insert (id, organization_id, client_id, title, assigned_member_id, due_at)
  on public.client_tasks to authenticated;
grant update (title, assigned_member_id, due_at, done_at) on public.client_tasks to authenticated;
create policy "members read client tasks" on public.client_tasks
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members add client tasks" on public.client_tasks
  for insert to authenticated with check (organization_id = any (array(select app.my_organizations())));
create policy "members change client tasks" on public.client_tasks
  for update to authenticated
  using (organization_id = any (array(select app.my_organizations())))
  with check (organization_id = any (array(select app.my_organizations())));
create policy "members remove client tasks" on public.client_tasks
  for delete to authenticated using (organization_id = any (array(select app.my_organizations())));

-- A note that was taken away can be brought back for a day by who wrote it.
alter table public.client_notes
  add column edited_at timestamptz,
  add column deleted_at timestamptz;
grant update (body, deleted_at) on public.client_notes to authenticated;

create function app.note_was_edited() returns trigger
language plpgsql set search_path = ''
as $$
begin
  new.edited_at := clock_timestamp();
  return new;
end
$$;
create trigger note_was_edited before update of body on public.client_notes
  for each row when (new.body <> old.body) execute function app.note_was_edited();

create function app.forget_deleted_notes() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.client_notes n
  where n.organization_id = new.organization_id and n.deleted_at < clock_timestamp() - interval '1 day';
  return null;
end
$$;
comment on function app.forget_deleted_notes is 'What was taken away before yesterday goes for good.';
create trigger forget_deleted_notes after update of deleted_at on public.client_notes
  for each row when (new.deleted_at is not null) execute function app.forget_deleted_notes();
create index client_notes_deleted_idx on public.client_notes (organization_id, deleted_at)
  where deleted_at is not null;

drop policy "members read notes" on public.client_notes;
create policy "members read notes" on public.client_notes
  for select to authenticated using (
    organization_id = any (array(select app.my_organizations()))
    and (deleted_at is null or member_id = any (array(select app.my_member_ids())))
  );

create function public.set_main_phone(p_phone_id uuid) returns boolean
language plpgsql set search_path = ''
as $$
declare
  v_client uuid;
begin
  select p.client_id into v_client from public.client_phones p where p.id = p_phone_id;
  update public.client_phones p set is_main = false
  where p.client_id = v_client and p.is_main and p.id <> p_phone_id;
  update public.client_phones p set is_main = true where p.id = p_phone_id;
  return found;
end
$$;
comment on function public.set_main_phone is
  'Makes a number its client''s main one, in one step. False: the caller has no such number.';

create function app.keep_a_main_phone() returns trigger
language plpgsql set search_path = ''
as $$
begin
  update public.client_phones p set is_main = true
  where p.id = (
    select o.id from public.client_phones o where o.client_id = old.client_id
    order by o.created_at, o.id limit 1
  ) and not exists (
    select from public.client_phones o where o.client_id = old.client_id and o.is_main
  );
  return null;
end
$$;
comment on function app.keep_a_main_phone is 'The oldest of those that are left takes its place.';
create trigger keep_a_main_phone after delete on public.client_phones
  for each row when (old.is_main) execute function app.keep_a_main_phone();

-- Everybody who looks at a client sees what a colleague changes. A hint: the rows are read again under
-- the reader's own rights.
create function app.broadcast_clients() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_change record;
begin
  for v_change in
    select r.organization_id, jsonb_agg(distinct to_jsonb(r) ->> tg_argv[0]) as client_ids
    from changed r
    -- What goes with its client says nothing: an erasure is broadcast to nobody.
    where to_jsonb(r) ->> tg_argv[0] is not null and (tg_op <> 'DELETE'
      or exists (select from public.clients k where k.id = (to_jsonb(r) ->> tg_argv[0])::uuid))
    group by r.organization_id
  loop
    perform realtime.send(
      -- So many at once is an import: whoever looks at clients reads again.
      jsonb_build_object('clientIds', case
        when jsonb_array_length(v_change.client_ids) <= 50 then v_change.client_ids end),
      'client_changed', app.org_topic(v_change.organization_id), true);
  end loop;
  return null;
exception when others then
  raise warning 'A change of clients was not broadcast: %', sqlerrm;
  return null;
end
$$;

create trigger broadcast_insert after insert on public.clients
  referencing new table as changed for each statement execute function app.broadcast_clients('id');
create trigger broadcast_update after update on public.clients
  referencing new table as changed for each statement execute function app.broadcast_clients('id');
create trigger broadcast_insert after insert on public.client_phones
  referencing new table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_update after update on public.client_phones
  referencing new table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_delete after delete on public.client_phones
  referencing old table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_insert after insert on public.client_notes
  referencing new table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_update after update on public.client_notes
  referencing new table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_delete after delete on public.client_notes
  referencing old table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_insert after insert on public.client_tasks
  referencing new table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_update after update on public.client_tasks
  referencing new table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_delete after delete on public.client_tasks
  referencing old table as changed for each statement execute function app.broadcast_clients('client_id');
create trigger broadcast_client_update after update on public.call_tasks
  referencing new table as changed for each statement execute function app.broadcast_clients('client_id');

revoke all on function
  app.sign_client_task(), app.note_was_edited(), app.forget_deleted_notes(), app.keep_a_main_phone(),
  app.broadcast_clients(), public.set_main_phone(uuid)
  from public, anon, authenticated;
grant execute on function public.set_main_phone(uuid) to authenticated;
