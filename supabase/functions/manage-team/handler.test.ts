import { beforeEach, describe, expect, it } from 'vitest';
import { changeCall, ownRecord } from '../_shared/application/call-engine.ts';
import { revokeAccess } from '../_shared/application/revoke-access.ts';
import { DEFAULT_POLICY } from '../_shared/core/call-state.ts';
import type { Member } from '../_shared/ports/directory.ts';
import type {
  InviteResult,
  Revocation,
  TeamResult,
  TeamStore,
} from '../_shared/ports/team-store.ts';
import {
  createHarness,
  type Harness,
  MAPLE,
  type MemberName,
  MEMBERS,
  memberRequest,
  settle,
} from '../_shared/testing/harness.ts';
import { createManageTeamHandler, type ManageTeamDeps } from './handler.ts';

const INVITE = '00000000-0000-4000-8000-000000001111';
const CALL = '00000000-0000-4000-8000-00000000ca11';
const BEN = MEMBERS.ben.memberId;
const invitation = {
  action: 'invite',
  email: 'zoe@tests.test',
  role: 'agent',
  display_name: 'Zoe',
};

/** The team as a notebook. What the database decides is tested there. */
class FakeTeam implements TeamStore {
  asked: { what: string; actor: string; args: unknown[] }[] = [];
  refuse: Extract<InviteResult, { ok: false }> | null = null;
  open: Revocation[] = [];
  settled: Parameters<TeamStore['settleRevocation']>[0][] = [];
  sent: string[] = [];

  #note(what: string, actor: Member, ...args: unknown[]): TeamResult {
    this.asked.push({ what, actor: actor.displayName, args });
    return this.refuse ?? { ok: true };
  }

  async invite(actor: Member, invite: { email: string }): Promise<InviteResult> {
    const noted = this.#note('invite', actor, invite);
    return noted.ok ? { ok: true, inviteId: INVITE, email: invite.email } : noted;
  }

  async renewInvite(actor: Member, inviteId: string): Promise<InviteResult> {
    const noted = this.#note('renew', actor, inviteId);
    return noted.ok ? { ok: true, inviteId, email: 'zoe@tests.test' } : noted;
  }

  revokeInvite = async (actor: Member, inviteId: string) => this.#note('revoke', actor, inviteId);
  changeMember = async (actor: Member, memberId: string, change: object) =>
    this.#note('change', actor, memberId, change);

  async noteInviteSent(inviteId: string): Promise<void> {
    this.sent.push(inviteId);
  }

  async claimRevocations(memberId: string | null): Promise<Revocation[]> {
    return this.open.filter((one) => memberId === null || one.memberId === memberId);
  }

  async settleRevocation(done: FakeTeam['settled'][number]): Promise<void> {
    this.settled.push(done);
  }
}

let harness: Harness;
let team: FakeTeam;
let mailed: string[];
let isMailDown: boolean;
let deleted: string[];
let undeletable: Set<string>;
let deps: ManageTeamDeps;

beforeEach(() => {
  harness = createHarness();
  team = new FakeTeam();
  mailed = [];
  isMailDown = false;
  deleted = [];
  undeletable = new Set();
  deps = {
    ...harness,
    team,
    accounts: {
      async sendInvitation(email) {
        if (isMailDown) return { ok: false, code: 'mail_failed' };
        mailed.push(email);
        return { ok: true };
      },
    },
    credentialRemoval: {
      async deleteCredential(id) {
        if (undeletable.has(id)) return { ok: false, code: 'unavailable' };
        deleted.push(id);
        return { ok: true };
      },
    },
  };
});

