-- That an accepted call has become a talk is told to its agent alone: everybody else knows who took it. An
-- owner who watched the board was then offered to listen with the next look at all calls, up to 20 s later.
create or replace function app.broadcast_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_card jsonb;
  v_agent_id uuid;
  v_is_for_all boolean := tg_op = 'INSERT';
begin
  if tg_op = 'UPDATE' then
    v_is_for_all := new.agent_id is distinct from old.agent_id
      or new.outcome is distinct from old.outcome
      -- What the AI does concerns everybody: anybody may take over.
      or new.ai is distinct from old.ai
      or new.offered_to is distinct from old.offered_to
      -- Parked, on hold, asked into: others act on it or see it on the board.
      or new.room is distinct from old.room
      or (new.status is distinct from old.status and new.agent_id is null);
  end if;
  -- A socket that joined before its member was deactivated is not asked again: it hears nothing more.
  v_agent_id := (select m.id from public.members m where m.id = new.agent_id and m.active);
  if not v_is_for_all and v_agent_id is null then
    return null;
  end if;
  v_card := app.call_card(new);
  -- Before the others: of two cards of one version the first counts.
  if new.room is not null then
    perform realtime.send(
      v_card || jsonb_build_object('room', app.room_card(new, m.id)), 'call_changed',
      'member:' || m.id, true
    )
    from jsonb_array_elements(new.room -> 'parties') as p
    join public.members m on m.id = (p #>> '{who,memberId}')::uuid and m.active
      and m.organization_id = new.organization_id
    where p ->> 'status' <> 'gone';
  end if;
  if v_is_for_all then
    perform realtime.send(v_card, 'call_changed', app.org_topic(new.organization_id), true);
  end if;
  if v_agent_id is not null then
    perform realtime.send(v_card, 'call_changed', 'member:' || v_agent_id, true);
  end if;
  -- Who may listen is offered it from the first word on; the others need not hear that it is one.
  if not v_is_for_all and new.status = 'active' and old.status <> 'active' then
    perform realtime.send(v_card, 'call_changed', 'member:' || m.id, true)
    from public.members m
    where m.organization_id = new.organization_id and m.active and m.role in ('owner', 'admin')
      and m.id <> v_agent_id;
  end if;
  return null;
exception when others then
  raise warning 'The change of call % was not broadcast: %', new.id, sqlerrm;
  return null;
end
$$;
