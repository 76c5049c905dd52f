-- Invitations, the rules of roles, what a deactivation ends, and who may create a business.
begin;
select tests.fixture();
select no_plan();

create function tests.asks(fn text, who text, extra jsonb) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  execute format('select public.%I(%L)', fn, jsonb_build_object(
    'organizationId', tests.id('a', 'organization'), 'memberId', tests.id('a', who)) || extra)
  into v_answer;
  return v_answer;
end
$$;
create function tests.code(answer jsonb) returns text language sql as $$
  select coalesce(answer ->> 'code', case when (answer ->> 'ok')::boolean then 'ok' end)
$$;
create function tests.invites(who text, email text, role text) returns text language sql as $$
  select tests.code(tests.asks('invite_member', who,
    jsonb_build_object('email', email, 'role', role, 'displayName', 'Zoe')))
$$;
create function tests.changes(who text, target text, change jsonb) returns text language sql as $$
  select tests.code(tests.asks('change_member', who,
    jsonb_build_object('targetId', tests.id('a', target), 'change', change)))
$$;
-- As a signed-in person, through the API's role.
create function tests.as_user(who text, statement text) returns jsonb language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform tests.become(who);
  execute statement into v_answer;
  perform tests.become('postgres');
  return v_answer;
end
$$;
create function tests.latest_audit() returns text language sql as $$
  select action from public.audit_log order by id desc limit 1
$$;

update public.members set role = 'admin' where id = tests.id('a', 'other');

-- The rules of roles.
select is(tests.invites(who, email, role), expected, title) from (values
  ('owner', ' Zoe@Tests.test ', 'owner', 'ok', 'an owner invites an owner'),
  ('other', 'yan@tests.test', 'admin', 'ok', 'an admin invites an admin'),
  ('other', 'xia@tests.test', 'owner', 'not_allowed', 'but no owner'),
  ('agent', 'xia@tests.test', 'agent', 'not_allowed', 'an agent invites nobody'),
  ('ex', 'xia@tests.test', 'agent', 'not_allowed', 'nor does who left'),
  ('owner', 'zoe@tests.test', 'agent', 'already_invited', 'nobody is invited twice'),
  ('owner', 'AGENT_A@tests.test', 'agent', 'already_member', 'nor whoever is there')
) as t (who, email, role, expected, title);
select is(tests.asks('invite_member', 'owner', jsonb_build_object('email', 'w@tests.test',
    'role', 'agent', 'displayName', 'W', 'organizationId', tests.id('b', 'organization'))) ->> 'code',
  'not_allowed', 'nobody invites into another business [I8]');
select is(tests.changes(who, target, change), expected, title) from (values
  ('owner', 'agent', '{"role": "admin"}'::jsonb, 'ok', 'an owner makes an admin'),
  ('other', 'agent', '{"role": "agent"}', 'ok', 'an admin makes an agent of him again'),
  ('other', 'agent', '{"role": "owner"}', 'not_allowed', 'an admin makes no owner'),
  ('other', 'owner', '{"role": "agent"}', 'not_allowed', 'nor touches one'),
  ('other', 'owner', '{"active": false}', 'not_allowed', 'nor deactivates one'),
  ('agent', 'other', '{"active": false}', 'not_allowed', 'an agent deactivates nobody'),
  ('owner', 'owner', '{"active": false}', 'not_allowed', 'nobody deactivates themselves'),
  ('owner', 'owner', '{"role": "admin"}', 'last_owner', 'the last owner stays'),
  ('other', 'spare member', '{"role": "admin"}', 'ok', 'somebody without a sign-in has a role too')
) as t (who, target, change, expected, title);
select is(tests.code(tests.asks('change_member', 'owner', jsonb_build_object('targetId',
    tests.id('b', 'agent'), 'change', '{"active": false}'::jsonb))), 'member_not_found',
  'another business''s people do not exist [I8]');

-- Invitations.
create temporary table zoe as
select i.* from public.member_invites i where i.email = 'zoe@tests.test';
grant select on zoe to public;
select is((select jsonb_build_array(role, sent_at, organization_id) from zoe),
  jsonb_build_array('owner', null, tests.id('a', 'organization')), 'stored, not sent yet');
select is(tests.code(tests.asks('renew_invite', 'other', jsonb_build_object('inviteId', (select id from zoe)))),
  'not_allowed', 'an admin does not resend an owner''s invitation');
select is(tests.code(tests.asks('renew_invite', 'owner', jsonb_build_object('inviteId', (select id from zoe)))),
  'ok', 'an owner does');
select public.note_invite_sent((select id from zoe));
select is(tests.code(tests.asks('renew_invite', 'owner', jsonb_build_object('inviteId', (select id from zoe)))),
  'rate_limited', 'not twice within a minute');
insert into auth.users (id, email, email_confirmed_at) values
  (tests.id('user', 'zoe'), 'zoe@tests.test', null),
  (tests.id('user', 'eve'), 'eve@tests.test', now());
