-- How a call sounds to those who talk in it, as their browsers count it: changes while it runs, and the
-- whole at its end. Browsers report beside the call's log, so that no webhook waits for a figure; a
-- report reads the call's row in share, so that a card made after it knows of it.

create table public.call_quality (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null,
  call_id uuid not null,
  -- Whose browser counted.
  member_id uuid not null,
  -- losing_in, losing_out, slow, cut: this member's network; far_silent: nothing came from the other
  -- line though the network was well; whole: the figures of the whole call.
  what text not null check (what in ('losing_in', 'losing_out', 'slow', 'cut', 'far_silent', 'whole')),
  since timestamptz not null,
  -- Null: it goes on, or nobody was left to tell its end.
  until timestamptz check (until >= since),
  -- Percent of what was to arrive here, and there.
  loss_in numeric(4, 1) check (loss_in between 0 and 100),
  loss_out numeric(4, 1) check (loss_out between 0 and 100),
  jitter_ms integer check (jitter_ms between 0 and 60000),
  round_trip_ms integer check (round_trip_ms between 0 and 60000),
  created_at timestamptz not null default clock_timestamp(),
  foreign key (organization_id, call_id)
    references public.telnyx_calls (organization_id, id) on delete cascade,
  foreign key (organization_id, member_id)
    references public.members (organization_id, id) on delete cascade
);
comment on table public.call_quality is
  'Stretches of a call that sounded badly to a member, and the figures of the whole call.';
create index call_quality_call_idx on public.call_quality (organization_id, call_id, since);
create index call_quality_member_idx on public.call_quality (organization_id, member_id);
create unique index call_quality_open_idx on public.call_quality (call_id, member_id) where until is null;
create unique index call_quality_whole_idx on public.call_quality (call_id, member_id) where what = 'whole';

alter table public.call_quality enable row level security;
alter table public.call_quality force row level security;
revoke all on public.call_quality from anon, authenticated;
grant select, insert, update, delete on public.call_quality to service_role;
grant select on public.call_quality to authenticated;
create policy "members read how calls sounded" on public.call_quality
  for select to authenticated using (organization_id in (select app.my_organizations()));

-- Who may tell how a call sounds: whoever talks in it, or did. A supervisor does not: that they listen
-- may be nobody's to know.
create function app.talked_in(c public.telnyx_calls, p_member_id uuid) returns boolean
language plpgsql stable set search_path = ''
as $$
begin
  return coalesce((c).agent_id = p_member_id, false)
    or exists (
      select from jsonb_array_elements(coalesce((c).room -> 'parties', '[]')) as p
      where p #>> '{who,memberId}' = p_member_id::text and p ->> 'role' <> 'supervisor'
        and p ->> 'status' <> 'ringing'
    )
    or exists (
      select from public.call_events e
      where e.organization_id = (c).organization_id and e.call_id = (c).id
        and e.type in ('call.claimed', 'call.placed') and e.event ->> 'memberId' = p_member_id::text
    );
end
$$;

-- What is wrong now, of those who are in the call.
create function app.quality_card(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'member', jsonb_build_object('id', q.member_id, 'name', m.display_name),
      'what', q.what, 'since', app.iso_utc(q.since)
    ) order by q.since, q.id), '[]')
    from public.call_quality q
    join public.members m on m.id = q.member_id
    where q.call_id = (c).id and q.organization_id = (c).organization_id and q.until is null
      and (q.member_id = (c).agent_id or exists (
        select from jsonb_array_elements(coalesce((c).room -> 'parties', '[]')) as p
        where p #>> '{who,memberId}' = q.member_id::text and p ->> 'status' = 'joined'
          and p ->> 'role' <> 'supervisor'
      ))
  );
end
$$;
comment on function app.quality_card is 'QualityCard[] of quality-card.ts.';

create or replace function app.call_card(c public.telnyx_calls) returns jsonb
language plpgsql stable set search_path = ''
as $$
begin
  return (
    select app.call_card_json(
      c,
      (select k.name from public.clients k where k.id = c.client_id),
      app.count_clients(c.organization_id, c.outside_number),
      n.phone_number,
      n.label,
      (select m.display_name from public.members m where m.id = c.agent_id)
    )
    from (select) as one
    left join public.telnyx_phone_numbers n on n.id = c.phone_number_id
  ) || case
    -- Of a call that is over nothing goes on.
    when c.status = 'ended' then '{}'
    else jsonb_build_object('quality', app.quality_card(c))
  end;
end
$$;

-- A figure as the browser counted it, within what the table takes; null where there is none.
create function app.quality_figure(p_change jsonb, p_name text, p_most numeric) returns numeric
language plpgsql immutable set search_path = ''
as $$
begin
  return case when jsonb_typeof(p_change -> p_name) = 'number'
    then least(greatest((p_change ->> p_name)::numeric, 0), p_most) end;
end
$$;

-- One change. Answers whether others have to hear of it.
create function app.write_quality(c public.telnyx_calls, p_member_id uuid, p_change jsonb)
returns boolean
language plpgsql set search_path = ''
as $$
declare
  c_most_rows constant integer := 60;
  c_most_a_minute constant integer := 15;
  v_now constant timestamptz := clock_timestamp();
  v_what constant text := p_change ->> 'what';
  -- Nobody tells of before the call, nor of what is to come.
  v_told constant timestamptz := app.timestamp_or_null(p_change ->> 'at');
  v_at constant timestamptz := least(greatest(v_told, (c).started_at), v_now);
  v_open public.call_quality;
  v_new public.call_quality;
