-- What kinds of calls a day and a month had. Two filters that have little or nothing in common are then
-- not walked through, call by call: the months and days in which both are met are known beforehand.

create table public.call_spans (
  organization_id uuid not null references public.organizations on delete cascade,
  -- 1: a month, numbered as by app.month_number; 2: a day, counted from 2000-01-01. Both in UTC.
  grain smallint not null,
  span integer not null,
  -- As app.call_kinds packs them. A kind that no call has any more may stay: it costs a look, never a call.
  kinds integer[] not null,
  primary key (organization_id, grain, span)
);
comment on table public.call_spans is 'Which kinds of calls a stretch of the history has, kept by triggers.';
-- A month's kinds stay beside the others, not in a table of large values: one block, not three.
alter table public.call_spans alter column kinds set storage main;
alter table public.call_spans enable row level security;
alter table public.call_spans force row level security;
revoke all on public.call_spans from anon, authenticated;
grant select, insert, update, delete on public.call_spans to service_role;

create function app.day_number(p_at timestamptz) returns integer
language sql immutable strict parallel safe set search_path = ''
as $$
  select (p_at at time zone 'UTC')::date - date '2000-01-01'
$$;

-- Bits of a kind: direction 1, outcome 3, handled 2, agent 7, line 4, disposition 5, waiting 1, tag 7.
create function app.pack_kind(
  p_direction text, p_outcome text, p_handled text, p_agent smallint, p_line smallint,
  p_disposition smallint, p_waits boolean
) returns integer
language sql immutable parallel safe set search_path = ''
as $$
  select case p_direction when 'inbound' then 1 else 0 end
    | (case p_outcome when 'answered' then 1 when 'missed' then 2 when 'no_answer' then 3 when 'busy' then 4
        when 'rejected' then 5 when 'cancelled' then 6 when 'failed' then 7 else 0 end << 1)
    | (case p_handled when 'person' then 1 when 'ai' then 2 else 0 end << 4)
    | (case p_agent when 0 then 0 else 1 + p_agent % 127 end << 6)
    | (case p_line when 0 then 0 else 1 + p_line % 15 end << 13)
    | (case p_disposition when 0 then 0 else 1 + p_disposition % 31 end << 17)
    | (case when p_waits then 1 else 0 end << 22)
$$;
create function app.tag_bits(p_tag text) returns integer
language sql immutable parallel safe set search_path = ''
as $$
  select (1 + app.mark(p_tag) % 127) << 23
$$;

create view app.call_kind_source with (security_invoker = true) as
select e.organization_id, e.call_id, e.started_at, b.kind | t.bits as kind
from public.call_entries e
cross join lateral (select app.pack_kind(e.direction, e.outcome, e.handled_by, e.agent_mark, e.line_mark,
  e.disposition_mark, e.needs_call_back) as kind) b
cross join lateral (
  select 0 as bits union all select app.tag_bits(x) from unnest(e.tags) as x
) t;
comment on view app.call_kind_source is 'The kinds of each call: one without its tags, and one for each tag.';

create function app.kind_asked(p_filter jsonb, out mask integer, out value integer)
language plpgsql immutable set search_path = ''
as $$
declare
  v_status text := p_filter ->> 'status';
  v_agent text := p_filter ->> 'agentId';
  v_agent_mark smallint := case when v_agent not in ('ai', 'nobody') then app.mark(v_agent) else 0 end;
begin
  mask := case when p_filter ? 'direction' then 1 else 0 end
    | (case when v_status is not null then 7 else 0 end << 1)
    | case when v_agent in ('ai', 'nobody') then 3 << 4 when v_agent is not null then 127 << 6 else 0 end
    | (case when p_filter ? 'lineId' then 15 else 0 end << 13)
    | (case when p_filter ? 'disposition' then 31 else 0 end << 17)
    | (case when p_filter -> 'needsCallBack' = 'true' then 1 else 0 end << 22)
    | (case when p_filter ? 'tag' then 127 else 0 end << 23);
  value := (app.pack_kind(p_filter ->> 'direction', v_status, nullif(v_agent, 'nobody'), v_agent_mark,
    app.mark(p_filter ->> 'lineId'), app.mark(p_filter ->> 'disposition'),
    p_filter -> 'needsCallBack' = 'true') | case when p_filter ? 'tag' then app.tag_bits(p_filter ->> 'tag') else 0 end)
    & mask;
end
$$;
comment on function app.kind_asked is 'A call may be meant by the filter when one of its kinds & mask is value.';

-- Only what a stretch had not yet is written: seldom, once the day has begun.
create function app.note_kinds() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
  insert into public.call_spans as s
  select n.organization_id, n.grain, n.span, array_agg(distinct n.kind)
  from (
    select k.organization_id, g.grain, case g.grain when 1 then app.month_number(k.started_at)
      else app.day_number(k.started_at) end as span, k.kind
    from added a
    join app.call_kind_source k on k.organization_id = a.organization_id and k.call_id = a.call_id
    cross join (values (1::smallint), (2::smallint)) as g (grain)
  ) n
  where not exists (
    select from public.call_spans s
    where s.organization_id = n.organization_id and s.grain = n.grain and s.span = n.span
      and s.kinds @> array[n.kind]
  )
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (organization_id, grain, span) do update set kinds = s.kinds || array(
    select x from unnest(excluded.kinds) x where x <> all (s.kinds)
  );
  return null;
end
$$;
create trigger note_kinds_insert after insert on public.call_entries
  referencing new table as added for each statement execute function app.note_kinds();
create trigger note_kinds_update after update on public.call_entries
  referencing new table as added for each statement execute function app.note_kinds();

create function app.rebuild_spans(p_organization_id uuid) returns void
language plpgsql set search_path = ''
as $$
begin
  delete from public.call_spans s where s.organization_id = p_organization_id;
  -- A day has a thousand calls and two hundred kinds: each is packed once.
  insert into public.call_spans
  select p_organization_id, 2, d.day, array_agg(distinct app.pack_kind(d.direction, d.outcome, d.handled_by,
    d.agent_mark, d.line_mark, d.disposition_mark, d.needs_call_back) | t.bits)
  from (
    select distinct app.day_number(e.started_at) as day, e.direction, e.outcome, e.handled_by, e.agent_mark,
      e.line_mark, e.disposition_mark, e.needs_call_back, e.tags
    from public.call_entries e where e.organization_id = p_organization_id
  ) d
  cross join lateral (
    select 0 as bits union all select app.tag_bits(x) from unnest(d.tags) as x
  ) t
  group by d.day order by d.day;
  insert into public.call_spans
  select p_organization_id, 1, app.month_number((date '2000-01-01' + s.span)::timestamp at time zone 'UTC') as month,
    array_agg(distinct x)
  from public.call_spans s, unnest(s.kinds) x
  where s.organization_id = p_organization_id and s.grain = 2
  group by month order by month;
end
$$;
comment on function app.rebuild_spans is 'Forgets kinds that no call has any more.';

revoke all on app.call_kind_source from public, anon, authenticated;
grant select on app.call_kind_source to service_role;
revoke all on function
  app.day_number(timestamptz), app.pack_kind(text, text, text, smallint, smallint, smallint, boolean),
  app.tag_bits(text), app.kind_asked(jsonb), app.note_kinds(), app.rebuild_spans(uuid) from public;
grant execute on function app.day_number(timestamptz), app.tag_bits(text),
  app.pack_kind(text, text, text, smallint, smallint, smallint, boolean), app.rebuild_spans(uuid)
  to service_role;
