import { describe, expect, it } from 'vitest';
import { password, useStack } from './stack-fixture.ts';

const fixture = useStack();

describe('sign-in', () => {
  it('gives a session with the user, and a token that the database knows him by', async () => {
    const { client, userId, email } = await fixture.signIn();
    const { data } = await client.auth.getUser();
    expect(data.user).toMatchObject({ id: userId, email, aud: 'authenticated' });
    expect(data.user?.identities?.[0]).toMatchObject({ provider: 'email', user_id: userId });
    const profile = await client.from('profiles').select('id').single();
    expect(profile.data).toEqual({ id: userId });
  });

  it('refuses a wrong password and an unknown address with the same words', async () => {
    const { email } = await fixture.signIn();
    for (const attempt of [email, 'nobody@compat.test']) {
      const { data, error } = await fixture
        .client()
        .auth.signInWithPassword({ email: attempt, password: 'wrong' });
      expect(data.session).toBeNull();
      expect(error).toMatchObject({ status: 400, code: 'invalid_credentials' });
    }
  });

  it('ignores the case of the address', async () => {
    const { email } = await fixture.signIn();
    const { error } = await fixture
      .client()
      .auth.signInWithPassword({ email: email.toUpperCase(), password });
    expect(error).toBeNull();
  });

  it('refuses an unconfirmed address and a banned user', async () => {
    const admin = fixture.admin().auth.admin;
    await admin.createUser({ email: 'unconfirmed@compat.test', password });
    await admin.createUser({
      email: 'banned@compat.test',
      password,
      email_confirm: true,
      ban_duration: '1h',
    });
    const codes = await Promise.all(
      ['unconfirmed@compat.test', 'banned@compat.test'].map(async (email) => {
        const { error } = await fixture.client().auth.signInWithPassword({ email, password });
        return error?.code;
      }),
    );
    expect(codes).toEqual(['email_not_confirmed', 'user_banned']);
  });
});

describe('refresh', () => {
  it('rotates the refresh token; two tabs that refresh at once get the same new one', async () => {
    const { client } = await fixture.signIn();
    const before = (await client.auth.getSession()).data.session;
    const token = { refresh_token: before?.refresh_token ?? '' };
    const [one, other] = await Promise.all([
      fixture.client().auth.refreshSession(token),
      fixture.client().auth.refreshSession(token),
    ]);
    expect(one.error).toBeNull();
    expect(one.data.session?.refresh_token).not.toBe(token.refresh_token);
    expect(other.data.session?.refresh_token).toBe(one.data.session?.refresh_token);
  });

  it('ends the session when an old refresh token comes back', async () => {
    const { client } = await fixture.signIn();
    const first = (await client.auth.getSession()).data.session?.refresh_token ?? '';
    const second = (await client.auth.refreshSession()).data.session?.refresh_token ?? '';
    const third = (await client.auth.refreshSession()).data.session?.refresh_token ?? '';
    // Ages the uses beyond the interval in which a token may be used again.
    await runSql(`update auth.refresh_tokens set updated_at = now() - interval '1 minute'`);
    const replay = await fixture.client().auth.refreshSession({ refresh_token: first });
    expect(replay.error).toMatchObject({ status: 400, code: 'refresh_token_already_used' });
    const victim = await fixture.client().auth.refreshSession({ refresh_token: third });
    expect(victim.error).toMatchObject({ code: 'refresh_token_not_found' });
    expect(second).not.toBe(first);
  });

  it('refuses a token that was never given out', async () => {
    const { error } = await fixture.client().auth.refreshSession({ refresh_token: 'made-up' });
    expect(error).toMatchObject({ status: 400, code: 'refresh_token_not_found' });
  });
});

