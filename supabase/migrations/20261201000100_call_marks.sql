-- Each list of the history (a person's calls, a line's, a tag's) is ordered by time and carries what the
-- other filters ask for in small numbers, marks. Two filters are then met inside one index: a row is read
-- only when it belongs on the page, however seldom the two come together, and whether vacuum ran or not.

create function app.mark(p_value text) returns smallint
language sql immutable parallel safe set search_path = ''
as $$
  select coalesce((hashtextextended(p_value, 0) & 32767)::smallint, 0::smallint)
$$;
comment on function app.mark is
  'A value in two bytes. Two values may have the same: whoever looks by mark asks for the value, too.';
revoke all on function app.mark(text) from public;
grant execute on function app.mark(text) to service_role;

drop index public.call_entries_direction_idx, public.call_entries_outcome_idx,
  public.call_entries_handled_idx, public.call_entries_agent_idx, public.call_entries_line_idx,
  public.call_entries_client_idx, public.call_entries_number_idx, public.call_entries_disposition_idx,
  public.call_entries_waiting_idx;

alter table public.call_entries
  add column direction_mark smallint not null generated always as (app.mark(direction)) stored,
  add column outcome_mark smallint not null generated always as (app.mark(outcome)) stored,
  add column handled_mark smallint not null generated always as (app.mark(handled_by)) stored,
  add column agent_mark smallint not null generated always as (app.mark(agent_id::text)) stored,
  add column line_mark smallint not null generated always as (app.mark(phone_number_id::text)) stored,
  add column disposition_mark smallint not null generated always as (app.mark(disposition)) stored,
  add column is_tagged boolean not null generated always as (tags <> '{}') stored;

create index call_entries_direction_idx on public.call_entries (organization_id, direction_mark,
  started_at desc, call_id desc, outcome_mark, handled_mark, agent_mark, line_mark, disposition_mark,
  needs_call_back);
create index call_entries_outcome_idx on public.call_entries (organization_id, outcome_mark,
  started_at desc, call_id desc, direction_mark, handled_mark, agent_mark, line_mark, disposition_mark,
  needs_call_back);
create index call_entries_handled_idx on public.call_entries (organization_id, handled_mark,
  started_at desc, call_id desc, direction_mark, outcome_mark, agent_mark, line_mark, disposition_mark,
  needs_call_back);
create index call_entries_agent_idx on public.call_entries (organization_id, agent_mark,
  started_at desc, call_id desc, direction_mark, outcome_mark, handled_mark, line_mark, disposition_mark,
  needs_call_back) where agent_id is not null;
create index call_entries_line_idx on public.call_entries (organization_id, line_mark,
  started_at desc, call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, disposition_mark,
  needs_call_back) where phone_number_id is not null;
create index call_entries_client_idx on public.call_entries (organization_id, client_id,
  started_at desc, call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, line_mark,
  disposition_mark, needs_call_back, is_tagged) where client_id is not null;
create index call_entries_number_idx on public.call_entries (organization_id, outside_number,
  started_at desc, call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, line_mark,
  disposition_mark, needs_call_back) where outside_number is not null;
create index call_entries_disposition_idx on public.call_entries (organization_id, disposition_mark,
  started_at desc, call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, line_mark,
  needs_call_back) where disposition is not null;
create index call_entries_waiting_idx on public.call_entries (organization_id, started_at desc,
  call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, line_mark, disposition_mark, client_id)
  where needs_call_back;
-- One block finds a row of which another table knows the call; the primary key takes three.
create index call_entries_call_idx on public.call_entries using hash (call_id);

drop table public.call_entry_tags;
create table public.call_entry_tags (
  organization_id uuid not null,
  call_id uuid not null,
  tag text not null,
  started_at timestamptz not null,
  direction_mark smallint not null default 0,
  outcome_mark smallint not null default 0,
  handled_mark smallint not null default 0,
  agent_mark smallint not null default 0,
  line_mark smallint not null default 0,
  disposition_mark smallint not null default 0,
  needs_call_back boolean not null default false,
  primary key (organization_id, call_id, tag),
  foreign key (organization_id, call_id)
    references public.call_entries (organization_id, call_id) on delete cascade
);
comment on table public.call_entry_tags is 'The history by tag, in the order of its pages.';
create index call_entry_tags_page_idx on public.call_entry_tags (organization_id, tag, started_at desc,
  call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, line_mark, disposition_mark,
  needs_call_back);
alter table public.call_entry_tags enable row level security;
alter table public.call_entry_tags force row level security;
revoke all on public.call_entry_tags from anon, authenticated;
grant select, insert, update, delete on public.call_entry_tags to service_role;
grant select on public.call_entry_tags to authenticated;
create policy "members read the history's tags" on public.call_entry_tags
  for select to authenticated using (organization_id = any (array(select app.my_organizations())));

create view app.call_tag_source with (security_invoker = true) as
select distinct e.organization_id, e.call_id, t.tag, e.started_at, e.direction_mark, e.outcome_mark,
  e.handled_mark, e.agent_mark, e.line_mark, e.disposition_mark, e.needs_call_back
from public.call_entries e cross join lateral unnest(e.tags) as t (tag);
comment on view app.call_tag_source is 'What call_entry_tags should hold.';
revoke all on app.call_tag_source from public, anon, authenticated;
grant select on app.call_tag_source to service_role;

-- What changed of a call decides what is written: a row that stays as it was costs nothing.
create or replace function app.write_call_entry(p_organization_id uuid, p_call_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  v_old public.call_entries;
  v_new public.call_entries;
begin
  select e.* into v_old from public.call_entries e
  where e.organization_id = p_organization_id and e.call_id = p_call_id;
  insert into public.call_entries as e
  select s.* from app.call_entry_source s
  where s.organization_id = p_organization_id and s.call_id = p_call_id
  on conflict (organization_id, call_id) do update set
    started_at = excluded.started_at, answered_at = excluded.answered_at, ended_at =
    excluded.ended_at, version = excluded.version, duration_seconds = excluded.duration_seconds,
    direction = excluded.direction, outcome = excluded.outcome, outcome_reason =
    excluded.outcome_reason, from_number = excluded.from_number, to_number = excluded.to_number,
    outside_number = excluded.outside_number, client_id = excluded.client_id, client_name =
    excluded.client_name, client_count = excluded.client_count, phone_number_id =
    excluded.phone_number_id, agent_id = excluded.agent_id, handled_by = excluded.handled_by,
    disposition = excluded.disposition, tags = excluded.tags, needs_call_back =
    excluded.needs_call_back, notes = excluded.notes, summary = excluded.summary, extra =
    excluded.extra
  returning e.* into v_new;
  if v_new.call_id is null then
    return;
  end if;
  if v_new.outside_number is distinct from v_old.outside_number then
    insert into public.call_numbers
    select v_new.organization_id, v_new.outside_number where v_new.outside_number is not null
    on conflict do nothing;
  end if;
  if v_old.tags <> '{}' and to_jsonb(v_old) is distinct from to_jsonb(v_new) then
    delete from public.call_entry_tags t
    where t.organization_id = p_organization_id and t.call_id = p_call_id;
  end if;
  if v_new.tags <> '{}' and to_jsonb(v_old) is distinct from to_jsonb(v_new) then
    insert into public.call_entry_tags
    select s.* from app.call_tag_source s
    where s.organization_id = p_organization_id and s.call_id = p_call_id;
  end if;
end
$$;
