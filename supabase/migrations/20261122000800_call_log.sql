create table public.call_legs (
  call_control_id text primary key,
  -- Of the call; the foreign key below says so.
  organization_id uuid not null,
  call_id uuid not null,
  role text not null check (role in ('external', 'agent')),
  attempt integer not null default 0 check (attempt >= 0),
  call_leg_id text,
  call_session_id text,
  initiated_at timestamptz,
  answered_at timestamptz,
  bridged_at timestamptz,
  ended_at timestamptz,
  hangup_cause text,
  created_at timestamptz not null default now(),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade
);
comment on table public.call_legs is 'Telnyx''s legs of a call: the party outside and our browsers.';
create index call_legs_call_idx on public.call_legs (call_id, organization_id);
create index call_legs_alive_idx on public.call_legs (call_id) where ended_at is null;

create table public.call_events (
  id text primary key,
  organization_id uuid,
  call_id uuid,
  source text not null check (source in ('telnyx', 'app')),
  type text not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  event jsonb,
  payload jsonb,
  ignored_reason text,
  check ((call_id is null) = (organization_id is null)),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade
);
comment on table public.call_events is
  'The log: everything that happened, once per event id. A call''s row is the fold of it.';
comment on column public.call_events.event is
  'The domain event with its occurredAt as the source wrote it; null where it is none.';
comment on column public.call_events.ignored_reason is 'Null: applied.';
create index call_events_call_idx on public.call_events (call_id, organization_id, occurred_at)
  where call_id is not null;

create table public.call_commands (
  command_id text primary key,
  organization_id uuid not null,
  call_id uuid not null,
  kind text not null,
  body jsonb not null,
  status text not null default 'pending' check (status in ('pending', 'done', 'failed')),
  tries integer not null default 0 check (tries >= 0),
  error_code text,
  created_at timestamptz not null default clock_timestamp(),
  last_tried_at timestamptz,
  done_at timestamptz,
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade
);
comment on table public.call_commands is
  'The outbox: what Telnyx is to be told, written before it is told. The id makes a repeat harmless.';
create index call_commands_call_idx on public.call_commands (call_id, organization_id);
create index call_commands_pending_idx on public.call_commands (created_at) where status = 'pending';

create table public.dead_letters (
  id text primary key,
  organization_id uuid references public.organizations on delete cascade,
  source text not null,
  reason text not null,
  body text not null,
  times integer not null default 1 check (times > 0),
  first_seen_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  resolved_at timestamptz
);
comment on table public.dead_letters is 'Verified input that could not be understood, kept for a person.';
create index dead_letters_organization_idx on public.dead_letters (organization_id);
create index dead_letters_open_idx on public.dead_letters (last_seen_at) where resolved_at is null;

alter table public.call_legs enable row level security;
alter table public.call_legs force row level security;
alter table public.call_events enable row level security;
alter table public.call_events force row level security;
alter table public.call_commands enable row level security;
alter table public.call_commands force row level security;
alter table public.dead_letters enable row level security;
alter table public.dead_letters force row level security;

revoke all on public.call_legs, public.call_events, public.call_commands, public.dead_letters
  from anon, authenticated;
grant select, insert, update, delete
  on public.call_legs, public.call_events, public.call_commands, public.dead_letters to service_role;
grant select on public.call_legs, public.call_events, public.call_commands, public.dead_letters
  to authenticated;

create policy "members read legs" on public.call_legs
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members read events" on public.call_events
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins read commands" on public.call_commands
  for select to authenticated using (organization_id = any (array(select app.my_admin_organizations())));
create policy "admins read dead letters" on public.dead_letters
  for select to authenticated using (organization_id = any (array(select app.my_admin_organizations())));
