import { afterEach, describe, expect, it } from 'vitest';
import type { CaughtMail } from '../../../local/supabase/auth/mail-box.ts';
import { password, rootDir, useStack } from './stack-fixture.ts';

const siteUrl = 'http://localhost:8082';
// The product's own templates: their links carry the hash, as ours do on a hosted project.
const fixture = useStack({
  confirmEmails: true,
  siteUrl,
  configFile: `${rootDir}/supabase/config.toml`,
});

const mailAddress = () => `${fixture.stack().apiUrl}/mail`;

async function mails(): Promise<CaughtMail[]> {
  return (await (await fetch(mailAddress())).json()) as CaughtMail[];
}

async function latestMail(to: string): Promise<{ mail: CaughtMail; hash: string; type: string }> {
  const mail = (await mails()).find((one) => one.to === to);
  if (!mail) throw new Error(`No mail to ${to}`);
  const query = new URL(mail.link).searchParams;
  return { mail, hash: query.get('token_hash') ?? '', type: query.get('type') ?? '' };
}

/** What GoTrue's own link does, that of a template that nobody has changed. */
const follow = (hash: string, type: string, redirectTo: string) => {
  const query = new URLSearchParams({ token: hash, type, redirect_to: redirectTo });
  return fetch(`${fixture.stack().apiUrl}/auth/v1/verify?${query}`, { redirect: 'manual' });
};

afterEach(() => fetch(mailAddress(), { method: 'DELETE' }));

describe('signing up where addresses must be confirmed', () => {
  it('gives no session until the link of the mail is opened, and the link works once', async () => {
    const email = 'new@mail.test';
    const { data, error } = await fixture.client().auth.signUp({ email, password });
    expect(error).toBeNull();
    expect(data.session).toBeNull();
    expect(data.user).toMatchObject({ email });
    const early = await fixture.client().auth.signInWithPassword({ email, password });
    expect(early.error?.code).toBe('email_not_confirmed');
    const { mail, hash } = await latestMail(email);
    expect(mail).toMatchObject({ type: 'signup', subject: expect.stringContaining('Confirm') });
    expect(mail.link.startsWith(`${siteUrl}/welcome?token_hash=`)).toBe(true);
    const client = fixture.client();
    const verified = await client.auth.verifyOtp({ token_hash: hash, type: 'signup' });
    expect(verified.data.user?.email_confirmed_at).toBeTruthy();
    expect((await client.auth.getUser()).data.user).toMatchObject({ email });
    const again = await fixture.client().auth.verifyOtp({ token_hash: hash, type: 'signup' });
    expect(again.error).toMatchObject({ status: 403, code: 'otp_expired' });
  });

  it('does not tell whether an address has an account', async () => {
    const { email } = await fixture.signIn();
    const { data, error } = await fixture.client().auth.signUp({ email, password });
    expect(error).toBeNull();
    expect(data.user?.identities).toEqual([]);
    expect(await mails()).toEqual([]);
  });

  it('sends the confirmation again', async () => {
    const email = 'twice@mail.test';
    await fixture.client().auth.signUp({ email, password });
    const { error } = await fixture.client().auth.resend({ type: 'signup', email });
    expect(error).toBeNull();
    const [second, first] = await mails();
    expect(second?.link).not.toBe(first?.link);
    const old = new URL(first?.link ?? '').searchParams.get('token_hash') ?? '';
    const refused = await fixture.client().auth.verifyOtp({ token_hash: old, type: 'signup' });
    expect(refused.error?.code).toBe('otp_expired');
  });
});

describe('a new password', () => {
  it('is set with the mailed link; an unknown address gets the same answer and no mail', async () => {
    const { email, client: own } = await fixture.signIn();
    const redirectTo = `${siteUrl}/reset-password`;
    for (const address of [email, 'nobody@mail.test']) {
      const { error } = await fixture.client().auth.resetPasswordForEmail(address, { redirectTo });
      expect(error).toBeNull();
    }
    expect(await mails()).toHaveLength(1);
    const { hash } = await latestMail(email);
    const client = fixture.client();
    await client.auth.verifyOtp({ token_hash: hash, type: 'recovery' });
    expect((await client.auth.updateUser({ password: 'a new password' })).error).toBeNull();
    // Whoever was signed in with the old one is not any more.
    expect((await own.auth.refreshSession()).error).not.toBeNull();
    const { error } = await fixture
      .client()
      .auth.signInWithPassword({ email, password: 'a new password' });
    expect(error).toBeNull();
  });
});

describe('an invitation', () => {
  it('makes a user who sets a password after the link; only the secret key invites', async () => {
    const email = 'invited@mail.test';
    const { error: refused } = await fixture.client().auth.admin.inviteUserByEmail(email);
    expect(refused).toMatchObject({ status: 403, code: 'not_admin' });
    const invited = await fixture.admin().auth.admin.inviteUserByEmail(email);
    expect(invited.data.user).toMatchObject({ email, invited_at: expect.any(String) });
    const { hash, type } = await latestMail(email);
    expect(type).toBe('invite');
    const client = fixture.client();
    await client.auth.verifyOtp({ token_hash: hash, type: 'invite' });
    expect((await client.auth.updateUser({ password })).error).toBeNull();
    expect((await fixture.client().auth.signInWithPassword({ email, password })).error).toBeNull();
  });

  it('is refused for a confirmed address, which gets a sign-in link instead', async () => {
    const { email } = await fixture.signIn();
    const { error } = await fixture.admin().auth.admin.inviteUserByEmail(email);
    expect(error).toMatchObject({ status: 422, code: 'email_exists' });
    const options = { shouldCreateUser: false };
    expect((await fixture.admin().auth.signInWithOtp({ email, options })).error).toBeNull();
    const { hash } = await latestMail(email);
    const { data } = await fixture.client().auth.verifyOtp({ token_hash: hash, type: 'magiclink' });
    expect(data.user).toMatchObject({ email });
    const unknown = await fixture.admin().auth.signInWithOtp({ email: 'no@mail.test', options });
    expect(unknown.error).toMatchObject({ status: 422, code: 'otp_disabled' });
  });
});

describe('the link of an unchanged mail', () => {
  it('leads to the app with the session behind the #, once', async () => {
    const { email } = await fixture.signIn();
    await fixture.client().auth.resetPasswordForEmail(email);
    const { hash } = await latestMail(email);
    const target = `${siteUrl}/reset-password`;
    const first = await follow(hash, 'recovery', target);
    expect(first.status).toBe(303);
    const behind = new URLSearchParams(new URL(first.headers.get('location') ?? '').hash.slice(1));
    const { data } = await fixture.client().auth.setSession({
      access_token: behind.get('access_token') ?? '',
      refresh_token: behind.get('refresh_token') ?? '',
    });
    expect(data.user).toMatchObject({ email });
    const second = await follow(hash, 'recovery', target);
    expect(second.headers.get('location')).toContain('error_code=otp_expired');
  });

  it('carries no session to somebody else', async () => {
    const { email } = await fixture.signIn();
    await fixture.client().auth.resetPasswordForEmail(email);
    const { hash } = await latestMail(email);
    const answer = await follow(hash, 'recovery', 'https://evil.test/');
    expect(answer.headers.get('location')?.startsWith(`${siteUrl}#`)).toBe(true);
  });
});

describe('the mail page', () => {
  it('shows people what was caught, and runs nothing', async () => {
    await fixture.admin().auth.admin.inviteUserByEmail('page@mail.test');
    const page = await fetch(mailAddress(), { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect(html).toContain('page@mail.test');
    expect(html).toContain('/accept-invite?token_hash=');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
