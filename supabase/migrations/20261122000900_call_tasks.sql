create table public.call_tasks (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  call_id uuid unique,
  client_id uuid,
  kind text not null default 'call_back' check (kind in ('call_back')),
  reason text,
  phone_number text,
  assigned_member_id uuid,
  due_at timestamptz not null,
  done_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade,
  foreign key (organization_id, client_id)
    references public.clients (organization_id, id) on delete set null (client_id),
  foreign key (organization_id, assigned_member_id)
    references public.members (organization_id, id) on delete set null (assigned_member_id)
);
comment on table public.call_tasks is 'Who is to be called back: one per unanswered inbound call.';
create index call_tasks_call_idx on public.call_tasks (organization_id, call_id);
create index call_tasks_client_idx on public.call_tasks (organization_id, client_id);
create index call_tasks_assigned_idx on public.call_tasks (organization_id, assigned_member_id);
create index call_tasks_open_idx on public.call_tasks (organization_id, due_at) where done_at is null;

alter table public.call_tasks enable row level security;
alter table public.call_tasks force row level security;
revoke all on public.call_tasks from anon, authenticated;
grant select, insert, update, delete on public.call_tasks to service_role;
grant select on public.call_tasks to authenticated;
grant update (done_at, assigned_member_id) on public.call_tasks to authenticated;

create policy "members read tasks" on public.call_tasks
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members take and finish tasks" on public.call_tasks
  for update to authenticated
  using (organization_id = any (array(select app.my_organizations())))
  with check (organization_id = any (array(select app.my_organizations())));
