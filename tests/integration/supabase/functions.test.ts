import { FunctionsHttpError } from '@supabase/supabase-js';
import { beforeAll, describe, expect, it } from 'vitest';
import { useStack } from './stack-fixture.ts';

const fixture = useStack();
const url = (path: string) => `${fixture.stack().apiUrl}/functions/v1/${path}`;

beforeAll(async () => {
  const names = await fixture.stack().startFunctions({ GIVEN: 'by the start' });
  expect(names).toEqual(['echo', 'guarded']);
});

async function invoke() {
  const { data, error } = await fixture.client().functions.invoke('echo', { body: { n: 1 } });
  if (error) throw error;
  return data as Record<string, unknown>;
}

describe('a function', () => {
  it('gets the request as hosted gives it, and its environment', async () => {
    expect(await invoke()).toMatchObject({
      pathname: '/echo',
      method: 'POST',
      body: '{"n":1}',
      given: 'by the start',
      supabaseUrl: fixture.stack().apiUrl,
      hasServiceRole: true,
    });
    const deeper = await fetch(url('echo/some/tool?x=1'), { method: 'POST' });
    expect(await deeper.json()).toMatchObject({ pathname: '/echo/some/tool', search: '?x=1' });
  });

  it("gets the caller's token", async () => {
    const { client, accessToken } = await fixture.signIn();
    const { data } = await client.functions.invoke('echo');
    expect(data).toMatchObject({ authorization: `Bearer ${accessToken}` });
  });

  it('answers preflight requests itself', async () => {
    const preflight = await fetch(url('echo'), { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://app.example');
  });

  it('passes its errors on to supabase-js', async () => {
    const { error } = await fixture.client().functions.invoke('echo/teapot');
    expect(error).toBeInstanceOf(FunctionsHttpError);
    expect((error as FunctionsHttpError).context.status).toBe(418);
  });

  it('survives a failure after its answer, which the log shows with its name', async () => {
    const { pid } = await invoke();
    await expect
      .poll(() => fixture.output.find((line) => line.includes('after the answer')))
      .toMatch(/^echo: /);
    expect((await invoke())['pid']).toBe(pid);
  });

  it('is started again after a crash, and says what is the matter until then', async () => {
    const { pid } = await invoke();
    const { apiUrl, keys } = fixture.stack();
    const kill = (apikey: string) =>
      fetch(`${apiUrl}/functions/v1/_admin/kill`, {
        method: 'POST',
        headers: { apikey },
        body: JSON.stringify({ name: 'echo' }),
      });
    expect((await kill(keys.publishable)).status).toBe(403);
    expect((await kill(keys.secret)).status).toBe(200);
    const meanwhile: unknown[] = [];
    await expect
      .poll(
        async () => {
          const answer = await fetch(url('echo'), { method: 'POST' });
          const body = (await answer.json()) as Record<string, unknown>;
          if (answer.status === 200) return body['pid'];
          meanwhile.push([answer.status, (body['error'] as { code: string }).code]);
          return null;
        },
        { timeout: 20_000, interval: 10 },
      )
      .toSatisfy((value) => typeof value === 'number' && value !== pid);
    for (const answer of meanwhile) expect(answer).toEqual([503, 'function_unavailable']);
  });

  it('without verify_jwt = false is reached with a valid token only', async () => {
    expect((await fetch(url('guarded'), { method: 'POST' })).status).toBe(401);
    const { client } = await fixture.signIn();
    expect((await client.functions.invoke('guarded')).data).toEqual({ ok: true });
  });

  it('that does not exist is a 404, also when its folder is shared code', async () => {
    for (const name of ['nowhere', '_shared']) {
      const answer = await fetch(url(name), { method: 'POST' });
      expect(answer.status).toBe(404);
    }
  });
});