create function tests.accepts(who text) returns text language sql as $$
  select tests.code(tests.as_user(who, format('select public.accept_invite(%L)', jsonb_build_object(
    'inviteId', (select id from zoe), 'displayName', 'Zoé', 'language', 'fr'))))
$$;
select is(tests.accepts('zoe'), 'email_not_confirmed', 'whoever has not shown that the address is theirs does not join');
select is(tests.accepts('eve'), 'invite_not_found', 'nor does anybody with another address');
update auth.users set email_confirmed_at = now() where id = tests.id('user', 'zoe');
select is(tests.as_user('zoe', 'select public.welcome_state()') #>> '{invites,0,organizationName}',
  'Organisation a', 'the invited person sees where');
select is(tests.as_user('eve', 'select public.welcome_state()') -> 'invites', '[]', 'nobody else does');
update public.member_invites set expires_at = now() - interval '1 second' where email = 'zoe@tests.test';
select is(tests.accepts('zoe'), 'invite_expired', 'a week is enough');
update public.member_invites set expires_at = now() + interval '1 day' where email = 'zoe@tests.test';
select is(tests.accepts('zoe'), 'ok', 'they join');
select is((select jsonb_build_array(role, display_name, language, active) from public.members
  where user_id = tests.id('user', 'zoe')), '["owner", "Zoé", "fr", true]', 'as what they were asked to be');
select is(tests.accepts('zoe'), 'invite_used', 'once');
select is(tests.latest_audit(), 'member.joined', 'it is written down [I14]');

-- Somebody of another business.
select is(tests.invites('owner', 'agent_b@tests.test', 'agent'), 'ok', 'somebody who works elsewhere is invited');
update auth.users set email_confirmed_at = now() where id = tests.id('user', 'agent_b');
select is(tests.code(tests.as_user('agent_b', format('select public.accept_invite(%L)', jsonb_build_object(
  'inviteId', (select id from public.member_invites where email = 'agent_b@tests.test'))))), 'ok', 'and joins');
select is(tests.as_user('agent_b', 'select public.my_membership()') ->> 'organizationId',
  tests.id('a', 'organization')::text, 'they work in the new one now');
select is(tests.as_user('agent_b', format('select public.switch_organization(%L)', tests.id('b', 'organization'))),
  '{"ok": true}', 'they go back');
select is(tests.as_user('agent_b', 'select public.my_membership()') ->> 'organizationId',
  tests.id('b', 'organization')::text, 'and work in the old one');
select is(tests.as_user('eve', format('select public.switch_organization(%L)', tests.id('b', 'organization'))),
  '{"ok": false}', 'nobody switches to where they do not work [I8]');

-- What a deactivation ends.
insert into auth.sessions (id, user_id) values (tests.id('a', 'session'), tests.id('user', 'agent_a'));
insert into public.member_invites (organization_id, email, role, display_name, invited_by)
values (tests.id('a', 'organization'), 'backdoor@tests.test', 'agent', 'B', tests.id('a', 'agent'));
select is(tests.changes('other', 'agent', '{"active": false}'), 'ok', 'an admin deactivates an agent');
select is(tests.as_user('agent_a', 'select public.my_membership()'), null, 'the token that is still good shows nothing');
select is_empty(format('select from auth.sessions where user_id = %L', tests.id('user', 'agent_a')),
  'no session is left to be renewed');
select is((select channel_epoch from public.organizations where id = tests.id('a', 'organization')), 2,
  'everybody else moves to another channel');
select is((select jsonb_agg(jsonb_build_array(credential_id, sip_username, state)) from public.agent_devices
  where member_id = tests.id('a', 'agent')), '[[null, null, "offline"]]', 'no browser of theirs can be rung');
select is((select revoked_at is not null from public.member_invites where email = 'backdoor@tests.test'), true,
  'whom they had invited is not let in');
select is((select jsonb_build_array(credential_ids, sessions_ended, requested_by, done_at)
    from public.access_revocations where member_id = tests.id('a', 'agent')),
  jsonb_build_array('{cred}'::text[], 1, tests.id('a', 'other'), null), 'the credential is left to be deleted');
select is(tests.latest_audit(), 'member.deactivated', 'it is written down who did [I14]');
select is(tests.changes('other', 'agent', '{"active": false}'), 'ok', 'a second press changes nothing');
select is((select count(*) from public.access_revocations where member_id = tests.id('a', 'agent')), 1::bigint,
  'and ends nothing twice');
select is((select count(*) from public.audit_log where action = 'member.deactivated'), 1::bigint, 'one audit row');

create temporary table claimed as
select public.claim_revocations(tests.id('a', 'agent')) as row;
select is((select row -> 'credentialIds' from claimed), '["cred"]', 'the function gets the credential');
select public.settle_revocation(jsonb_build_object('id', row -> 'id', 'deletedCredentialIds', '[]'::jsonb,
  'callsEnded', 0, 'errorCode', 'unavailable')) from claimed;
