const TYPES = ['signup', 'invite', 'recovery', 'magiclink', 'email'] as const;
export type MailLinkType = (typeof TYPES)[number];

/** What a mailed link carries. */
export type MailLink =
  /** Our own mails: a hash that the page exchanges, so that a mail scanner's visit uses nothing up. */
  | { kind: 'hash'; type: MailLinkType; secret: string }
  /** Supabase's own mails: its server has checked the link and hands over the session. */
  | { kind: 'session'; type: MailLinkType; accessToken: string; secret: string }
  /** Its server has refused the link. */
  | { kind: 'refused'; type: MailLinkType; secret: string };

/** Reads a mailed link out of an address; null when it is none. */
export function readMailLink({ search, hash }: { search: string; hash: string }): MailLink | null {
  const query = new URLSearchParams(search);
  const behind = new URLSearchParams(hash.replace(/^#/, ''));
  const type = TYPES.find((known) => known === (query.get('type') ?? behind.get('type')));
  const tokenHash = query.get('token_hash');
  if (tokenHash && type) return { kind: 'hash', type, secret: tokenHash };
  const [accessToken, refreshToken] = [behind.get('access_token'), behind.get('refresh_token')];
  if (accessToken && refreshToken) {
    return { kind: 'session', type: type ?? 'email', accessToken, secret: refreshToken };
  }
  if (query.has('error_code') || behind.has('error_code')) {
    return { kind: 'refused', type: type ?? 'email', secret: `${search}${hash}` };
  }
  return null;
}
