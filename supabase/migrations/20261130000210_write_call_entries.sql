-- Who writes the history's tables, and when.

create function app.month_number(p_at timestamptz) returns integer
language sql immutable strict parallel safe set search_path = ''
as $$
  select (extract(year from p_at at time zone 'UTC') * 12
    + extract(month from p_at at time zone 'UTC'))::integer
$$;
comment on function app.month_number is 'Months are numbered through, so that a stretch of them is a range.';

create view app.call_entry_source with (security_invoker = true) as
select c.organization_id, c.id as call_id, c.started_at, c.answered_at, c.ended_at, c.version,
  c.duration_seconds, c.direction, c.outcome, c.outcome_reason, c.from_number, c.to_number,
  c.outside_number, c.client_id, k.name as client_name,
  (
    select count(*)::integer from public.client_phones p
    join public.clients s on s.id = p.client_id and s.archived_at is null
    where p.organization_id = c.organization_id and p.phone_number = c.outside_number
  ) as client_count,
  c.phone_number_id, c.agent_id, c.handled_by, c.disposition, c.tags,
  t.id is not null and t.done_at is null as needs_call_back,
  left(c.notes, 300) as notes, left(c.summary, 1000) as summary,
  nullif(
    case when c.ai is not null then jsonb_build_object('ai', c.ai) else '{}' end
    || case when t.id is not null then jsonb_build_object('task', jsonb_build_object(
      'id', t.id, 'dueAt', app.iso_utc(t.due_at), 'doneAt', app.iso_utc(t.done_at),
      'assignedId', t.assigned_member_id
    )) else '{}' end
    || jsonb_strip_nulls(jsonb_build_object(
      'aiOutcome', c.ai_outcome, 'sentiment', c.sentiment,
      'followUps', nullif(c.follow_ups, '[]'), 'summaryLine', c.summary_line,
      'forwardedTo', c.forwarded_to,
      'visit', (
        select jsonb_build_object('id', v.id, 'title', v.title, 'startsAt', app.iso_utc(v.starts_at))
        from public.appointments v
        where v.organization_id = c.organization_id and v.source_call_id = c.id
          and v.status <> 'cancelled'
        order by v.created_at desc limit 1
      )
    )),
    '{}'
  ) as extra
from public.telnyx_calls c
left join public.clients k on k.organization_id = c.organization_id and k.id = c.client_id
-- A call can leave a message and a call-back; the open one counts.
left join lateral (
  select x.* from public.call_tasks x
  where x.organization_id = c.organization_id and x.call_id = c.id
  order by x.done_at is not null, x.created_at limit 1
) t on true
where c.status = 'ended' and not c.is_test;
comment on view app.call_entry_source is 'What call_entries should hold, computed from where it comes from.';

create view app.call_words_source with (security_invoker = true) as
select s.organization_id, s.call_id, s.started_at, app.month_number(s.started_at) as month,
  to_tsvector('simple', app.fold_text(left(s.text, 200000))) as words
from (
  select c.organization_id, c.id as call_id, c.started_at, concat_ws(' ', c.notes, c.summary, c.disposition, (
    select string_agg(g.text, ' ' order by g.at, g.position)
    from public.call_transcript_segments g
    where g.organization_id = c.organization_id and g.call_id = c.id
      and g.speaker in ('caller', 'ai', 'agent')
  )) as text
  from public.telnyx_calls c
  where c.status = 'ended' and not c.is_test
) s
where s.text <> '';

create function app.write_call_entry(p_organization_id uuid, p_call_id uuid) returns void
language plpgsql set search_path = ''
as $$
declare
  v_tags text[];
  v_old_tags text[];
begin
  select e.tags into v_old_tags from public.call_entries e
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
  returning e.tags into v_tags;
  if v_tags is null then
    return;
  end if;
  insert into public.call_numbers
  select e.organization_id, e.outside_number from public.call_entries e
  where e.organization_id = p_organization_id and e.call_id = p_call_id
    and e.outside_number is not null
  on conflict do nothing;
  if v_tags is distinct from coalesce(v_old_tags, '{}') then
    delete from public.call_entry_tags t
    where t.organization_id = p_organization_id and t.call_id = p_call_id;
    insert into public.call_entry_tags
    select distinct e.organization_id, tag, e.started_at, e.call_id
    from public.call_entries e, unnest(e.tags) as tag
    where e.organization_id = p_organization_id and e.call_id = p_call_id;
  end if;
end
$$;
comment on function app.write_call_entry is 'Brings the history''s row of an ended call up to date.';

