import { createHash, randomInt } from 'node:crypto';
import type { Sql } from '../database/connect.ts';
import type { LinkType } from './mail-box.ts';
import type { UserRow } from './users.ts';

/** A one-time link's secrets: the hash stands in links, the six digits can be typed. */
export interface OneTimeToken {
  hash: string;
  digits: string;
}

/** As config.toml's `otp_expiry`. */
const lifetimeSeconds = 3600;

/** Makes a new token for a user; the one before it is worth nothing any more. */
export async function issueToken(sql: Sql, user: UserRow, type: LinkType): Promise<OneTimeToken> {
  const digits = String(randomInt(1_000_000)).padStart(6, '0');
  const hash = hashOf(user.email ?? '', digits);
  if (confirms(type)) {
    await sql`
      update auth.users set confirmation_token = ${hash}, confirmation_sent_at = now(),
        invited_at = ${type === 'invite' ? sql`now()` : sql`invited_at`}
      where id = ${user.id}`;
  } else {
    await sql`
      update auth.users set recovery_token = ${hash}, recovery_sent_at = now()
      where id = ${user.id}`;
  }
  return { hash, digits };
}

/** Uses a token up: its user, confirmed from now on; null for one that is unknown, used or too old. */
export async function useToken(
  sql: Sql,
  type: string,
  token: { hash: string } | { email: string; digits: string },
): Promise<UserRow | null> {
  const hash = 'hash' in token ? token.hash : hashOf(token.email.toLowerCase(), token.digits);
  if (hash === '') return null;
  const inConfirmation = ['signup', 'invite', 'email'].includes(type);
  const inRecovery = ['recovery', 'magiclink', 'email'].includes(type);
  const [user] = await sql<UserRow[]>`
    update auth.users set
      email_confirmed_at = coalesce(email_confirmed_at, now()),
      confirmation_token = case when confirmation_token = ${hash} then '' else confirmation_token end,
      recovery_token = case when recovery_token = ${hash} then '' else recovery_token end,
      updated_at = now()
    where deleted_at is null and (
      (${inConfirmation} and confirmation_token = ${hash}
        and confirmation_sent_at > now() - make_interval(secs => ${lifetimeSeconds}))
      or (${inRecovery} and recovery_token = ${hash}
        and recovery_sent_at > now() - make_interval(secs => ${lifetimeSeconds}))
    )
    returning *`;
  return user ?? null;
}

function confirms(type: LinkType): boolean {
  return type === 'signup' || type === 'invite';
}

/** GoTrue's: SHA-224 over address and digits. */
function hashOf(email: string, digits: string): string {
  return createHash('sha224')
    .update(email + digits)
    .digest('hex');
}
