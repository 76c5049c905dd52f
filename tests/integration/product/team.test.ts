import { randomUUID } from 'node:crypto';
import type { RealtimeChannel } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaughtMail } from '../../../local/supabase/auth/mail-box.ts';
import {
  type Api,
  callFunction,
  newClient,
  reportReady,
  signIn,
} from '../../support/api-client.ts';
import { RegisteredPhone } from '../../support/registered-phone.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { AnsweringPhone } from './answering-phone.ts';
import {
  callRow,
  type Fixture,
  freshCaller,
  MAIN_LINE,
  type Person,
  startFixture,
} from './fixture.ts';

const PASSWORD = 'a good password';
let fixture: Fixture;
let nora: Api;
let ana: Api;
let sql: postgres.Sql;

beforeAll(async () => {
  fixture = await startFixture({ CONFIRM_EMAILS: '1' });
  const { apiUrl, databaseUrl } = fixture.product;
  nora = await signIn(apiUrl, 'owner@maple.test');
  ana = await signIn(apiUrl, 'ana@maple.test');
  sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
}, 150_000);

afterAll(async () => {
  await sql?.end();
  await fixture?.stop();
});

function manage(api: Api, body: object) {
  return callFunction(fixture.product.apiUrl, api, 'manage-team', body);
}

async function memberOf(email: string): Promise<{ id: string; organization_id: string }> {
  const { data, error } = await fixture.service
    .from('members')
    .select('id, organization_id')
    .eq('email', email)
    .single();
  if (error) throw error;
  return data as { id: string; organization_id: string };
}

/** The link that was mailed last to an address, opened: whoever it signs in. */
async function openMail(to: string): Promise<Api> {
  const box = await fetch(`${fixture.product.apiUrl}/mail`);
  const mail = ((await box.json()) as CaughtMail[]).find((one) => one.to === to);
  const link = new URL(mail?.link ?? 'http://no.mail');
  const api = newClient(fixture.product.apiUrl);
  const { error } = await api.auth.verifyOtp({
    token_hash: link.searchParams.get('token_hash') ?? '',
    type: (link.searchParams.get('type') ?? '') as 'invite',
  });
  if (error) throw error;
  return api;
}

async function rpc(api: Api, name: string, args: object = {}): Promise<Record<string, unknown>> {
  const { data, error } = await api.rpc(name, args);
  if (error) throw error;
  return data as Record<string, unknown>;
}

async function welcome(api: Api) {
  return (await rpc(api, 'welcome_state')) as unknown as {
    mayCreate: boolean;
    invites: { id: string; organizationName: string }[];
    endedIn: string[];
  };
}

/** Invites somebody new and lets them in. */
async function hire(email: string, role: 'agent' | 'admin' | 'owner' = 'agent'): Promise<Api> {
  const invited = await manage(nora, { action: 'invite', email, role, display_name: 'Zoe' });
  expect(invited).toMatchObject({ status: 200, body: { ok: true } });
  const api = await openMail(email);
  expect((await api.auth.updateUser({ password: PASSWORD })).error).toBeNull();
  const [invite] = (await welcome(api)).invites;
  const p = { inviteId: invite?.id, displayName: 'Zoe', language: 'fr' };
  expect(await rpc(api, 'accept_invite', { p })).toMatchObject({ ok: true });
  return api;
}

/** Joins a channel as one who is signed in. */
async function listen(api: Api, topic: string) {
  const heard: string[] = [];
  await api.realtime.setAuth();
  const channel: RealtimeChannel = api.channel(topic, { config: { private: true } });
  const status = await new Promise<string>((resolve) => {
    channel
      .on('broadcast', { event: '*' }, ({ event }) => heard.push(event))
      .subscribe((answer) => {
        if (answer !== 'CLOSED') resolve(answer);
      });
  });
  return { status, heard };
}

async function orgTopic(organizationId: string): Promise<string> {
  const { data } = await fixture.service
    .from('organizations')
    .select('channel_epoch')
    .eq('id', organizationId)
    .single();
  return `org:${organizationId}:${(data as { channel_epoch: number } | null)?.channel_epoch}`;
}

