import { type AccountProblem, accountProblem } from './account-problem.ts';
import type { MailLink } from './mail-link.ts';
import type { Supabase } from './supabase-client.ts';

export type AccountResult = { ok: true } | { ok: false; problem: AccountProblem };

/** As config.toml's `minimum_password_length`. */
export const SHORTEST_PASSWORD = 10;

/** The app's page for a link that is mailed. */
const pageAddress = (path: string) => `${window.location.origin}${path}`;

/**
 * Makes an account.
 *
 * @returns whether the address must be confirmed first, through its mail. Of an address that has an
 *   account already the server says the same, so that nobody learns who has one.
 */
export async function signUp(
  supabase: Supabase,
  { email, password, name }: { email: string; password: string; name: string },
): Promise<{ ok: true; mustConfirm: boolean } | { ok: false; problem: AccountProblem }> {
  const { data, error } = await supabase.auth.signUp({
    email: email.trim(),
    password,
    options: { data: { display_name: name.trim() }, emailRedirectTo: pageAddress('/welcome') },
  });
  if (error) return { ok: false, problem: accountProblem(error) };
  return { ok: true, mustConfirm: data.session === null };
}

/** Mails a link for a new password, if there is such an account. */
export async function requestPasswordReset(
  supabase: Supabase,
  email: string,
): Promise<AccountResult> {
  const { error } = await supabase.auth.resetPasswordForEmail(email.trim(), {
    redirectTo: pageAddress('/reset-password'),
  });
  return error ? { ok: false, problem: accountProblem(error) } : { ok: true };
}

/** Sets the signed-in person's password; whoever else used the old one is signed out. */
export async function setPassword(supabase: Supabase, password: string): Promise<AccountResult> {
  const { error } = await supabase.auth.updateUser({ password });
  return error ? { ok: false, problem: accountProblem(error) } : { ok: true };
}

const followed = new Map<string, Promise<AccountResult>>();

/** Signs in with a mailed link. A link works once: asked twice, the first answer counts. */
export function followMailLink(supabase: Supabase, link: MailLink): Promise<AccountResult> {
  const known = followed.get(link.secret);
  if (known) return known;
  const following = follow(supabase, link);
  followed.set(link.secret, following);
  return following;
}

async function follow(supabase: Supabase, link: MailLink): Promise<AccountResult> {
  if (link.kind === 'refused') return { ok: false, problem: 'link_expired' };
  const { error } =
    link.kind === 'hash'
      ? await supabase.auth.verifyOtp({ token_hash: link.secret, type: link.type })
      : await supabase.auth.setSession({
          access_token: link.accessToken,
          refresh_token: link.secret,
        });
  return error ? { ok: false, problem: accountProblem(error) } : { ok: true };
}
