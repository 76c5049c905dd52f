-- A call's room in the row, on the card and in the broadcasts; several calls of one member; dials of
-- parties.
begin;
select tests.fixture();
select plan(34);

create function tests.room(more jsonb default '{}') returns jsonb language sql as $$
  select '{"isNeeded": true, "conferenceId": "conf", "holds": [], "hold": null, "parked": null,
    "handoff": null, "parties": []}'::jsonb || more
$$;
create function tests.party(number integer, role text, who jsonb, more jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_object('number', number, 'role', role, 'who', who, 'askedBy', tests.id('a', 'agent'),
    'askedAt', '2026-11-30T10:00:00Z', 'status', 'joined', 'mode', null, 'joinedAt', null,
    'goneAt', null, 'endReason', null, 'promotedTo', null) || more
$$;
create function tests.card() returns jsonb language sql as $$
  select app.room_card(c) from public.telnyx_calls c where c.id = tests.id('a', 'r1')
$$;
create function tests.live(who text) returns jsonb language plpgsql as $$
declare
  v_room jsonb;
begin
  perform tests.become(who);
  select l -> 'room' into v_room from public.live_calls() l where l ->> 'id' = tests.id('a', 'r1')::text;
  perform tests.become('postgres');
  return v_room;
end
$$;
create function tests.write(version integer, event text, room jsonb) returns jsonb language sql as $$
  select public.commit_call(tests.change('r1', version, event,
    tests.active_with('agent') || jsonb_build_object('room', room)))
$$;

-- The row and the card.
select public.commit_call(tests.change('r1', 0, 'e0', '{}'));
select is((select room from public.telnyx_calls where id = tests.id('a', 'r1')), null,
  'two people talking need no room');
select ok((tests.write(1, 'e1', tests.room(jsonb_build_object(
  'hold', jsonb_build_object('number', 1, 'party', null, 'since', '2026-11-30T10:00:05Z',
    'memberId', tests.id('a', 'agent'), 'endedAt', null)))) -> 'ok')::boolean, 'a hold is written');
select is(tests.card() -> 'hold', jsonb_build_object('since', '2026-11-30T10:00:05Z', 'by',
  jsonb_build_object('id', tests.id('a', 'agent'), 'name', 'agent a')), 'with who holds');
select is(tests.card() -> 'parties', '[]'::jsonb, 'and nobody else');
select tests.write(2, 'e2', tests.room(jsonb_build_object('parked', jsonb_build_object('number', 1, 'slot', 1,
  'memberId', tests.id('a', 'agent'), 'since', '2026-11-30T10:00:06Z', 'returnsAt', '2026-11-30T10:03:06Z'))));
select is(tests.card() #>> '{parked,slot}', '1', 'parked, with its place');
select is(public.free_park_slot(tests.id('a', 'organization')), 2, 'the next call is parked elsewhere');
select is(public.free_park_slot(tests.id('b', 'organization')), 1, 'another business has its own places [I8]');
select tests.write(3, 'e3', tests.room(jsonb_build_object(
  'handoff', jsonb_build_object('number', 1, 'kind', 'transfer', 'memberId', tests.id('a', 'agent'),
    'to', jsonb_build_object('memberId', tests.id('a', 'other')), 'party', null, 'memberIds', '[]'::jsonb,
    'since', '2026-11-30T10:00:07Z', 'endsAt', '2026-11-30T10:00:27Z'),
  'parties', jsonb_build_array(
    tests.party(1, 'guest', jsonb_build_object('kind', 'member', 'memberId', tests.id('a', 'other'))),
    tests.party(2, 'guest', jsonb_build_object('kind', 'outside', 'to', '+14165550177', 'clientId', tests.id('a', 'client'))),
    tests.party(3, 'guest', jsonb_build_object('kind', 'member', 'memberId', tests.id('b', 'agent'))),
    tests.party(4, 'guest', jsonb_build_object('kind', 'member', 'memberId', tests.id('a', 'other')), '{"promotedTo": 2}')
  ),
  'holds', '[{"number": 1, "party": 2, "since": "2026-11-30T10:00:08Z", "memberId": null, "endedAt": null}]'::jsonb)));
select is(tests.card() #>> '{handoff,to}', 'other a', 'sent on to whom');
select is(tests.card() #>> '{parties,0,member,name}', 'other a', 'a colleague by name');
select is((tests.card() #> '{parties,1}') - 'askedAt' - 'invitedBy', jsonb_build_object('number', 2, 'kind', 'outside',
  'role', 'guest', 'member', null, 'phoneNumber', '+14165550177', 'clientName', 'Client a', 'clientId', tests.id('a', 'client'),
  'status', 'joined', 'mode', null, 'joinedAt', null, 'heldSince', '2026-11-30T10:00:08Z', 'endReason', null),
  'a number by its client, and its own music');
select is(tests.card() #> '{parties,2,member}', 'null'::jsonb, 'another business''s member has no name here [I8]');
select is(jsonb_array_length(tests.card() -> 'parties'), 3, 'who holds the call now is no party any more');

-- Who sees that somebody listens.
select tests.write(4, 'e4', tests.room(jsonb_build_object('parties', jsonb_build_array(
  tests.party(1, 'supervisor', jsonb_build_object('kind', 'member', 'memberId', tests.id('a', 'owner')), '{"mode": "monitor"}')))));
select is(jsonb_array_length(tests.live('agent_a') -> 'parties'), 1, 'agents see that somebody listens');
update public.organizations set supervision_visible = false where id = tests.id('a', 'organization');
select is(jsonb_array_length(tests.live('agent_a') -> 'parties'), 0, 'unless the business hides it');
select is(jsonb_array_length(tests.live('owner_a') -> 'parties'), 1, 'who listens sees so');
delete from realtime.messages;
select tests.write(5, 'e5', tests.room(jsonb_build_object('parties', jsonb_build_array(
  tests.party(1, 'supervisor', jsonb_build_object('kind', 'member', 'memberId', tests.id('a', 'owner')), '{"mode": "whisper"}')))));
select is((select count(*)::integer from realtime.messages m
  where m.topic like 'org:%' and m.payload #> '{room,parties}' <> '[]'), 0, 'the broadcast to all hides it, too');
select is((select m.payload #>> '{room,parties,0,mode}' from realtime.messages m
  where m.topic = 'member:' || tests.id('a', 'owner')), 'whisper', 'the supervisor''s own does not');
select tests.become('agent_a');
update public.organizations set supervision_visible = true where id = tests.id('a', 'organization');
select tests.become('postgres');
select is((select supervision_visible from public.organizations where id = tests.id('a', 'organization')), false,
  'an agent does not change that');
select lives_ok($$select tests.become('owner_a'); update public.organizations set supervision_visible = true
  where id = tests.id('a', 'organization')$$, 'an owner does');
select tests.become('postgres');

-- A far end that was brought into another call belongs to it.
select public.commit_call(tests.change('r2', 0, 'm0', '{}'));
select public.commit_call(tests.change('r1', 6, 'm1', tests.active_with('agent') || jsonb_build_object('legs', jsonb_build_array(
  jsonb_build_object('callControlId', 'v3:r2', 'role', 'party', 'attempt', 1, 'initiatedAt', now(), 'answeredAt', now(),
    'bridgedAt', null, 'endedAt', null, 'hangupCause', null)))));
select is((select call_id from public.call_legs where call_control_id = 'v3:r2'), tests.id('a', 'r1'), 'the leg moves');
select public.commit_call(tests.change('r2', 1, 'm2', '{}'));
select is((select call_id from public.call_legs where call_control_id = 'v3:r2'), tests.id('a', 'r1'),
  'and its old call does not take it back');

-- Several calls of one member.
select is(app.is_member_full(tests.id('a', 'agent'), null), false, 'a conversation leaves a hand free');
select is(app.is_member_busy(tests.id('a', 'agent'), null), true, 'though it makes busy');
select is(public.calls_of_member(tests.id('a', 'agent')), jsonb_build_array(tests.id('a', 'r1')), 'their calls');
select public.commit_call(tests.change('r3', 0, 'f0', '{}'));
select is(public.commit_call(tests.change('r3', 1, 'f1', tests.claimed_by('agent'),
  jsonb_build_object('requireFreeMemberId', tests.id('a', 'agent')))) -> 'ok', 'true', 'a second call is taken');
select public.commit_call(tests.change('r4', 0, 'g0', '{}'));
select is(public.commit_call(tests.change('r4', 1, 'g1', tests.claimed_by('agent'),
  jsonb_build_object('requireFreeMemberId', tests.id('a', 'agent')))) ->> 'reason', 'agent_busy',
  'not while one is being connected [I2]');
select is(public.colleague(tests.id('b', 'organization'), tests.id('a', 'agent')), null, 'a colleague is of the same business [I8]');

-- A party's dial is reserved for itself [I11].
create function tests.dial(party integer, destination text) returns jsonb language sql as $$
  select public.reserve_dial(jsonb_build_object('organizationId', tests.id('a', 'organization'), 'callId', tests.id('a', 'r1'),
    'memberId', tests.id('a', 'agent'), 'to', destination, 'country', null, 'numberType', 'unknown', 'confirmed', true,
    'kind', 'party', 'party', party))
$$;
create function tests.command(party integer, destination text, seconds integer) returns text language plpgsql as $$
begin
  insert into public.call_commands (command_id, organization_id, call_id, kind, body)
  values ('party:' || party || ':' || coalesce(destination, ''), tests.id('a', 'organization'), tests.id('a', 'r1'), 'dial_party',
    jsonb_build_object('kind', 'dial_party', 'party', party, 'to', destination, 'timeLimitSecs', seconds));
  return 'written';
exception when check_violation then
  return 'refused';
end
$$;
select is(tests.command(1, '+14165550177', 60), 'refused', 'without a reservation there is no dial');
select is(tests.dial(1, '+14165550177') -> 'ok', 'true', 'the first party');
select is(tests.dial(2, '+14165550178') -> 'ok', 'true', 'and the second, of the same call');
select is(tests.command(2, '+14165550177', 60), 'refused', 'one''s reservation is not another''s');
select is(tests.command(1, '+14165550177', 60), 'written', 'what was reserved is dialled');
select is(tests.command(1, '+14165550178', 60), 'refused', 'once');
select is(tests.command(3, null, null), 'written', 'a colleague''s browser costs nothing');

select * from finish();
rollback;
