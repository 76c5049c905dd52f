-- Every version of a call goes to its agent; only ring, taken, released and ended go to everybody
-- (hosted plans count each delivery). A broadcast is a hint: a lost one must harm nothing, and a
-- failing one must never undo the call.

create function app.broadcast_call() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
  v_card jsonb;
  v_is_for_all boolean := tg_op = 'INSERT';
begin
  if tg_op = 'UPDATE' then
    v_is_for_all := new.agent_id is distinct from old.agent_id
      or new.outcome is distinct from old.outcome
      or (new.status is distinct from old.status and new.agent_id is null);
  end if;
  if not v_is_for_all and new.agent_id is null then
    return null;
  end if;
  v_card := app.call_card(new);
  if v_is_for_all then
    perform realtime.send(v_card, 'call_changed', 'org:' || new.organization_id, true);
  end if;
  if new.agent_id is not null then
    perform realtime.send(v_card, 'call_changed', 'member:' || new.agent_id, true);
  end if;
  return null;
exception when others then
  raise warning 'The change of call % was not broadcast: %', new.id, sqlerrm;
  return null;
end
$$;
revoke all on function app.broadcast_call() from public;

create trigger broadcast_insert after insert on public.telnyx_calls
  for each row execute function app.broadcast_call();
create trigger broadcast_update after update on public.telnyx_calls
  for each row when (new.version <> old.version) execute function app.broadcast_call();

-- Who may join which channel; the policies are in the last migration.
create function app.my_organization_topics() returns setof text
language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
    select 'org:' || o from app.my_organizations() as o;
end
$$;
create function app.my_member_topics() returns setof text
language plpgsql stable security definer set search_path = '' rows 1
as $$
begin
  return query
    select 'member:' || m from app.my_member_ids() as m;
end
$$;
revoke all on function app.my_organization_topics(), app.my_member_topics() from public;
grant execute on function app.my_organization_topics(), app.my_member_topics() to authenticated;
