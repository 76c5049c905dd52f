create table public.telnyx_calls (
  id uuid primary key,
  organization_id uuid not null references public.organizations on delete cascade,
  direction text not null check (direction in ('inbound', 'outbound')),
  from_number text check (char_length(from_number) <= 64),
  to_number text not null check (char_length(to_number) <= 64),
  -- The party outside: what is searched for, matched to clients and called back.
  outside_number text generated always as (
    case direction when 'inbound' then from_number else to_number end
  ) stored,
  client_id uuid,
  phone_number_id uuid,
  agent_id uuid,
  handled_by text check (handled_by in ('person', 'ai', 'voicemail')),
  status text not null check (status in ('ringing', 'connecting', 'active', 'ended')),
  outcome text check (
    outcome in ('answered', 'missed', 'busy', 'rejected', 'no_answer', 'cancelled', 'failed')
  ),
  outcome_reason text,
  call_control_id text,
  call_session_id text,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  deadline_at timestamptz,
  duration_seconds integer check (duration_seconds >= 0),
  hangup_cause text,
  declined_by uuid[] not null default '{}',
  attempt integer not null default 0 check (attempt >= 0),
  version integer not null check (version > 0),
  summary text,
  disposition text check (char_length(disposition) <= 100),
  tags text[] not null default '{}',
  notes text check (char_length(notes) <= 20000),
  cost numeric(12, 5),
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  constraint telnyx_calls_end_is_complete check (
    (status = 'ended') = (outcome is not null) and (status = 'ended') = (ended_at is not null)
  ),
  -- Nothing waits for ever: what has not been answered or ended has a deadline.
  constraint telnyx_calls_waiting_has_deadline check (
    status in ('active', 'ended') or deadline_at is not null
  ),
  foreign key (organization_id, client_id)
    references public.clients (organization_id, id) on delete set null (client_id),
  foreign key (organization_id, phone_number_id)
    references public.telnyx_phone_numbers (organization_id, id) on delete set null (phone_number_id),
  foreign key (organization_id, agent_id)
    references public.members (organization_id, id) on delete set null (agent_id)
);
comment on table public.telnyx_calls is
  'One row per call: the fold of its events. Written by commit_call only; version never goes back.';
comment on column public.telnyx_calls.agent_id is 'The member who holds the call, or who handled it.';
comment on column public.telnyx_calls.attempt is 'Number of the present try to connect an agent.';
comment on column public.telnyx_calls.deadline_at is 'When the sweeper must act, by the database''s clock.';

-- The history: keyset pages of one organisation, newest first.
create index telnyx_calls_history_idx
  on public.telnyx_calls (organization_id, started_at desc, id desc);
create index telnyx_calls_outcome_idx
  on public.telnyx_calls (organization_id, outcome, started_at desc, id desc)
  where status = 'ended';
create index telnyx_calls_client_idx
  on public.telnyx_calls (organization_id, client_id, started_at desc, id desc)
  where client_id is not null;
create index telnyx_calls_outside_number_idx
  on public.telnyx_calls (organization_id, outside_number, started_at desc, id desc);
create index telnyx_calls_agent_idx
  on public.telnyx_calls (organization_id, agent_id, started_at desc, id desc)
  where agent_id is not null;
create index telnyx_calls_phone_number_idx
  on public.telnyx_calls (organization_id, phone_number_id);
-- Search by a part. Ended calls only: a live call changes often, and the few are scanned.
create index telnyx_calls_number_search_idx on public.telnyx_calls
  using gin (organization_id, outside_number extensions.gin_trgm_ops)
  where status = 'ended';
create index telnyx_calls_notes_search_idx on public.telnyx_calls
  using gin (organization_id, notes extensions.gin_trgm_ops)
  where status = 'ended' and notes is not null;
-- What is going on now: a handful of rows each. Every version of a live call writes them anew, so
-- there are no more of them than needed.
create index telnyx_calls_live_idx
  on public.telnyx_calls (organization_id, started_at desc) where status <> 'ended';
create index telnyx_calls_busy_agent_idx
  on public.telnyx_calls (agent_id) where status <> 'ended' and agent_id is not null;
create index telnyx_calls_deadline_idx
  on public.telnyx_calls (deadline_at) where status <> 'ended';

alter table public.telnyx_calls enable row level security;
alter table public.telnyx_calls force row level security;
revoke all on public.telnyx_calls from anon, authenticated;
grant select, insert, update, delete on public.telnyx_calls to service_role;
grant select on public.telnyx_calls to authenticated;

create policy "members read calls" on public.telnyx_calls
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
