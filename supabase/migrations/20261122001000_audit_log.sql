create table public.audit_log (
  id bigint generated always as identity primary key,
  organization_id uuid not null references public.organizations,
  at timestamptz not null default clock_timestamp(),
  -- No foreign keys: a row outlives the member and the call that it names.
  member_id uuid,
  call_id uuid,
  action text not null,
  detail jsonb not null default '{}'
);
comment on table public.audit_log is 'Who did what. Append-only for everybody, the owner included.';
create index audit_log_organization_idx on public.audit_log (organization_id, at desc, id desc);

create function app.refuse_change() returns trigger
language plpgsql set search_path = ''
as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
revoke all on function app.refuse_change() from public;
create trigger append_only before update or delete on public.audit_log
  for each row execute function app.refuse_change();
create trigger no_truncate before truncate on public.audit_log
  for each statement execute function app.refuse_change();

alter table public.audit_log enable row level security;
alter table public.audit_log force row level security;
revoke all on public.audit_log from anon, authenticated, service_role;
grant select, insert on public.audit_log to service_role;
grant select on public.audit_log to authenticated;

create policy "admins read the audit log" on public.audit_log
  for select to authenticated using (organization_id = any (array(select app.my_admin_organizations())));
