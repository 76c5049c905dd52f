-- The history's own table: one narrow row for each ended call, with what a page shows and filters by.
-- A page is then read in a few blocks, at any depth, without joins; the calls themselves stay cheap to
-- write while they live. Triggers write it, in the transaction that changes what it is made of.

create function app.fold_text(p_text text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select translate(lower(p_text), 'àâäáãåçéèêëíìîïñóòôöõúùûüýÿ’', 'aaaaaaceeeeiiiinooooouuuuyy''')
$$;
comment on function app.fold_text is 'As people search: no capitals, no accents.';

create table public.call_entries (
  organization_id uuid not null,
  call_id uuid not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz not null,
  version integer not null,
  duration_seconds integer,
  direction text not null,
  outcome text not null,
  outcome_reason text,
  from_number text,
  to_number text not null,
  outside_number text,
  client_id uuid,
  client_name text,
  client_count integer not null default 0,
  phone_number_id uuid,
  agent_id uuid,
  handled_by text,
  disposition text,
  tags text[] not null default '{}',
  -- Somebody waits for our call: an open task.
  needs_call_back boolean not null default false,
  -- The beginning of what was written down: what a row has room for.
  notes text,
  summary text,
  -- What few calls have: {ai, aiOutcome, sentiment, followUps, summaryLine, forwardedTo, visit, task}.
  extra jsonb,
  primary key (organization_id, call_id),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade
);
comment on table public.call_entries is
  'The call history: a row per ended call, made of the call, its client, tasks and visit by triggers.';

create index call_entries_page_idx on public.call_entries (organization_id, started_at desc, call_id desc);
create index call_entries_direction_idx
  on public.call_entries (organization_id, direction, started_at desc, call_id desc);
create index call_entries_outcome_idx
  on public.call_entries (organization_id, outcome, started_at desc, call_id desc);
create index call_entries_handled_idx
  on public.call_entries (organization_id, handled_by, started_at desc, call_id desc);
create index call_entries_agent_idx
  on public.call_entries (organization_id, agent_id, started_at desc, call_id desc)
  where agent_id is not null;
create index call_entries_line_idx
  on public.call_entries (organization_id, phone_number_id, started_at desc, call_id desc)
  where phone_number_id is not null;
create index call_entries_client_idx
  on public.call_entries (organization_id, client_id, started_at desc, call_id desc)
  where client_id is not null;
create index call_entries_number_idx
  on public.call_entries (organization_id, outside_number, started_at desc, call_id desc)
  where outside_number is not null;
create index call_entries_disposition_idx
  on public.call_entries (organization_id, disposition, started_at desc, call_id desc)
  where disposition is not null;
create index call_entries_waiting_idx
  on public.call_entries (organization_id, started_at desc, call_id desc) where needs_call_back;

create table public.call_entry_tags (
  organization_id uuid not null,
  tag text not null,
  started_at timestamptz not null,
  call_id uuid not null,
  primary key (organization_id, tag, started_at, call_id),
  foreign key (organization_id, call_id)
    references public.call_entries (organization_id, call_id) on delete cascade
);
comment on table public.call_entry_tags is 'The history by tag, in the order of its pages.';
create index call_entry_tags_call_idx on public.call_entry_tags (organization_id, call_id);

-- A number stands here once, however often it called: a part of it is looked for among few.
create table public.call_numbers (
  organization_id uuid not null references public.organizations on delete cascade,
  number text not null,
  primary key (organization_id, number)
);
comment on table public.call_numbers is 'Every outside number of the history, once.';
create index call_numbers_search_idx on public.call_numbers
  using gin (organization_id, number extensions.gin_trgm_ops) with (fastupdate = off);

-- Words are looked for month by month, newest first: a common word costs no more than a rare one.
create table public.call_words (
  organization_id uuid not null,
  call_id uuid not null,
  started_at timestamptz not null,
  month integer not null,
  words tsvector not null,
  primary key (organization_id, call_id),
  foreign key (organization_id, call_id)
    references public.call_entries (organization_id, call_id) on delete cascade
);
comment on table public.call_words is 'What was said and written in a call, as the search reads it.';
create index call_words_search_idx on public.call_words using gin (organization_id, month, words)
  with (fastupdate = off);

create index clients_folded_name_idx on public.clients
  using gin (organization_id, app.fold_text(name) extensions.gin_trgm_ops)
  with (fastupdate = off);

-- The history was read from the calls themselves before; nothing else searches them.
drop index public.telnyx_calls_outcome_idx;
drop index public.telnyx_calls_number_search_idx;
drop index public.telnyx_calls_notes_search_idx;

alter table public.call_entries enable row level security;
alter table public.call_entries force row level security;
alter table public.call_entry_tags enable row level security;
alter table public.call_entry_tags force row level security;
alter table public.call_numbers enable row level security;
alter table public.call_numbers force row level security;
alter table public.call_words enable row level security;
alter table public.call_words force row level security;
revoke all on public.call_entries, public.call_entry_tags, public.call_numbers, public.call_words
  from anon, authenticated;
grant select, insert, update, delete
  on public.call_entries, public.call_entry_tags, public.call_numbers, public.call_words to service_role;
grant select on public.call_entries, public.call_entry_tags to authenticated;
create policy "members read the history" on public.call_entries
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));
create policy "members read the history's tags" on public.call_entry_tags
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));

revoke all on function app.fold_text(text) from public;
grant execute on function app.fold_text(text) to authenticated, service_role;
