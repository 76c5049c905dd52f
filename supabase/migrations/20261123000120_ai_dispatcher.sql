-- The AI dispatcher: when it answers on a number, what it is, and what Telnyx knows of it.
alter table public.telnyx_phone_numbers
  add column ai_mode text not null default 'always'
    check (ai_mode in ('always', 'after_hours', 'overflow', 'overflow_or_after_hours')),
  add column ai_overflow_after_seconds integer not null default 18
    check (ai_overflow_after_seconds between 3 and 120),
  add column ai_language text not null default 'en' check (ai_language in ('en', 'fr', 'es'));
comment on column public.telnyx_phone_numbers.ai_mode is
  'When the AI answers while ai_dispatcher_enabled. Set by manage-ai-dispatcher only.';

create table public.ai_dispatchers (
  organization_id uuid primary key references public.organizations on delete cascade,
  -- AiProfile of core/contracts/ai-profile.ts, as last saved.
  draft jsonb not null,
  published_version integer,
  -- Which set of assistants answers callers; a publish prepares the other one and then flips.
  live_slot text check (live_slot in ('a', 'b')),
  sync_status text not null default 'never'
    check (sync_status in ('never', 'syncing', 'synced', 'failed')),
  sync_error text,
  synced_at timestamptz,
  insight_group_id text,
  insight_id text,
  updated_at timestamptz not null default now(),
  updated_by uuid,
  check ((published_version is null) = (live_slot is null)),
  foreign key (organization_id, updated_by)
    references public.members (organization_id, id) on delete set null (updated_by)
);
comment on table public.ai_dispatchers is 'One AI dispatcher per business. Written by manage-ai-dispatcher.';
create index ai_dispatchers_updated_by_idx on public.ai_dispatchers (organization_id, updated_by);
create trigger touch_updated_at before update on public.ai_dispatchers
  for each row execute function app.touch_updated_at();

create table public.ai_dispatcher_versions (
  organization_id uuid not null references public.ai_dispatchers on delete cascade,
  version integer not null check (version > 0),
  profile jsonb not null,
  published_at timestamptz not null default clock_timestamp(),
  published_by uuid,
  -- What the saved scenarios did before it went live.
  scenario_report jsonb,
  primary key (organization_id, version),
  foreign key (organization_id, published_by)
    references public.members (organization_id, id) on delete set null (published_by)
);
comment on table public.ai_dispatcher_versions is 'Every profile that ever answered callers: for the roll-back.';
create index ai_dispatcher_versions_by_idx
  on public.ai_dispatcher_versions (organization_id, published_by);

create table public.ai_assistants (
  organization_id uuid not null references public.ai_dispatchers on delete cascade,
  slot text not null check (slot in ('a', 'b', 'draft')),
  language text not null check (language in ('en', 'fr', 'es')),
  assistant_id text not null unique,
  -- Of what was sent to Telnyx: an unchanged assistant is not sent again.
  body_hash text,
  synced_at timestamptz,
  primary key (organization_id, slot, language)
);
comment on table public.ai_assistants is 'Assistants at Telnyx: one per language, in two live sets and a draft.';

create table public.ai_test_conversations (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  member_id uuid,
  -- Telnyx's conversation; known after the first answer.
  conversation_id text unique,
  language text not null default 'en' check (language in ('en', 'fr', 'es')),
  for_real boolean not null default false,
  -- Stands in for the caller's number, to play a known client.
  caller_number text,
  created_at timestamptz not null default clock_timestamp(),
  unique (organization_id, id),
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete set null (member_id)
);
comment on table public.ai_test_conversations is
  'Conversations of the test panel and of scenarios. Unless for_real, their tools write nothing.';
create index ai_test_conversations_member_idx
  on public.ai_test_conversations (organization_id, member_id);
alter table public.slot_offers add constraint slot_offers_test_fkey
  foreign key (organization_id, test_conversation_id)
  references public.ai_test_conversations (organization_id, id) on delete cascade;
create index slot_offers_test_idx on public.slot_offers (organization_id, test_conversation_id);

create table public.ai_scenarios (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations on delete cascade,
  name text not null check (char_length(name) between 1 and 200),
  language text not null default 'en' check (language in ('en', 'fr', 'es')),
  source_call_id uuid,
  caller_number text,
  -- What the caller says, in order.
  lines text[] not null check (cardinality(lines) between 1 and 60),
  -- [{"tool": "book_visit", "ok": true, "service"?: "…"}, …]; order does not matter.
  expected jsonb not null default '[]',
  active boolean not null default true,
  last_result jsonb,
  last_run_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  created_by uuid,
  unique (organization_id, id),
  foreign key (organization_id, source_call_id)
    references public.telnyx_calls (organization_id, id) on delete set null (source_call_id),
  foreign key (organization_id, created_by)
    references public.members (organization_id, id) on delete set null (created_by)
);
comment on table public.ai_scenarios is 'Past calls as tests of the profile: the caller''s lines and the expected effects.';
create index ai_scenarios_call_idx on public.ai_scenarios (organization_id, source_call_id);
create index ai_scenarios_created_by_idx on public.ai_scenarios (organization_id, created_by);

alter table public.ai_dispatchers enable row level security;
alter table public.ai_dispatchers force row level security;
alter table public.ai_dispatcher_versions enable row level security;
alter table public.ai_dispatcher_versions force row level security;
alter table public.ai_assistants enable row level security;
alter table public.ai_assistants force row level security;
alter table public.ai_test_conversations enable row level security;
alter table public.ai_test_conversations force row level security;
alter table public.ai_scenarios enable row level security;
alter table public.ai_scenarios force row level security;
revoke all on public.ai_dispatchers, public.ai_dispatcher_versions, public.ai_assistants,
  public.ai_test_conversations, public.ai_scenarios from anon, authenticated;
grant select, insert, update, delete on public.ai_dispatchers, public.ai_dispatcher_versions,
  public.ai_assistants, public.ai_test_conversations, public.ai_scenarios to service_role;
grant select on public.ai_dispatchers, public.ai_dispatcher_versions, public.ai_assistants,
  public.ai_test_conversations, public.ai_scenarios to authenticated;

create policy "members read the dispatcher" on public.ai_dispatchers
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members read its versions" on public.ai_dispatcher_versions
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "admins read assistants" on public.ai_assistants
  for select to authenticated using (organization_id = any (array(select app.my_admin_organizations())));
create policy "admins read test conversations" on public.ai_test_conversations
  for select to authenticated using (organization_id = any (array(select app.my_admin_organizations())));
create policy "members read scenarios" on public.ai_scenarios
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