describe('sign-out', () => {
  it('ends the session on the server: neither its refresh token nor its user call works', async () => {
    const { client, accessToken } = await fixture.signIn();
    const session = (await client.auth.getSession()).data.session;
    expect((await client.auth.signOut({ scope: 'local' })).error).toBeNull();
    const refreshed = await fixture
      .client()
      .auth.refreshSession({ refresh_token: session?.refresh_token ?? '' });
    expect(refreshed.error?.code).toBe('refresh_token_not_found');
    const answer = await fetch(`${fixture.stack().apiUrl}/auth/v1/user`, {
      headers: { apikey: fixture.stack().keys.publishable, authorization: `Bearer ${accessToken}` },
    });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 403, error_code: 'session_not_found' });
  });

  it('"others" ends the other sessions only, "global" all', async () => {
    const { client, email } = await fixture.signIn();
    const second = fixture.client();
    await second.auth.signInWithPassword({ email, password });
    await client.auth.signOut({ scope: 'others' });
    expect((await second.auth.refreshSession()).error).not.toBeNull();
    expect((await client.auth.refreshSession()).error).toBeNull();
    const third = fixture.client();
    await third.auth.signInWithPassword({ email, password });
    await client.auth.signOut({ scope: 'global' });
    expect((await third.auth.refreshSession()).error).not.toBeNull();
  });
});

describe('the signed-in user', () => {
  it('changes his data and password; the old password and other sessions end', async () => {
    const { client, email } = await fixture.signIn();
    const other = fixture.client();
    await other.auth.signInWithPassword({ email, password });
    const same = await client.auth.updateUser({ password });
    expect(same.error?.code).toBe('same_password');
    const { data, error } = await client.auth.updateUser({
      password: 'another password',
      data: { display_name: 'Zoë' },
    });
    expect(error).toBeNull();
    expect(data.user?.user_metadata).toEqual({ display_name: 'Zoë' });
    expect((await other.auth.refreshSession()).error).not.toBeNull();
    const old = await fixture.client().auth.signInWithPassword({ email, password });
    expect(old.error?.code).toBe('invalid_credentials');
  });

  it('is refused a weak password', async () => {
    const { client } = await fixture.signIn();
    const { error } = await client.auth.updateUser({ password: '12345' });
    expect(error).toMatchObject({ status: 422, code: 'weak_password' });
  });
});

describe('the admin', () => {
  it('creates, lists, reads, changes and deletes users; triggers see the metadata', async () => {
    const { admin } = fixture.admin().auth;
    const { data: created } = await admin.createUser({
      email: 'Made@Compat.test',
      password,
      email_confirm: true,
      user_metadata: { display_name: 'Made' },
      app_metadata: { plan: 'gold' },
    });
    const id = created.user?.id ?? '';
    expect(created.user).toMatchObject({
      email: 'made@compat.test',
      app_metadata: { plan: 'gold' },
    });
    const profile = await fixture
      .admin()
      .from('profiles')
      .select('display_name')
      .eq('id', id)
      .single();
    expect(profile.data).toEqual({ display_name: 'Made' });
    expect((await admin.getUserById(id)).data.user?.id).toBe(id);
    const listed = await admin.listUsers({ page: 1, perPage: 1000 });
    expect(listed.data.users.map((user) => user.id)).toContain(id);
    const changed = await admin.updateUserById(id, { user_metadata: { display_name: 'Changed' } });
    expect(changed.data.user?.user_metadata).toMatchObject({ display_name: 'Changed' });
    expect((await admin.deleteUser(id)).error).toBeNull();
    expect((await admin.getUserById(id)).error).toMatchObject({
      status: 404,
      code: 'user_not_found',
    });
  });

  it('is told when the address is taken', async () => {
    const { email } = await fixture.signIn();
    const { error } = await fixture.admin().auth.admin.createUser({ email, password });
    expect(error).toMatchObject({ status: 422, code: 'email_exists' });
  });

  it('is nobody without the secret key', async () => {
    const { client } = await fixture.signIn();
    for (const caller of [client, fixture.client()]) {
      const { error } = await caller.auth.admin.listUsers();
      expect(error).toMatchObject({ status: 403, code: 'not_admin' });
    }
  });
});

describe('sign-up', () => {
  it('signs the new user in, once', async () => {
    const email = 'signup@compat.test';
    const first = await fixture.client().auth.signUp({ email, password });
    expect(first.data.session?.user.email).toBe(email);
    const second = await fixture.client().auth.signUp({ email, password });
    expect(second.error).toMatchObject({ status: 422, code: 'user_already_exists' });
  });
});

async function runSql(text: string): Promise<void> {
  const { default: postgres } = await import('postgres');
  const sql = postgres(fixture.stack().dbUrl, { max: 1, onnotice: () => undefined });
  await sql.unsafe(text);
  await sql.end();
}
