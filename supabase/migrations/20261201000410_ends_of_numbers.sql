-- A number is looked for by its ends: from the beginning, with or without the country, from the beginning
-- of the local part, or by its last digits. Each is a stretch of one index, so that a look costs what it
-- finds; digits from anywhere in a number matched many numbers that nobody meant, at ten times the blocks.

create function app.local_number(p_number text) returns text
language sql immutable strict parallel safe set search_path = ''
as $$
  select case
    when p_number ~ '^\+1\d{10}$' then substr(p_number, 6)
    when p_number ~ '^\+[17]' then substr(p_number, 3)
    when p_number ~ '^\+(2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])' then substr(p_number, 4)
    when p_number like '+%' then substr(p_number, 5)
    else p_number
  end
$$;
comment on function app.local_number is
  'What is dialled in the place itself: in North America without the area code, elsewhere (ITU-T E.164) without the country.';

drop trigger forget_numbers on public.call_entries;
drop function app.forget_numbers();
drop table public.call_numbers;

-- Compared byte by byte, so that what begins with the same digits is one stretch.
alter table public.call_entries alter column outside_number type text collate "C";

create index call_entries_local_idx on public.call_entries (organization_id, app.local_number(outside_number),
  started_at desc, call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, line_mark,
  disposition_mark, needs_call_back) where outside_number is not null;
create index call_entries_backwards_idx on public.call_entries (organization_id, reverse(outside_number),
  started_at desc, call_id desc, direction_mark, outcome_mark, handled_mark, agent_mark, line_mark,
  disposition_mark, needs_call_back) where outside_number is not null;

-- What the planner knows of the ends decides how a search begins. It asks no index that is partial.
create statistics public.call_entries_backwards on (reverse(outside_number)) from public.call_entries;
create statistics public.call_entries_local on (app.local_number(outside_number)) from public.call_entries;
-- The newest calls are those that are looked at: the planner must not think that there are none.
alter table public.call_entries set (autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 2000);

-- Zeros at the beginning dial out of a country or a region: they stand in no number there, at its end they may.
create or replace function app.digits_searched(p_filter jsonb) returns text
language plpgsql immutable set search_path = ''
as $$
declare
  v_digits text := regexp_replace(p_filter ->> 'search', '\D', '', 'g');
begin
  if p_filter ? 'number' then
    return ltrim(p_filter ->> 'number', '+');
  end if;
  return case when p_filter ->> 'search' ~ '^[-+()./\s\d]+$' and length(v_digits) >= 3 then v_digits end;
end
$$;

create function app.digit_ranges(p_digits text, p_row text) returns text[]
language sql immutable strict set search_path = ''
as $$
  select array_agg(format('%1$s >= %2$L and %1$s < %3$L', format(r.place, p_row), r.digits, r.digits || ':'))
  from (
    select x.place, x.before || ltrim(p_digits, '0') as digits
    from (values ('%s.outside_number', '+'), ('%s.outside_number', '+1'),
      ('app.local_number(%s.outside_number)', '')) x (place, before)
    where ltrim(p_digits, '0') <> ''
    union all select 'app.local_number(%s.outside_number)', p_digits where p_digits like '0%'
    union all select 'reverse(%s.outside_number)', reverse(p_digits)
  ) r
$$;
comment on function app.digit_ranges is
  'The stretches of the indexes in which the numbers with these digits at an end are. A colon comes after 9.';

create function app.digits_condition(p_digits text, p_row text) returns text
language sql immutable strict set search_path = ''
as $$
  select '(' || string_agg(r, ' or ') || ')' from unnest(app.digit_ranges(p_digits, p_row)) r
$$;

create function app.has_digits(p_number text, p_digits text) returns boolean
language sql immutable parallel safe set search_path = ''
as $$
  select p_number like '%' || p_digits
    or p_digits like '0%' and app.local_number(p_number) like p_digits || '%'
    or ltrim(p_digits, '0') <> '' and (p_number like '+' || ltrim(p_digits, '0') || '%'
      or p_number like '+1' || ltrim(p_digits, '0') || '%'
      or app.local_number(p_number) like ltrim(p_digits, '0') || '%')
$$;
comment on function app.has_digits is 'Whether a number has the digits at an end: what digit_ranges finds.';

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

create or replace function app.rebuild_history(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.call_entries e where e.organization_id = p_organization_id;
  insert into public.call_entries
  select s.* from app.call_entry_source s where s.organization_id = p_organization_id
  order by s.started_at;
  insert into public.call_words
  select s.* from app.call_words_source s where s.organization_id = p_organization_id;
  perform app.rebuild_lists(p_organization_id);
end
$$;

create or replace function app.rebuild_lists(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.call_entry_tags
  select s.* from app.call_tag_source s where s.organization_id = p_organization_id order by s.started_at
  on conflict do nothing;
  perform app.rebuild_spans(p_organization_id);
  perform app.recount_calls(p_organization_id);
end
$$;

create or replace function app.live_history_rows(
  p_organization_id uuid, p_filter jsonb, p_range text, p_limit integer
) returns table (started_at timestamptz, id uuid, shown jsonb)
language plpgsql stable set search_path = ''
as $$
declare
  v_pattern text := '%' || app.like_text(app.fold_text(btrim(p_filter ->> 'search'))) || '%';
  v_digits text := app.digits_searched(p_filter);
begin
  if p_filter -> 'needsCallBack' = 'true' or p_filter ->> 'status' <> 'live' then
    return;
  end if;
  return query execute format($sql$
    select e.started_at, e.id, app.call_card(e.call) || jsonb_build_object(
      'durationSeconds', null,
      'waitSeconds', floor(extract(epoch from e.answered_at - e.started_at))::integer,
      'aiOutcome', null, 'sentiment', null, 'followUps', jsonb '[]',
      'disposition', e.disposition, 'tags', to_jsonb(e.tags), 'notes', left(e.notes, 300),
      'summary', left(e.summary, 1000), 'visit', null, 'task', null)
    from (
      select c as call, c.*, c.id as call_id from public.telnyx_calls c
      where c.organization_id = $1 and c.status <> 'ended'
    ) e
    where %s and %s
      and ($2 is null or app.fold_text(e.notes) like $2 or app.has_digits(e.outside_number, $3) or exists (
        select from public.clients k where k.id = e.client_id and app.fold_text(k.name) like $2
      ))
    order by e.started_at desc, e.id desc limit %s
  $sql$, p_range, concat_ws(' and ', 'true',
    nullif(array_to_string(app.history_conditions(p_filter - 'status', 'e'), ' and '), ''),
    quote_literal(p_filter ->> 'tag') || ' = any (e.tags)'), p_limit)
  using p_organization_id, v_pattern, v_digits;
end
$$;

revoke all on function
  app.local_number(text), app.digit_ranges(text, text), app.digits_condition(text, text), app.has_digits(text, text)
  from public;
grant execute on function app.local_number(text) to service_role;
