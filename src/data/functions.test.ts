import { describe, expect, it } from 'vitest';
import { createFakeBackend } from '@/testing/fake-backend.ts';
import { createCallApi } from './functions.ts';

const CALL = '00000000-0000-4000-8000-00000000ca11';
const DEVICE = '00000000-0000-4000-8000-0000000000d1';
const REFUSED = { error: { code: 'unauthorized', message: 'Sign in again.' } };

const session = (token: string) => ({
  access_token: token,
  refresh_token: `refresh-${token}`,
  token_type: 'bearer',
  expires_in: 3_600,
  user: { id: 'ana', email: 'ana@maple.test' },
});

async function backendWhere(answers: Response[], renewal: () => unknown) {
  const backend = createFakeBackend({
    '/auth/v1/token': ({ url }) =>
      url.searchParams.get('grant_type') === 'password' ? session('old') : renewal(),
    '/functions/v1/telnyx-call-control': () => answers.shift(),
  });
  await backend.supabase.auth.signInWithPassword({ email: 'ana@maple.test', password: 'x' });
  return backend;
}

const accept = { callId: CALL, action: 'accept', deviceId: DEVICE } as const;
const sent = '/functions/v1/telnyx-call-control';

describe('the functions, called from the browser', () => {
  it('an access token that has just expired is renewed, and the request sent again', async () => {
    const backend = await backendWhere(
      [
        Response.json(REFUSED, { status: 401 }),
        Response.json({ call_id: CALL, status: 'connecting' }),
      ],
      () => session('new'),
    );
    const result = await createCallApi(backend.supabase).control(accept);
    expect(result).toEqual({ ok: true, value: { call_id: CALL, status: 'connecting' } });
    expect(backend.requestsTo(sent)).toHaveLength(2);
  });

  it('a sign-in that is over is not tried for ever', async () => {
    const backend = await backendWhere([Response.json(REFUSED, { status: 401 })], () =>
      Response.json({ code: 'refresh_token_not_found', message: 'gone' }, { status: 400 }),
    );
    const result = await createCallApi(backend.supabase).control(accept);
    expect(result).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
    expect(backend.requestsTo(sent)).toHaveLength(1);
  });

  it('[I6] no other refusal is sent twice', async () => {
    const taken = {
      error: { code: 'already_claimed', message: '', claimed_by: { id: 'b', name: 'Ben' } },
    };
    const backend = await backendWhere([Response.json(taken, { status: 409 })], () =>
      session('new'),
    );
    const result = await createCallApi(backend.supabase).control(accept);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'already_claimed', claimedBy: { name: 'Ben' } },
    });
    expect(backend.requestsTo(sent)).toHaveLength(1);
  });
});