describe('joining', () => {
  it('by an invitation that is mailed, works once and only for its address', async () => {
    const zoe = await hire('zoe@team.test');
    expect(await rpc(zoe, 'my_membership')).toMatchObject({
      organizationName: 'Maple Plumbing',
      role: 'agent',
      displayName: 'Zoe',
      language: 'fr',
    });
    expect((await welcome(zoe)).invites).toEqual([]);
    const again = await manage(nora, {
      action: 'invite',
      email: 'zoe@team.test',
      role: 'agent',
      display_name: 'Zoe',
    });
    expect(again.body.error?.code).toBe('already_member');
  });

  it('also for somebody who works in another business already', async () => {
    const invited = await manage(nora, {
      action: 'invite',
      email: 'dana@harbor.test',
      role: 'agent',
      display_name: 'Dana',
    });
    expect(invited.status).toBe(200);
    const dana = await openMail('dana@harbor.test');
    const [invite] = (await welcome(dana)).invites;
    expect(invite?.organizationName).toBe('Maple Plumbing');
    const harbor = await rpc(dana, 'my_membership');
    expect(await rpc(dana, 'accept_invite', { p: { inviteId: invite?.id } })).toMatchObject({
      ok: true,
    });
    expect((await rpc(dana, 'my_membership'))['organizationName']).toBe('Maple Plumbing');
    await rpc(dana, 'switch_organization', { p_organization_id: harbor['organizationId'] });
    expect((await rpc(dana, 'my_membership'))['organizationName']).toBe('Harbor Electric');
  });

  it('not with an invitation that was withdrawn, nor with somebody else’s', async () => {
    const email = 'yan@team.test';
    await manage(nora, { action: 'invite', email, role: 'agent', display_name: 'Yan' });
    const yan = await openMail(email);
    const [invite] = (await welcome(yan)).invites;
    const p = { inviteId: invite?.id };
    expect(await rpc(ana, 'accept_invite', { p })).toMatchObject({ code: 'invite_not_found' });
    expect((await manage(nora, { action: 'revoke_invite', invite_id: invite?.id })).status).toBe(
      200,
    );
    expect(await rpc(yan, 'accept_invite', { p })).toMatchObject({ code: 'invite_not_found' });
    const { data } = await yan.from('clients').select('id');
    expect(data).toEqual([]);
  });

  it('[I9] an invitation mails nobody twice within a minute', async () => {
    const email = 'xia@team.test';
    await manage(nora, { action: 'invite', email, role: 'agent', display_name: 'Xia' });
    const team = (await rpc(nora, 'team_people')) as { invites?: { id: string; email: string }[] };
    const id = team.invites?.find((one) => one.email === email)?.id;
    const answer = await manage(nora, { action: 'resend', invite_id: id });
    expect(answer).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
  });
});

describe('signing up', () => {
  it('leads, with a confirmed address, to a business of one’s own', async () => {
    const email = 'new@team.test';
    const stranger = newClient(fixture.product.apiUrl);
    const signedUp = await stranger.auth.signUp({ email, password: PASSWORD });
    expect(signedUp.data.session).toBeNull();
    const owner = await openMail(email);
    await sql`update app.installation set sign_up = 'closed'`;
    const p = {
      name: 'New Plumbing',
      country: 'CA',
      timeZone: 'America/Vancouver',
      language: 'en',
      displayName: 'New',
    };
    expect(await welcome(owner)).toMatchObject({ mayCreate: false, invites: [] });
    expect(await rpc(owner, 'create_organization', { p })).toEqual({
      ok: false,
      code: 'sign_up_closed',
    });
    await sql`update app.installation set sign_up = 'open'`;
    expect(await rpc(owner, 'create_organization', { p })).toMatchObject({ ok: true });
    expect(await rpc(owner, 'my_membership')).toMatchObject({
      role: 'owner',
      organizationName: 'New Plumbing',
      timeZone: 'America/Vancouver',
    });
    const { data: clients } = await owner.from('clients').select('id');
    expect(clients).toEqual([]);
    expect(await rpc(owner, 'create_organization', { p })).toMatchObject({
      code: 'already_member',
    });
  });
});

