-- Who listened is told on one call's page to those whom the business lets know.
begin;
select tests.fixture();
select plan(4);

delete from public.call_events where call_id = tests.id('a', 'call');
update public.telnyx_calls set room = jsonb_build_object('hold', null, 'parked', null, 'handoff', null,
  'holds', '[]'::jsonb, 'parties', '[{"number": 1, "role": "guest"}, {"number": 2, "role": "supervisor"}]'::jsonb)
where id = tests.id('a', 'call');
insert into public.call_events (id, organization_id, call_id, source, type, occurred_at, event)
select id, tests.id('a', 'organization'), tests.id('a', 'call'), 'app', event ->> 'type', now(), event
from (values
  ('guest asked', '{"type": "party.asked", "party": 1}'::jsonb),
  ('guest up', '{"type": "leg.answered", "leg": {"role": "party", "attempt": 1}}'),
  ('agent up', '{"type": "leg.answered", "leg": {"role": "agent", "attempt": 2}}'),
  ('listener asked', '{"type": "party.asked", "party": 2}'),
  ('listener up', '{"type": "leg.answered", "leg": {"role": "party", "attempt": 2}}')
) as e (id, event);
insert into public.call_legs (call_control_id, organization_id, call_id, role, attempt)
values ('listener', tests.id('a', 'organization'), tests.id('a', 'call'), 'party', 2),
  ('guest', tests.id('a', 'organization'), tests.id('a', 'call'), 'party', 1);
delete from public.call_commands where call_id = tests.id('a', 'call');
insert into public.call_commands (command_id, organization_id, call_id, kind, body)
select id, tests.id('a', 'organization'), tests.id('a', 'call'), body ->> 'kind', body
from (values
  ('dial guest', '{"kind": "dial_party", "party": 1}'::jsonb),
  ('dial listener', '{"kind": "dial_party", "party": 2}'),
  ('hang up listener', '{"kind": "hangup", "callControlId": "listener"}'),
  ('whisper', '{"kind": "switch_supervisor", "callControlId": "listener"}')
) as c (id, body);

create function tests.told(who text) returns text[] language plpgsql as $$
declare
  v_story jsonb;
begin
  perform tests.become(who);
  v_story := public.call_story(tests.id('a', 'call'));
  perform tests.become('postgres');
  return array(
    select x from (
      select e ->> 'id' from jsonb_array_elements(v_story -> 'events') e
      union all select l ->> 'callControlId' from jsonb_array_elements(v_story -> 'legs') l
        where l ->> 'role' = 'party'
      union all select d ->> 'id' from jsonb_array_elements(v_story -> 'commands') d
    ) as all_told (x) order by x
  );
end
$$;

select is(cardinality(tests.told('agent_a')), 11, 'as it is set up, agents are told all');
update public.organizations set supervision_visible = false where id = tests.id('a', 'organization');
select is(tests.told('agent_a'), '{agent up,dial guest,guest,guest asked,guest up}',
  'where it is hidden, agents are told of the guest and not of who listened');
select is(cardinality(tests.told('owner_a')), 11, 'an owner is told all the same');
update public.organizations set supervision_visible = true where id = tests.id('a', 'organization');
select is(cardinality(tests.told('agent_a')), 11, 'shown again, told again');

select * from finish();
rollback;
