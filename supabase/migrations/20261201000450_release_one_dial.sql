-- A call may hold several reservations: its own dial, a forward, each number that is brought in. Giving one
-- back gives that one back; the others are about to be dialled.
drop function public.release_dial(uuid);
create function public.release_dial(p_call_id uuid, p_kind text, p_party integer default 0) returns void
language plpgsql set search_path = ''
as $$
begin
  update public.dial_reservations r set
    settled = 0, settled_by = 'unused', settled_at = clock_timestamp(),
    destination = coalesce(app.masked_number(r.destination), '')
  where r.call_id = p_call_id and r.kind = p_kind and r.party = p_party
    and r.settled_at is null and r.command_id is null;
end
$$;
comment on function public.release_dial is 'A dial that will not happen gives back what it reserved.';
revoke all on function public.release_dial(uuid, text, integer) from public, anon, authenticated;
grant execute on function public.release_dial(uuid, text, integer) to service_role;
