import { randomBytes, randomUUID } from 'node:crypto';
import type { Sql, Transaction } from '../database/connect.ts';
import type { JwtSigner } from '../jwt.ts';
import { authError } from './errors.ts';
import { findUser, presentUser, type UserRow } from './users.ts';

export interface SessionContext {
  sql: Sql;
  signer: JwtSigner;
  /** The tokens' issuer: the API's address followed by /auth/v1. */
  issuer: () => string;
  accessTokenLifetimeSeconds: number;
}

/** A refresh token may be used again for this long: two tabs may refresh at the same moment. */
const reuseIntervalSeconds = 10;

export type LogoutScope = 'global' | 'local' | 'others';

/** Signs a user in: a new session with its first tokens. */
export async function openSession(
  context: SessionContext,
  user: UserRow,
  client: { userAgent: string | null; address: string | null },
): Promise<Record<string, unknown>> {
  if (user.banned_until && user.banned_until > new Date()) throw authError('user_banned');
  const sessionId = randomUUID();
  const refreshToken = newRefreshToken();
  const updated = await context.sql.begin(async (sql) => {
    await sql`
      insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
      values (${sessionId}, ${user.id}, now(), now(), 'aal1', ${client.userAgent}, ${client.address})`;
    await insertRefreshToken(sql, refreshToken, user.id, sessionId, null);
    const [row] = await sql<UserRow[]>`
      update auth.users set last_sign_in_at = now(), updated_at = now()
      where id = ${user.id} returning *`;
    await sql`
      update auth.identities set last_sign_in_at = now()
      where user_id = ${user.id} and provider = 'email'`;
    return row;
  });
  return presentTokens(context, updated ?? user, sessionId, refreshToken);
}

/**
 * Exchanges a refresh token for new tokens. A token that was used before ends the whole session,
 * unless it is the one that the current token came from or was used seconds ago (GoTrue's rule).
 */
export async function refreshSession(
  context: SessionContext,
  token: string,
): Promise<Record<string, unknown>> {
  const outcome = await context.sql.begin((sql) => rotate(sql, token));
  if ('problem' in outcome) throw authError(outcome.problem);
  return presentTokens(context, outcome.user, outcome.sessionId, outcome.token);
}

type Rotation =
  | { user: UserRow; sessionId: string; token: string }
  | { problem: 'refresh_token_not_found' | 'refresh_token_already_used' | 'user_banned' };

async function rotate(sql: Transaction, token: string): Promise<Rotation> {
  const [found] = await sql<{ session_id: string; user_id: string }[]>`
    select session_id, user_id from auth.refresh_tokens where token = ${token}`;
  if (!found) return { problem: 'refresh_token_not_found' };
  // Refreshes of one session take turns; what a waiting one sees afterwards is the new state.
  await sql`select from auth.sessions where id = ${found.session_id} for update`;
  const [current] = await sql<
    { revoked: boolean; recent: boolean; active: string | null; parent: string | null }[]
  >`
    select used.revoked,
           used.updated_at > now() - make_interval(secs => ${reuseIntervalSeconds}) as recent,
           latest.token as active, latest.parent
    from auth.refresh_tokens used
    left join lateral (
      select token, parent from auth.refresh_tokens
      where session_id = used.session_id and not revoked order by id desc limit 1
    ) latest on true
    where used.token = ${token}`;
  const user = await findUser(sql, found.user_id);
  if (!current || !user) return { problem: 'refresh_token_not_found' };
  if (user.banned_until && user.banned_until > new Date()) return { problem: 'user_banned' };
  const sessionId = found.session_id;
  if (current.revoked) {
    if (current.active && (current.recent || current.parent === token)) {
      return { user, sessionId, token: current.active };
    }
    await sql`delete from auth.sessions where id = ${sessionId}`;
    return { problem: 'refresh_token_already_used' };
  }
  const next = newRefreshToken();
  await sql`update auth.refresh_tokens set revoked = true, updated_at = now() where token = ${token}`;
  await insertRefreshToken(sql, next, user.id, sessionId, token);
  await sql`update auth.sessions set refreshed_at = now(), updated_at = now() where id = ${sessionId}`;
  return { user, sessionId, token: next };
}

/** Ends sessions; their access tokens stay valid for the database until they expire, as on hosted. */
export async function closeSessions(
  sql: Sql,
  userId: string,
  sessionId: string | null,
  scope: LogoutScope,
): Promise<void> {
  await sql`
    delete from auth.sessions
    where user_id = ${userId}
      and case ${scope}
        when 'global' then true
        when 'local' then id = ${sessionId}
        else id is distinct from ${sessionId}
      end`;
}

/** Whether a session still exists. */
export async function isSessionOpen(sql: Sql, sessionId: string): Promise<boolean> {
  const [row] = await sql`select from auth.sessions where id = ${sessionId}`;
  return row !== undefined;
}

async function insertRefreshToken(
  sql: Transaction,
  token: string,
  userId: string,
  sessionId: string,
  parent: string | null,
): Promise<void> {
  await sql`
    insert into auth.refresh_tokens (token, user_id, session_id, parent, revoked, created_at, updated_at)
    values (${token}, ${userId}, ${sessionId}, ${parent}, false, now(), now())`;
}

function newRefreshToken(): string {
  return randomBytes(16).toString('base64url');
}

async function presentTokens(
  context: SessionContext,
  user: UserRow,
  sessionId: string,
  refreshToken: string,
): Promise<Record<string, unknown>> {
  const iat = Math.floor(Date.now() / 1000);
  const expiresAt = iat + context.accessTokenLifetimeSeconds;
  const accessToken = await context.signer.sign({
    iss: context.issuer(),
    sub: user.id,
    aud: 'authenticated',
    exp: expiresAt,
    iat,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role ?? 'authenticated',
    aal: 'aal1',
    amr: [{ method: 'password', timestamp: iat }],
    session_id: sessionId,
    is_anonymous: user.is_anonymous,
  });
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: context.accessTokenLifetimeSeconds,
    expires_at: expiresAt,
    refresh_token: refreshToken,
    user: await presentUser(context.sql, user),
  };
}
