import type { AccountPort } from '../ports/accounts.ts';

export interface AccountSettings {
  /** The project's address, without `/auth/v1`. */
  url: string;
  /** Service role key or secret key. */
  serviceKey: string;
  /** Where the links lead: the app's origin; null: the project's own site address. */
  appUrl: string | null;
  fetch: typeof fetch;
}

/** Sending a mail is slower than asking the database. */
const TIMEOUT_MS = 10_000;

/**
 * Supabase Auth (GoTrue). `POST /invite` makes the user and mails the link; of an address that is
 * confirmed already it says 422 `email_exists`, and `POST /otp` mails a sign-in link instead.
 */
export function createAccounts(settings: AccountSettings): AccountPort {
  const { serviceKey, appUrl } = settings;
  const redirect = appUrl ? `?redirect_to=${encodeURIComponent(`${appUrl}/accept-invite`)}` : '';
  const post = async (path: string, body: object) => {
    try {
      const response = await settings.fetch(`${settings.url}/auth/v1/${path}${redirect}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          apikey: serviceKey,
          authorization: `Bearer ${serviceKey}`,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const answer: unknown = await response.json().catch(() => null);
      return { status: response.status, code: codeOf(answer) };
    } catch {
      return { status: 0, code: null };
    }
  };
  return {
    async sendInvitation(email) {
      const invited = await post('invite', { email });
      const sent =
        invited.status === 422 && invited.code === 'email_exists'
          ? await post('otp', { email, create_user: false })
          : invited;
      if (sent.status >= 200 && sent.status < 300) return { ok: true };
      return { ok: false, code: sent.status === 429 ? 'rate_limited' : 'mail_failed' };
    },
  };
}

function codeOf(answer: unknown): string | null {
  const code = (answer as { error_code?: unknown } | null)?.error_code;
  return typeof code === 'string' ? code : null;
}
