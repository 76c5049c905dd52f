import { beforeEach, describe, expect, it } from 'vitest';
import type { CredentialPort } from '../_shared/ports/telephony.ts';
import {
  createHarness,
  type Harness,
  type MemberName,
  MEMBERS,
  memberRequest,
  settle,
} from '../_shared/testing/harness.ts';
import { createTokenHandler, type TokenDeps } from './handler.ts';

const DEVICE = '00000000-0000-4000-8000-0000000000d1';
const EXPIRES = '2026-11-23T15:00:00.000Z';

/** Telnyx's credentials: those that live, and how often one was made. */
class FakeCredentials implements CredentialPort {
  made: string[] = [];
  revoked = new Set<string>();
  connections: string[] = [];
  isDown = false;

  async createCredential(
    name: string,
    connectionId: string,
  ): ReturnType<CredentialPort['createCredential']> {
    if (this.isDown) return { ok: false, code: 'unavailable' };
    this.made.push(name);
    this.connections.push(connectionId);
    const credentialId = `new-${this.made.length}`;
    return { ok: true, credentialId, sipUsername: `gencred${credentialId}` };
  }

  async createToken(credentialId: string): ReturnType<CredentialPort['createToken']> {
    if (this.isDown) return { ok: false, code: 'unavailable' };
    if (this.revoked.has(credentialId)) return { ok: false, code: 'not_found' };
    return { ok: true, token: `jwt-of-${credentialId}`, expiresAt: EXPIRES };
  }

  async deleteCredential(credentialId: string): Promise<{ ok: true }> {
    this.revoked.add(credentialId);
    return { ok: true };
  }
}

let harness: Harness;
let credentials: FakeCredentials;
let deps: TokenDeps;

beforeEach(() => {
  harness = createHarness();
  credentials = new FakeCredentials();
  deps = {
    ...harness,
    credentials,
    credentialRemoval: credentials,
    installation: { credentialConnectionId: 'installation' },
  };
});

async function ask(member: MemberName | null, body: unknown = { device_id: DEVICE }) {
  const response = await createTokenHandler(deps)(memberRequest(member, body));
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the login token of a browser', () => {
  it('a new browser gets a credential of its own, which is kept', async () => {
    harness.directory.devices.clear();
    expect(await ask('ana')).toEqual({
      status: 200,
      body: { token: 'jwt-of-new-1', expires_at: EXPIRES, sip_username: 'gencrednew-1' },
    });
    expect(harness.directory.saved).toMatchObject([
      { deviceId: DEVICE, memberId: MEMBERS.ana.memberId, credentialId: 'new-1' },
    ]);
  });

  it('a known browser gets another token of the same credential', async () => {
    expect((await ask('ana')).body).toMatchObject({
      token: 'jwt-of-cred-ana',
      sip_username: 'gencredana',
    });
    expect(credentials.made).toEqual([]);
  });

  it('a credential that was revoked or has expired is replaced', async () => {
    credentials.revoked.add('cred-ana');
    expect((await ask('ana')).body).toMatchObject({ token: 'jwt-of-new-1' });
    expect(credentials.made).toHaveLength(1);
    expect(harness.directory.devices.get(MEMBERS.ana.memberId)?.credentialId).toBe('new-1');
  });

  it("a new browser registers on its business's own connection, else on the installation's", async () => {
    harness.directory.devices.clear();
    await ask('ana');
    harness.directory.devices.clear();
    harness.directory.connectionId = 'own';
    await ask('ana');
    expect(credentials.connections).toEqual(['installation', 'own']);
  });

  it('a browser moves to the connection that its business has got since, once', async () => {
    harness.directory.connectionId = 'own';
    expect((await ask('ana')).body).toMatchObject({ token: 'jwt-of-new-1' });
    await settle();
    expect([...credentials.revoked]).toEqual(['cred-ana']);
    expect((await ask('ana')).body).toMatchObject({ token: 'jwt-of-new-1' });
    expect(credentials.made).toHaveLength(1);
  });

  it.each([true, false])(
    'Telnyx is down (known browser: %s): telnyx_error, nothing kept',
    async (isKnown) => {
      if (!isKnown) harness.directory.devices.clear();
      credentials.isDown = true;
      const answer = await ask('ana');
      expect(answer).toMatchObject({ status: 502, body: { error: { code: 'telnyx_error' } } });
      expect(harness.directory.saved).toEqual([]);
    },
  );

  it('[I8] somebody else in the same browser gets a credential of their own', async () => {
    harness.directory.devices.delete(MEMBERS.ben.memberId);
    await ask('ana');
    expect((await ask('ben')).body).toMatchObject({ token: 'jwt-of-new-1' });
    expect(harness.directory.saved).toMatchObject([{ memberId: MEMBERS.ben.memberId }]);
    expect(harness.directory.devices.get(MEMBERS.ana.memberId)?.credentialId).toBe('cred-ana');
  });

  it.each([
    [null, { device_id: DEVICE }, 401],
    ['ana', { device_id: 'my laptop' }, 400],
    ['ana', {}, 400],
  ] as const)('answers bad input clearly (%#)', async (member, body, status) => {
    expect((await ask(member, body)).status).toBe(status);
    expect(credentials.made).toEqual([]);
  });
});