describe('[I8] deactivating somebody who is at work', () => {
  /** Their browser, with all that it holds. */
  interface AtWork {
    person: Person;
    accessToken: string;
    refreshToken: string;
    loginToken: string;
    memberId: string;
    organizationId: string;
    org: Awaited<ReturnType<typeof listen>>;
    own: Awaited<ReturnType<typeof listen>>;
    callId: string;
    simCall: string;
  }
  let work: AtWork;
  let colleague: Awaited<ReturnType<typeof listen>>;
  const file = 'team/secret.txt';

  const rest = (path: string, token: string) =>
    fetch(`${fixture.product.apiUrl}${path}`, {
      headers: { apikey: 'sb_publishable_switchboard_local', authorization: `Bearer ${token}` },
    });

  beforeAll(async () => {
    // A bucket with the rule that every bucket of a business has: its members read.
    await sql`insert into storage.buckets (id, name) values ('team', 'team') on conflict do nothing`;
    await sql`
      create policy "members read team files" on storage.objects for select to authenticated
      using (bucket_id = 'team' and exists (select from app.my_organizations()))`;
    const { error } = await fixture.service.storage
      .from('team')
      .upload('team/secret.txt', new Blob(['secret'], { type: 'text/plain' }));
    if (error) throw error;

    const person = await fixture.person('ben@maple.test');
    const { data } = await person.api.auth.getSession();
    const { id: memberId, organization_id: organizationId } = await memberOf('ben@maple.test');
    const { body } = await callFunction(fixture.product.apiUrl, person.api, 'telnyx-webrtc-token', {
      device_id: person.deviceId,
    });
    const topic = await orgTopic(organizationId);
    const org = await listen(person.api, topic);
    const own = await listen(person.api, `member:${memberId}`);
    colleague = await listen(ana, topic);
    const from = freshCaller();
    const simCall = await fixture.sim.call({ from, to: MAIN_LINE });
    const { id: callId } = await callRow(fixture.service, from);
    const accepted = await callFunction(fixture.product.apiUrl, person.api, 'telnyx-call-control', {
      call_id: callId,
      action: 'accept',
      device_id: person.deviceId,
    });
    expect(accepted.status).toBe(200);
    work = {
      person,
      accessToken: data.session?.access_token ?? '',
      refreshToken: data.session?.refresh_token ?? '',
      loginToken: body.token ?? '',
      memberId,
      organizationId,
      org,
      own,
      callId,
      simCall,
    };
    // The other side of every refusal below: before, all of it works.
    expect([org.status, own.status]).toEqual(['SUBSCRIBED', 'SUBSCRIBED']);
    expect((await rest('/rest/v1/clients?select=id&limit=1', work.accessToken)).status).toBe(200);
    const stored = await rest(`/storage/v1/object/authenticated/team/${file}`, work.accessToken);
    expect(await stored.text()).toBe('secret');

    const answer = await manage(nora, { action: 'deactivate', member_id: memberId });
    expect(answer).toMatchObject({ status: 200, body: { ok: true, is_complete: true } });
  }, 60_000);

  it('the token that is still good reads nothing through the API', async () => {
    for (const table of ['clients', 'telnyx_calls', 'members', 'organizations', 'appointments']) {
      const answer = await rest(`/rest/v1/${table}?select=*&limit=5`, work.accessToken);
      expect([table, await answer.json()]).toEqual([table, []]);
    }
  });

  it.each([
    ['telnyx-make-call', { to: '+14165550123' }],
    ['telnyx-call-control', { call_id: randomUUID(), action: 'hangup' }],
    ['telnyx-webrtc-token', { device_id: randomUUID() }],
    ['manage-ai-dispatcher', { action: 'state' }],
    ['manage-team', { action: 'reactivate', member_id: randomUUID() }],
  ])('nor does %s do anything for it', async (name, body) => {
    const answer = await callFunction(fixture.product.apiUrl, work.person.api, name, body);
    expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } });
  });

  it('the refresh token gives no new one, and the session is over', async () => {
    const fresh = newClient(fixture.product.apiUrl);
    const { error } = await fresh.auth.refreshSession({ refresh_token: work.refreshToken });
    expect(error?.code).toBe('refresh_token_not_found');
    const user = await rest('/auth/v1/user', work.accessToken);
    expect(user.status).toBe(403);
  });

  it('signing in again shows who they were, and nothing of the business', async () => {
    const again = await signIn(fixture.product.apiUrl, 'ben@maple.test');
    expect(await rpc(again, 'my_membership')).toBeNull();
    expect((await welcome(again)).endedIn).toEqual(['Maple Plumbing']);
  });

  it('a file of the business is not handed out', async () => {
    const answer = await rest(`/storage/v1/object/authenticated/team/${file}`, work.accessToken);
    expect(answer.status).toBe(400);
    expect(await answer.text()).not.toContain('secret');
  });

  it('the login token of their phone registers nowhere, and no credential is left', async () => {
    const rtcUrl = `${fixture.product.simUrl.replace('http', 'ws')}/rtc`;
    await expect(RegisteredPhone.register(rtcUrl, work.loginToken, 3_000)).rejects.toThrow();
    const { data } = await fixture.service
      .from('agent_devices')
      .select('credential_id')
      .eq('member_id', work.memberId);
    expect(data?.every(({ credential_id: id }) => id === null)).toBe(true);
  });

  it('[I3] the caller who was being connected to them rings at the others again', async () => {
    const { from } = await fixture.sim.get(work.simCall);
    await callRow(fixture.service, from, (row) => row.status === 'ringing' && !row.agent_id);
    await fixture.sim.act(work.simCall, { type: 'hangup' });
    await callRow(fixture.service, from, (row) => row.status === 'ended');
  });

  it('sockets that had joined hear that the channel moved, and then nothing; colleagues hear on', async () => {
    await waitUntil('the last word', () => work.org.heard.includes('channel_moved'));
    await waitUntil('the last word', () => colleague.heard.includes('channel_moved'));
    const topic = await orgTopic(work.organizationId);
    const moved = await listen(ana, topic);
    expect(moved.status).toBe('SUBSCRIBED');
    expect((await listen(work.person.api, topic)).status).toBe('CHANNEL_ERROR');
    const [orgBefore, ownBefore] = [work.org.heard.length, work.own.heard.length];
    const from = freshCaller();
    const id = await fixture.sim.call({ from, to: MAIN_LINE });
    await waitUntil('a colleague hears it ring', () => moved.heard.includes('call_changed'));
    await fixture.sim.act(id, { type: 'hangup' });
    await callRow(fixture.service, from, (row) => row.status === 'ended');
    expect([work.org.heard.length, work.own.heard.length]).toEqual([orgBefore, ownBefore]);
  });

  it('the owner sees what happened, an agent does not, and it stands in the log', async () => {
    const team = (await rpc(nora, 'team_people')) as unknown as {
      people: { memberId: string; isActive: boolean; ended: Record<string, unknown> | null }[];
    };
    const ben = team.people.find(({ memberId }) => memberId === work.memberId);
    expect(ben).toMatchObject({
      isActive: false,
      ended: { by: 'Nora', areSessionsEnded: true, credentialsLeft: 0, errorCode: null },
    });
    const seen = (await rpc(ana, 'team_people')) as unknown as typeof team;
    expect(seen.people.find(({ memberId }) => memberId === work.memberId)?.ended).toBeNull();
    const { data } = await nora
      .from('audit_log')
      .select('action')
      .eq('action', 'member.deactivated');
    expect(data).toHaveLength(1);
  });

  it('reactivated, they sign in and get a phone of their own again', async () => {
    const back = await manage(nora, { action: 'reactivate', member_id: work.memberId });
    expect(back.status).toBe(200);
    const person = await fixture.person('ben@maple.test');
    expect(await rpc(person.api, 'my_membership')).toMatchObject({ displayName: 'Ben' });
  });
});