create function app.write_call_words(p_organization_id uuid, p_call_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  insert into public.call_words as w
  select s.* from app.call_words_source s
  where s.organization_id = p_organization_id and s.call_id = p_call_id
  on conflict (organization_id, call_id) do update set words = excluded.words
    where w.words is distinct from excluded.words;
  if not found then
    delete from public.call_words w
    where w.organization_id = p_organization_id and w.call_id = p_call_id
      and not exists (
        select from app.call_words_source s
        where s.organization_id = p_organization_id and s.call_id = p_call_id
      );
  end if;
end
$$;

-- Live calls change often and stand in no entry: the condition of the triggers is all that they pay.
create function app.note_call_in_history() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.write_call_entry(new.organization_id, new.id);
  if tg_op = 'INSERT' then
    perform app.write_call_words(new.organization_id, new.id);
  elsif old.status <> 'ended' or (old.notes, old.summary, old.disposition)
    is distinct from (new.notes, new.summary, new.disposition)
  then
    perform app.write_call_words(new.organization_id, new.id);
  end if;
  return null;
end
$$;
create trigger history_insert after insert on public.telnyx_calls
  for each row when (new.status = 'ended' and not new.is_test)
  execute function app.note_call_in_history();
create trigger history_update after update on public.telnyx_calls
  for each row when (new.status = 'ended' and not new.is_test)
  execute function app.note_call_in_history();

create function app.note_task_in_history() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.write_call_entry(e.organization_id, e.call_id)
  from public.call_entries e
  where (e.organization_id, e.call_id) in (
    (new.organization_id, new.call_id), (old.organization_id, old.call_id)
  );
  return null;
end
$$;
create trigger history after insert or update or delete on public.call_tasks
  for each row execute function app.note_task_in_history();

create function app.note_visit_in_history() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.write_call_entry(e.organization_id, e.call_id)
  from public.call_entries e
  where (e.organization_id, e.call_id) in (
    (new.organization_id, new.source_call_id), (old.organization_id, old.source_call_id)
  );
  return null;
end
$$;
create trigger history after insert or update or delete on public.appointments
  for each row execute function app.note_visit_in_history();

create function app.rename_client_in_history() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  update public.call_entries e set client_name = new.name
  where e.organization_id = new.organization_id and e.client_id = new.id;
  return null;
end
$$;
create trigger history after update of name on public.clients
  for each row when (new.name <> old.name) execute function app.rename_client_in_history();

-- What is said is written down while the call lives; late words find its entry.
create function app.note_words_in_history() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  perform app.write_call_words(e.organization_id, e.call_id)
  from public.call_entries e
  where (e.organization_id, e.call_id) in (select s.organization_id, s.call_id from said s);
  return null;
end
$$;
create trigger history_insert after insert on public.call_transcript_segments
  referencing new table as said for each statement execute function app.note_words_in_history();
create trigger history_update after update on public.call_transcript_segments
  referencing new table as said for each statement execute function app.note_words_in_history();
create trigger history_delete after delete on public.call_transcript_segments
  referencing old table as said for each statement execute function app.note_words_in_history();

-- Who is erased leaves no number behind: what no call has any more goes.
create function app.forget_numbers() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  delete from public.call_numbers n
  where (n.organization_id, n.number) in (
      select r.organization_id, r.outside_number from removed r
    )
    and not exists (
      select from public.call_entries e
      where e.organization_id = n.organization_id and e.outside_number = n.number
    );
  return null;
end
$$;
create trigger forget_numbers after delete on public.call_entries
  referencing old table as removed for each statement execute function app.forget_numbers();

create function app.rebuild_history(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.call_entries e where e.organization_id = p_organization_id;
  delete from public.call_numbers n where n.organization_id = p_organization_id;
  insert into public.call_entries
  select s.* from app.call_entry_source s where s.organization_id = p_organization_id
  order by s.started_at;
  insert into public.call_numbers
  select distinct e.organization_id, e.outside_number from public.call_entries e
  where e.organization_id = p_organization_id and e.outside_number is not null;
  insert into public.call_entry_tags
  select distinct e.organization_id, tag, e.started_at, e.call_id
  from public.call_entries e, unnest(e.tags) as tag
  where e.organization_id = p_organization_id;
  insert into public.call_words
  select s.* from app.call_words_source s where s.organization_id = p_organization_id;
end
$$;
comment on function app.rebuild_history is 'Makes an organisation''s history anew from its calls.';

revoke all on app.call_entry_source, app.call_words_source from public, anon, authenticated;
grant select on app.call_entry_source, app.call_words_source to service_role;
revoke all on function
  app.month_number(timestamptz), app.write_call_entry(uuid, uuid), app.write_call_words(uuid, uuid),
  app.note_call_in_history(), app.note_task_in_history(), app.note_visit_in_history(),
  app.rename_client_in_history(), app.note_words_in_history(), app.forget_numbers(), app.rebuild_history(uuid)
  from public;
grant execute on function
  app.month_number(timestamptz), app.write_call_entry(uuid, uuid), app.write_call_words(uuid, uuid),
  app.rebuild_history(uuid)
  to service_role;