async function ask(member: MemberName | null, body: unknown) {
  const response = await createManageTeamHandler(deps)(memberRequest(member, body));
  await settle();
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A call that Ben has taken; joined: they talk already. */
async function benHasCall({ isJoined }: { isJoined: boolean }): Promise<void> {
  const identity = {
    id: CALL,
    organizationId: MAPLE.organizationId,
    direction: 'inbound' as const,
    fromNumber: '+14165550123',
    toNumber: MAPLE.phoneNumber,
    clientId: null,
    phoneNumberId: MAPLE.id,
    callControlId: 'v3:caller',
    callSessionId: 'session',
  };
  const at = harness.clock.now();
  const leg = { callControlId: 'v3:caller', role: 'external' as const, attempt: 0 };
  const bens = { callControlId: 'v3:ben', role: 'agent' as const, attempt: 1 };
  const joined = [
    { id: 'e3', type: 'leg.dialled' as const, leg: bens },
    { id: 'e4', type: 'leg.answered' as const, leg },
    { id: 'e5', type: 'leg.answered' as const, leg: bens },
    { id: 'e6', type: 'leg.bridged' as const, leg },
    { id: 'e7', type: 'leg.bridged' as const, leg: bens },
  ].map((event) => ownRecord({ ...event, occurredAt: at, legStartedAt: at }));
  await changeCall<never>(
    harness,
    async () => ({
      identity,
      version: 0,
      policy: DEFAULT_POLICY,
      events: [],
      commands: [],
      serverTime: at,
    }),
    () => ({
      events: [
        ownRecord({ id: 'e1', type: 'leg.initiated', occurredAt: at, leg, legStartedAt: null }),
        ownRecord({
          id: 'e2',
          type: 'call.claimed',
          occurredAt: at,
          attempt: 1,
          memberId: BEN,
          deviceId: '00000000-0000-4000-8000-0000000000d2',
          sipUsername: 'gencredben',
        }),
        ...(isJoined ? joined : []),
      ],
    }),
  );
}

const revocation = (overrides: Partial<Revocation> = {}): Revocation => ({
  id: 'r1',
  organizationId: MAPLE.organizationId,
  memberId: BEN,
  requestedBy: MEMBERS.nora.memberId,
  credentialIds: ['cred-ben', 'cred-ben-phone'],
  callIds: [],
  ...overrides,
});

describe('who may', () => {
  it.each([
    [null, 401],
    ['ana', 403],
  ] as const)(
    '%s is answered with %i, and nothing is asked of the database',
    async (who, status) => {
      for (const body of [
        invitation,
        { action: 'resend', invite_id: INVITE },
        { action: 'revoke_invite', invite_id: INVITE },
        { action: 'set_role', member_id: BEN, role: 'admin' },
        { action: 'deactivate', member_id: BEN },
        { action: 'reactivate', member_id: BEN },
      ]) {
        expect((await ask(who, body)).status).toBe(status);
      }
      expect(team.asked).toEqual([]);
      expect(mailed).toEqual([]);
    },
  );

  it.each([
    [{ ...invitation, email: 'zoe' }],
    [{ ...invitation, role: 'boss' }],
    [{ ...invitation, display_name: '  ' }],
    [{ action: 'deactivate', member_id: 'ben' }],
    [{ action: 'delete', member_id: BEN }],
    [{}],
  ])('%j is no request', async (body) => {
    expect((await ask('nora', body)).status).toBe(400);
    expect(team.asked).toEqual([]);
  });
});

describe('inviting', () => {
  it('stores, mails and notes that it was sent', async () => {
    expect(await ask('nora', invitation)).toEqual({ status: 200, body: { ok: true } });
    expect(team.asked).toMatchObject([{ what: 'invite', actor: 'nora' }]);
    expect([mailed, team.sent]).toEqual([['zoe@tests.test'], [INVITE]]);
  });

  it('the mail cannot be sent: says so, and the invitation is not called sent', async () => {
    isMailDown = true;
    const answer = await ask('nora', invitation);
    expect(answer).toMatchObject({ status: 502, body: { error: { code: 'mail_failed' } } });
    expect(team.sent).toEqual([]);
    isMailDown = false;
    expect((await ask('nora', { action: 'resend', invite_id: INVITE })).status).toBe(200);
    expect(team.sent).toEqual([INVITE]);
  });

  it.each([
    ['already_member', 409],
    ['not_allowed', 403],
    ['rate_limited', 429],
  ] as const)(
    'what the database refuses with %s is answered with %i, and no mail leaves',
    async (code, status) => {
      team.refuse = { ok: false, code };
      expect(await ask('nora', invitation)).toMatchObject({ status, body: { error: { code } } });
      expect(mailed).toEqual([]);
    },
  );
});

describe('deactivating', () => {
  it('deletes every credential and says that nothing is left', async () => {
    team.open = [revocation()];
    const answer = await ask('nora', { action: 'deactivate', member_id: BEN });
    expect(answer).toEqual({ status: 200, body: { ok: true, is_complete: true } });
    expect(deleted).toEqual(['cred-ben', 'cred-ben-phone']);
    expect(team.settled).toMatchObject([{ id: 'r1', errorCode: null, callsEnded: 0 }]);
  });

  it('Telnyx is away: the rest is done, and what failed is taken up again', async () => {
    team.open = [revocation()];
    undeletable.add('cred-ben');
    const answer = await ask('nora', { action: 'deactivate', member_id: BEN });
    expect(answer.body).toEqual({ ok: true, is_complete: false });
    expect(team.settled).toMatchObject([
      { deletedCredentialIds: ['cred-ben-phone'], errorCode: 'unavailable' },
    ]);
    undeletable.clear();
    team.open = [revocation({ credentialIds: ['cred-ben'] })];
    expect(await revokeAccess(deps, null)).toBe(true);
    expect(team.settled.at(-1)).toMatchObject({
      deletedCredentialIds: ['cred-ben'],
      errorCode: null,
    });
  });

  it('a call that they hold is hung up on both sides', async () => {
    await benHasCall({ isJoined: true });
    team.open = [revocation({ callIds: [CALL] })];
    await ask('nora', { action: 'deactivate', member_id: BEN });
    expect(team.settled).toMatchObject([{ callsEnded: 1, errorCode: null }]);
    expect(harness.telephony.sent.map(({ body }) => body)).toContainEqual(
      expect.objectContaining({ kind: 'hangup', callControlId: 'v3:caller' }),
    );
  });

  it('[I3] a caller who is still being connected to them is not hung up', async () => {
    await benHasCall({ isJoined: false });
    team.open = [revocation({ callIds: [CALL] })];
    const answer = await ask('nora', { action: 'deactivate', member_id: BEN });
    expect(answer.body).toEqual({ ok: true, is_complete: true });
    expect(harness.telephony.kinds()).not.toContain('hangup');
  });

  it('a call that somebody else has meanwhile goes on', async () => {
    await benHasCall({ isJoined: true });
    team.open = [revocation({ memberId: MEMBERS.ana.memberId, callIds: [CALL] })];
    expect(await revokeAccess(deps, null)).toBe(true);
    expect(harness.telephony.kinds()).not.toContain('hangup');
  });

  it('[I8] nor is a call of another business touched', async () => {
    await benHasCall({ isJoined: true });
    team.open = [revocation({ organizationId: MEMBERS.dana.organizationId, callIds: [CALL] })];
    expect(await revokeAccess(deps, null)).toBe(true);
    expect(harness.telephony.kinds()).not.toContain('hangup');
  });

  it('refused: nothing is ended', async () => {
    team.refuse = { ok: false, code: 'last_owner' };
    team.open = [revocation()];
    const answer = await ask('nora', { action: 'deactivate', member_id: BEN });
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'last_owner' } } });
    expect(deleted).toEqual([]);
  });
});
