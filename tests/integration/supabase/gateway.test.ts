import { describe, expect, it } from 'vitest';
import { createJwtSigner } from '../../../local/supabase/jwt.ts';
import { createStackKeys } from '../../../local/supabase/keys.ts';
import { useStack } from './stack-fixture.ts';

const fixture = useStack();

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${fixture.stack().apiUrl}${path}`, { headers });

describe('API keys', () => {
  it('[I9] are required and checked before anything else', async () => {
    for (const path of ['/rest/v1/things', '/auth/v1/settings', '/storage/v1/bucket']) {
      const missing = await get(path);
      expect(missing.status).toBe(401);
      expect(await missing.json()).toMatchObject({ message: 'No API key found in request' });
      const wrong = await get(path, { apikey: 'sb_publishable_other' });
      expect(wrong.status).toBe(401);
      expect(await wrong.json()).toMatchObject({ message: 'Invalid API key' });
    }
  });

  it('the secret key acts as service_role, the publishable key as anon', async () => {
    const { keys } = fixture.stack();
    await fixture.signIn();
    const secret = await get('/rest/v1/profiles', { apikey: keys.secret });
    expect(await secret.json()).not.toEqual([]);
    const publishable = await get('/rest/v1/profiles', { apikey: keys.publishable });
    expect(await publishable.json()).toEqual([]);
  });

  it('a user token in Authorization wins over the secret key', async () => {
    const [one] = await Promise.all([fixture.signIn(), fixture.signIn()]);
    const answer = await get('/rest/v1/profiles?select=id', {
      apikey: fixture.stack().keys.secret,
      authorization: `Bearer ${one.accessToken}`,
    });
    expect(await answer.json()).toEqual([{ id: one.userId }]);
  });

  it('a legacy service_role JWT of this stack is a key, a user token or a foreign JWT is none', async () => {
    const { serviceRoleJwt } = fixture.stack();
    const legacy = await get('/rest/v1/profiles', {
      apikey: serviceRoleJwt,
      authorization: `Bearer ${serviceRoleJwt}`,
    });
    expect(legacy.status).toBe(200);
    const { accessToken } = await fixture.signIn();
    const foreign = await createJwtSigner('a secret of somebody else, long enough').sign({
      role: 'service_role',
    });
    const { signer } = await createStackKeys();
    const person = await signer.sign({ sub: crypto.randomUUID(), role: 'service_role' });
    for (const apikey of [accessToken, foreign, person]) {
      expect((await get('/rest/v1/profiles', { apikey })).status).toBe(401);
    }
  });

  it('a forged or expired bearer token is refused by every service', async () => {
    const { keys, apiUrl } = fixture.stack();
    const [header, payload] = (await fixture.signIn()).accessToken.split('.');
    const authorization = `Bearer ${header}.${payload}.${'A'.repeat(43)}`;
    const statuses = await Promise.all(
      ['/rest/v1/things', '/auth/v1/user', '/storage/v1/bucket'].map(
        async (path) => (await get(path, { apikey: keys.publishable, authorization })).status,
      ),
    );
    expect(statuses).toEqual([401, 403, 400]);
    const broadcast = await fetch(`${apiUrl}/realtime/v1/api/broadcast`, {
      method: 'POST',
      headers: { apikey: keys.publishable, authorization },
      body: JSON.stringify({ messages: [] }),
    });
    expect(broadcast.status).toBe(401);
  });
});

describe('the gateway', () => {
  it('lets browser pages of any origin in', async () => {
    const preflight = await fetch(`${fixture.stack().apiUrl}/rest/v1/things`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:8082',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apikey, authorization, content-profile',
      },
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-profile');
    const answer = await get('/rest/v1/things', { apikey: fixture.stack().keys.publishable });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('content-range');
  });

  it('tells whether everything is up', async () => {
    const before = await get('/health');
    expect([before.status, await before.json()]).toEqual([503, { ready: false }]);
    fixture.stack().markReady();
    const after = await get('/health');
    expect([after.status, await after.json()]).toEqual([200, { ready: true }]);
  });

  it('answers unknown addresses and oversized or broken bodies with 4xx', async () => {
    const { apiUrl, keys } = fixture.stack();
    expect((await get('/nowhere')).status).toBe(404);
    const post = (body: string) =>
      fetch(`${apiUrl}/auth/v1/token?grant_type=password`, {
        method: 'POST',
        headers: { apikey: keys.publishable },
        body,
      });
    expect((await post('{')).status).toBe(400);
    expect((await post(`"${'x'.repeat(2 * 1024 * 1024)}"`)).status).toBe(413);
    expect((await get('/storage/v1/object/%ZZ', { apikey: keys.publishable })).status).toBe(400);
    expect(fixture.notes).toEqual([]);
  });
});