begin
  if v_told is null or v_what is null
    or v_what not in ('good', 'losing_in', 'losing_out', 'slow', 'cut', 'far_silent', 'whole') then
    return false;
  end if;
  v_new.loss_in := app.quality_figure(p_change, 'lossIn', 100);
  v_new.loss_out := app.quality_figure(p_change, 'lossOut', 100);
  v_new.jitter_ms := app.quality_figure(p_change, 'jitterMs', 60000);
  v_new.round_trip_ms := app.quality_figure(p_change, 'roundTripMs', 60000);
  select * into v_open from public.call_quality q
  where q.call_id = (c).id and q.member_id = p_member_id
    and case when v_what = 'whole' then q.what = 'whole' else q.until is null end;
  if v_open.id is not null and v_open.what = v_what then
    update public.call_quality q set
      loss_in = greatest(q.loss_in, v_new.loss_in), loss_out = greatest(q.loss_out, v_new.loss_out),
      jitter_ms = greatest(q.jitter_ms, v_new.jitter_ms),
      round_trip_ms = greatest(q.round_trip_ms, v_new.round_trip_ms),
      until = case when v_what = 'whole' then greatest(q.until, v_now) end
    where q.id = v_open.id;
    return false;
  end if;
  update public.call_quality q set until = greatest(v_at, q.since)
  where q.id = v_open.id and v_what <> 'whole';
  if v_what = 'good' or (select count(*) >= c_most_rows
      or count(*) filter (where q.created_at > v_now - interval '1 minute') >= c_most_a_minute
    from public.call_quality q where q.call_id = (c).id and q.member_id = p_member_id) then
    return v_open.id is not null;
  end if;
  insert into public.call_quality
    (organization_id, call_id, member_id, what, since, until, loss_in, loss_out, jitter_ms, round_trip_ms)
  values ((c).organization_id, (c).id, p_member_id, v_what, v_at,
    case when v_what = 'whole' then greatest(v_at, coalesce((c).ended_at, v_now)) end,
    v_new.loss_in, v_new.loss_out, v_new.jitter_ms, v_new.round_trip_ms);
  return v_what <> 'whole';
end
$$;

create function app.timestamp_or_null(p text) returns timestamptz
language plpgsql stable set search_path = ''
as $$
begin
  return p::timestamptz;
exception when data_exception then
  return null;
end
$$;

create function public.report_call_quality(p_call_id uuid, p_changes jsonb) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
  c_most_at_once constant integer := 40;
  v_call public.telnyx_calls;
  v_member_id uuid;
  v_change jsonb;
  v_is_news boolean := false;
begin
  if jsonb_typeof(p_changes) is distinct from 'array'
    or jsonb_array_length(p_changes) not between 1 and c_most_at_once then
    return false;
  end if;
  -- Whoever writes the call at this moment goes first, or after.
  select * into v_call from public.telnyx_calls c
  where c.id = p_call_id and c.organization_id in (select app.my_organizations()) for share;
  v_member_id := (select m.id from public.members m
    where m.organization_id = v_call.organization_id and m.id in (select app.my_member_ids()));
  if v_member_id is null or v_call.ended_at < clock_timestamp() - interval '10 minutes'
    or not app.talked_in(v_call, v_member_id) then
    return false;
  end if;
  -- Two tabs, or two devices, one after the other.
  perform pg_advisory_xact_lock(hashtextextended(v_call.id::text || v_member_id::text, 0));
  for v_change in select value from jsonb_array_elements(p_changes) loop
    v_is_news := app.write_quality(v_call, v_member_id, v_change) or v_is_news;
  end loop;
  if v_is_news then
    perform app.broadcast_quality(v_call);
  end if;
  return true;
end
$$;
comment on function public.report_call_quality is
  'Changes [{what, at, lossIn, lossOut, jitterMs, roundTripMs}] of how a call sounds to the caller. False: not theirs to tell.';

create function app.broadcast_quality(c public.telnyx_calls) returns void
language plpgsql set search_path = ''
as $$
begin
  perform realtime.send(
    jsonb_build_object('callId', (c).id, 'quality', app.quality_card(c),
      'serverTime', app.iso_utc(clock_timestamp())),
    'quality_changed', app.org_topic((c).organization_id), true
  );
exception when others then
  raise warning 'How call % sounds was not broadcast: %', (c).id, sqlerrm;
end
$$;

revoke all on function
  app.talked_in(public.telnyx_calls, uuid), app.quality_card(public.telnyx_calls),
  app.quality_figure(jsonb, text, numeric), app.write_quality(public.telnyx_calls, uuid, jsonb),
  app.timestamp_or_null(text), app.broadcast_quality(public.telnyx_calls)
  from public;
grant execute on function app.quality_card(public.telnyx_calls) to authenticated, service_role;
revoke all on function public.report_call_quality(uuid, jsonb) from public, anon, authenticated;
grant execute on function public.report_call_quality(uuid, jsonb) to authenticated;