select is((select jsonb_build_array(credentials_left, error_code, done_at is null) from public.access_revocations
  where member_id = tests.id('a', 'agent')), '[1, "unavailable", true]', 'Telnyx was away: it stays to be done');
select public.settle_revocation(jsonb_build_object('id', row -> 'id', 'deletedCredentialIds',
  row -> 'credentialIds', 'callsEnded', 1, 'errorCode', null)) from claimed;
select is((select jsonb_build_array(credentials_left, credentials_deleted, calls_ended, error_code, done_at is null)
    from public.access_revocations where member_id = tests.id('a', 'agent')), '[0, 1, 1, null, false]', 'then it is done');

-- A browser that was being enrolled meanwhile.
select public.save_device(jsonb_build_object('deviceId', tests.id('a', 'late device'),
  'organizationId', tests.id('a', 'organization'), 'memberId', tests.id('a', 'agent'),
  'credentialId', 'late', 'sipUsername', 'gencredlate'));
select is((select credential_id from public.agent_devices where id = tests.id('a', 'late device')), null,
  'a credential made too late is not kept');
select is((select credential_ids from public.access_revocations
  where member_id = tests.id('a', 'agent') and done_at is null), '{late}'::text[], 'but deleted');

select is(tests.changes('owner', 'agent', '{"active": true}'), 'ok', 'an owner lets them in again');
select isnt(tests.as_user('agent_a', 'select public.my_membership()'), null, 'with the rights they had');
select is(tests.latest_audit(), 'member.reactivated', 'it is written down [I14]');

-- The list.
select is(jsonb_array_length(tests.as_user('owner_a', 'select public.team_people()') -> 'invites') > 0, true,
  'owners see open invitations');
select is(tests.as_user('agent_a', 'select public.team_people()') -> 'invites', '[]', 'agents do not');
select is(tests.as_user('agent_a', 'select public.team_people()')::text like '%owner_b@%', false,
  'nobody sees another business''s people [I8]');

-- A new business.
create function tests.creates(who text, extra jsonb default '{}') returns text language sql as $$
  select tests.code(tests.as_user(who, format('select public.create_organization(%L)',
    '{"name": "New Plumbing", "country": "FR", "timeZone": "Europe/Paris", "language": "fr",
      "displayName": "Eve"}'::jsonb || extra)))
$$;
select is(tests.creates('eve'), 'sign_up_closed', 'only the first business may be created unless it is opened');
update app.installation set sign_up = 'open';
select is(tests.creates('eve', extra), 'invalid_request', title) from (values
  ('{"name": " "}'::jsonb, 'a business has a name'),
  ('{"country": "France"}', 'its country is a code'),
  ('{"timeZone": "Mars/Olympus"}', 'its time zone exists'),
  ('{"language": "es"}', 'its language is spoken'),
  ('{"displayName": ""}', 'its owner has a name')
) as t (extra, title);
select is(tests.creates('owner_a'), 'email_not_confirmed', 'an address must be confirmed');
select is(tests.creates('zoe'), 'already_member', 'whoever works somewhere creates none');
select is(tests.creates('eve'), 'ok', 'a stranger creates a business');
select is((select jsonb_build_array(o.name, o.time_zone, (select jsonb_agg(d.country order by d.country)
    from public.allowed_destinations d where d.organization_id = o.id), m.role, m.display_name, m.language,
    (select count(*) from public.business_hours h where h.organization_id = o.id and h.phone_number_id is null))
  from public.organizations o join public.members m on m.organization_id = o.id where m.email = 'eve@tests.test'),
  '["New Plumbing", "Europe/Paris", ["CA", "FR", "US"], "owner", "Eve", "fr", 5]', 'with its owner and hours');
select is(tests.as_user('eve', 'select public.my_membership()') ->> 'role', 'owner', 'and works there');
update app.installation set sign_up = 'closed';
insert into auth.users (id, email, email_confirmed_at) values (tests.id('user', 'fay'), 'fay@tests.test', now());
select is(tests.creates('fay'), 'sign_up_closed', 'closed is closed');
update app.installation set sign_up = 'first';
select is(tests.as_user('fay', 'select public.welcome_state()') -> 'mayCreate', 'false', 'the page knows before');

select is(tests.probe(who, statement), 'denied', format('%s: %s', who, statement)) from
  unnest(array['anon', 'agent_a', 'owner_a']) as who,
  unnest(array['select public.invite_member(''{}'')', 'select public.renew_invite(''{}'')',
    'select public.revoke_invite(''{}'')', 'select public.change_member(''{}'')',
    'select public.claim_revocations()', 'select public.settle_revocation(''{}'')',
    'select public.note_invite_sent(gen_random_uuid())']) as statement;
select is(tests.probe('anon', statement), 'denied', 'anon: ' || statement) from
  unnest(array['select public.accept_invite(''{}'')', 'select public.welcome_state()',
    'select public.create_organization(''{}'')', 'select public.team_people()',
    'select public.switch_organization(gen_random_uuid())']) as statement;

select * from finish();
rollback;