describe('Telnyx is away while somebody is deactivated', () => {
  it('everything else ends at once; the credential is deleted when Telnyx is back', async () => {
    const email = 'away@team.test';
    const zoe = await hire(email);
    const { id } = await memberOf(email);
    const deviceId = randomUUID();
    await callFunction(fixture.product.apiUrl, zoe, 'telnyx-webrtc-token', { device_id: deviceId });
    await fixture.sim.faults({
      rest: { fail: [{ action: 'delete_credential', status: 503, times: 1 }] },
    });
    const answer = await manage(nora, { action: 'deactivate', member_id: id });
    expect(answer).toMatchObject({ status: 200, body: { is_complete: false } });
    expect(await rpc(zoe, 'my_membership')).toBeNull();
    await waitUntil(
      'the sweeper has deleted it',
      async () => {
        const { data } = await fixture.service
          .from('access_revocations')
          .select('done_at, credentials_deleted')
          .eq('member_id', id)
          .single();
        return data?.done_at !== null && data?.credentials_deleted === 1;
      },
      40_000,
    );
    await fixture.sim.noFaults();
  }, 60_000);
});

describe('the function dies between the deactivation and its end', () => {
  it('[I6] the sweeper hangs up the call that they were on, and deletes their credential', async () => {
    const { apiUrl, simUrl } = fixture.product;
    const email = 'cut@team.test';
    const zoe = await hire(email);
    const { id, organization_id: organizationId } = await memberOf(email);
    const { id: ownerId } = await memberOf('owner@maple.test');
    const deviceId = randomUUID();
    const { body } = await callFunction(apiUrl, zoe, 'telnyx-webrtc-token', {
      device_id: deviceId,
    });
    const phone = await AnsweringPhone.register(Number(new URL(simUrl).port), body.token ?? '');
    await reportReady(zoe, deviceId);
    const from = freshCaller();
    const simCall = await fixture.sim.call({ from, to: MAIN_LINE });
    const { id: callId } = await callRow(fixture.service, from);
    const accept = { call_id: callId, action: 'accept', device_id: deviceId };
    expect(await callFunction(apiUrl, zoe, 'telnyx-call-control', accept)).toMatchObject({
      status: 200,
    });
    await callRow(fixture.service, from, ({ status }) => status === 'active');

    // All that the function does before it could die.
    const { error } = await fixture.service.rpc('change_member', {
      p: { organizationId, memberId: ownerId, targetId: id, change: { active: false } },
    });
    expect(error).toBeNull();

    await callRow(fixture.service, from, ({ status }) => status === 'ended', 30_000);
    await waitUntil('the caller is put down', async () => {
      const { state } = await fixture.sim.get(simCall);
      return state === 'ended';
    });
    await waitUntil('the revocation is settled', async () => {
      const { data } = await fixture.service
        .from('access_revocations')
        .select('done_at, calls_ended, credentials_deleted')
        .eq('member_id', id)
        .single();
      return data?.done_at !== null && data?.calls_ended === 1 && data?.credentials_deleted === 1;
    });
    await phone.close();
  }, 90_000);
});

describe('a role that was taken away', () => {
  it('is gone with the next request, on the token that was given before', async () => {
    const admin = await hire('boss@team.test', 'admin');
    const { id } = await memberOf('boss@team.test');
    const { id: anaId } = await memberOf('ana@maple.test');
    const promote = { action: 'set_role', member_id: anaId, role: 'admin' };
    const demote = { action: 'set_role', member_id: anaId, role: 'agent' };
    expect((await manage(admin, promote)).status).toBe(200);
    expect((await manage(admin, demote)).status).toBe(200);
    expect((await manage(nora, { action: 'set_role', member_id: id, role: 'agent' })).status).toBe(
      200,
    );
    expect((await manage(admin, promote)).body.error?.code).toBe('not_allowed');
    const { data } = await admin.from('audit_log').select('id').limit(1);
    expect(data).toEqual([]);
  });
});
