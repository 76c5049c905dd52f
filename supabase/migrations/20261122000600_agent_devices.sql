create table public.agent_devices (
  -- Made by the browser. Two people may share a browser, hence not the key alone.
  id uuid not null,
  organization_id uuid not null references public.organizations on delete cascade,
  member_id uuid not null,
  label text check (char_length(label) <= 200),
  credential_id text,
  sip_username text,
  state text not null default 'offline' check (state in ('ready', 'in_call', 'offline')),
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (member_id, id),
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete cascade
);
comment on table public.agent_devices is
  'A browser in which a member takes calls: its telephony credential and its presence.';
create index agent_devices_member_idx on public.agent_devices (organization_id, member_id);

alter table public.agent_devices enable row level security;
alter table public.agent_devices force row level security;
revoke all on public.agent_devices from anon, authenticated;
grant select, insert, update, delete on public.agent_devices to service_role;
-- The telephony credential never reaches a browser; presence does.
grant select (id, organization_id, member_id, label, state, last_seen_at, created_at)
  on public.agent_devices to authenticated;

create policy "members read presence" on public.agent_devices
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
