-- What was said and done in a call with the AI.
alter table public.telnyx_calls
  -- The projection that the screen shows (call-card.ts `ai`); null where no AI took part.
  add column ai jsonb,
  add column summary_line text check (char_length(summary_line) <= 300),
  add column ai_outcome text,
  add column sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
  add column follow_ups jsonb not null default '[]';

create table public.call_transcript_segments (
  id text primary key,
  organization_id uuid not null,
  call_id uuid not null,
  -- Telnyx's conversation, or 'person' where people spoke; null for tools.
  conversation_id text,
  position integer not null default 0,
  speaker text not null check (speaker in ('caller', 'ai', 'agent', 'tool', 'system')),
  text text not null check (char_length(text) <= 8000),
  language text,
  at timestamptz not null,
  -- {name, arguments, ok, reason, result, durationMs} of a tool call.
  tool jsonb,
  created_at timestamptz not null default clock_timestamp(),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade
);
comment on table public.call_transcript_segments is
  'Who said what, and the AI''s tool calls, in one line of time.';
create index call_transcript_segments_call_idx
  on public.call_transcript_segments (organization_id, call_id, at, position);

create table public.ai_tool_calls (
  -- Hash of the signature: a request that comes again is the same request.
  id text primary key,
  organization_id uuid not null,
  call_id uuid,
  test_conversation_id uuid,
  tool text not null,
  arguments jsonb not null default '{}',
  ok boolean not null,
  reason text,
  result jsonb not null default '{}',
  duration_ms integer not null default 0,
  at timestamptz not null default clock_timestamp(),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade,
  foreign key (organization_id, test_conversation_id)
    references public.ai_test_conversations (organization_id, id) on delete cascade
);
comment on table public.ai_tool_calls is
  'Every tool that the AI asked for: proposed, executed or refused, and why [I14].';
create index ai_tool_calls_call_idx on public.ai_tool_calls (organization_id, call_id, at);
create index ai_tool_calls_test_idx
  on public.ai_tool_calls (organization_id, test_conversation_id, at);

-- A message taken is a task of its own beside the call-back; both name the same call.
alter table public.call_tasks drop constraint call_tasks_call_id_key;
alter table public.call_tasks drop constraint call_tasks_kind_check;
alter table public.call_tasks
  add constraint call_tasks_kind_check check (kind in ('call_back', 'message')),
  add column note text check (char_length(note) <= 5000),
  add column caller_name text check (char_length(caller_name) <= 200),
  add column urgent boolean not null default false,
  add constraint call_tasks_one_per_kind unique (call_id, kind);

-- A forged or unsigned tool call belongs to nobody, and is still written down.
alter table public.audit_log alter column organization_id drop not null;

alter table public.call_transcript_segments enable row level security;
alter table public.call_transcript_segments force row level security;
alter table public.ai_tool_calls enable row level security;
alter table public.ai_tool_calls force row level security;
revoke all on public.call_transcript_segments, public.ai_tool_calls from anon, authenticated;
grant select, insert, update, delete
  on public.call_transcript_segments, public.ai_tool_calls to service_role;
grant select on public.call_transcript_segments, public.ai_tool_calls to authenticated;
create policy "members read transcripts" on public.call_transcript_segments
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members read tool calls" on public.ai_tool_calls
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
