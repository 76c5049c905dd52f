import { randomUUID } from 'node:crypto';
import type { Sql, Transaction } from '../database/connect.ts';
import { authError } from './errors.ts';

/** A row of auth.users as far as auth needs it. */
export interface UserRow {
  id: string;
  aud: string | null;
  role: string | null;
  email: string | null;
  phone: string | null;
  email_confirmed_at: Date | null;
  confirmed_at: Date | null;
  invited_at: Date | null;
  confirmation_sent_at: Date | null;
  last_sign_in_at: Date | null;
  banned_until: Date | null;
  created_at: Date | null;
  updated_at: Date | null;
  raw_app_meta_data: Record<string, unknown> | null;
  raw_user_meta_data: Record<string, unknown> | null;
  is_anonymous: boolean;
}

/** What may be set when a user is created or changed; undefined leaves it as it is. */
export interface UserChange {
  email?: string | undefined;
  password?: string | undefined;
  confirmEmail?: boolean | undefined;
  userMetadata?: Record<string, unknown> | undefined;
  appMetadata?: Record<string, unknown> | undefined;
  role?: string | undefined;
  /** Go-style duration such as "24h", or "none". */
  banDuration?: string | undefined;
}

type Queryable = Sql | Transaction;

const shortestPassword = 6;
/** bcrypt reads only this many bytes. */
const longestPasswordBytes = 72;

/** Finds a user by id, unless soft-deleted. */
export async function findUser(sql: Queryable, id: string): Promise<UserRow | null> {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return null;
  const [user] = await sql<UserRow[]>`
    select * from auth.users where id = ${id} and deleted_at is null`;
  return user ?? null;
}

/** Finds a user by e-mail, unless soft-deleted. */
export async function findUserByEmail(sql: Queryable, email: string): Promise<UserRow | null> {
  const [user] = await sql<UserRow[]>`
    select * from auth.users
    where email = ${email.trim().toLowerCase()} and is_sso_user = false and deleted_at is null`;
  return user ?? null;
}

/**
 * Finds a user by e-mail and password. Takes as long when there is no such user, so that the time
 * does not tell which addresses exist.
 */
export async function findUserByPassword(
  sql: Sql,
  email: string,
  password: string,
): Promise<UserRow | null> {
  const unusableHash = '$2a$10$CwTycUXWue0Thq9StjUM0uJ8.FkGzvpQ3EJmM0gBGNRqJ0pQ6vL0W';
  const [found] = await sql<(UserRow & { matches: boolean })[]>`
    with candidate as (
      select * from auth.users
      where email = ${email.toLowerCase()} and is_sso_user = false and deleted_at is null
    ), hash as (
      select coalesce((select nullif(encrypted_password, '') from candidate), ${unusableHash}) as value
    )
    select candidate.*, extensions.crypt(${password}, hash.value) = hash.value as matches
    from hash left join candidate on true`;
  return found?.id && found.matches ? found : null;
}

/** Creates a user with an e-mail identity. */
export async function createUser(
  sql: Queryable,
  change: UserChange & { email: string },
  taken: 'email_exists' | 'user_already_exists',
): Promise<UserRow> {
  const email = checkedEmail(change.email);
  if (change.password !== undefined) checkPassword(change.password);
  const id = randomUUID();
  const metadata = change.userMetadata ?? {};
  const appMetadata = { provider: 'email', providers: ['email'], ...change.appMetadata };
  const [user] = await sql<UserRow[]>`
    insert into auth.users (
      instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
      raw_app_meta_data, raw_user_meta_data, created_at, updated_at, confirmation_token,
      recovery_token, email_change_token_new, email_change, banned_until)
    values (
      '00000000-0000-0000-0000-000000000000', ${id}, 'authenticated',
      ${change.role ?? 'authenticated'}, ${email},
      ${change.password === undefined ? '' : sql`extensions.crypt(${change.password}, extensions.gen_salt('bf', 10))`},
      ${change.confirmEmail ? sql`now()` : null},
      ${sql.json(appMetadata as never)}, ${sql.json(metadata as never)}, now(), now(), '', '', '', '',
      ${bannedUntil(change.banDuration) ?? null})
    on conflict (email) where is_sso_user = false do nothing
    returning *`;
  if (!user) throw authError(taken);
  const identity = { sub: id, email, email_verified: false, phone_verified: false, ...metadata };
  await sql`
    insert into auth.identities (provider_id, user_id, identity_data, provider, created_at, updated_at)
    values (${id}, ${id}, ${sql.json(identity as never)}, 'email', now(), now())`;
  return user;
}

/** Changes a user; metadata are merged, a null in them removes the key. */
export async function updateUser(sql: Queryable, id: string, change: UserChange): Promise<UserRow> {
  if (change.password !== undefined) checkPassword(change.password);
  const email = change.email === undefined ? undefined : checkedEmail(change.email);
  if (email !== undefined) {
    const [other] = await sql`select from auth.users where email = ${email} and id <> ${id}`;
    if (other) throw authError('email_exists');
  }
  const merge = (column: 'raw_app_meta_data' | 'raw_user_meta_data', patch?: object) =>
    patch === undefined
      ? sql`${sql(column)}`
      : sql`jsonb_strip_nulls(coalesce(${sql(column)}, '{}') || ${sql.json(patch as never)})`;
  const banned = bannedUntil(change.banDuration);
  const [user] = await sql<UserRow[]>`
    update auth.users set
      email = ${email ?? sql`email`},
      encrypted_password = ${change.password === undefined ? sql`encrypted_password` : sql`extensions.crypt(${change.password}, extensions.gen_salt('bf', 10))`},
      email_confirmed_at = ${change.confirmEmail ? sql`coalesce(email_confirmed_at, now())` : sql`email_confirmed_at`},
      role = ${change.role ?? sql`role`},
      banned_until = ${banned === undefined ? sql`banned_until` : banned},
      raw_app_meta_data = ${merge('raw_app_meta_data', change.appMetadata)},
      raw_user_meta_data = ${merge('raw_user_meta_data', change.userMetadata)},
      updated_at = now()
    where id = ${id} and deleted_at is null
    returning *`;
  if (!user) throw authError('user_not_found');
  if (email !== undefined) {
    await sql`
      update auth.identities
      set identity_data = identity_data || ${sql.json({ email })}, updated_at = now()
      where user_id = ${id} and provider = 'email'`;
  }
  return user;
}

/** A user as GoTrue shows him. */
export async function presentUser(sql: Queryable, user: UserRow): Promise<Record<string, unknown>> {
  const identities = await sql`
    select id as identity_id, provider_id as id, user_id, identity_data, provider, last_sign_in_at,
           created_at, updated_at, email
    from auth.identities where user_id = ${user.id} order by created_at`;
  return {
    id: user.id,
    aud: user.aud ?? 'authenticated',
    role: user.role ?? 'authenticated',
    email: user.email ?? '',
    ...(user.email_confirmed_at ? { email_confirmed_at: user.email_confirmed_at } : {}),
    phone: user.phone ?? '',
    ...(user.confirmed_at ? { confirmed_at: user.confirmed_at } : {}),
    ...(user.invited_at ? { invited_at: user.invited_at } : {}),
    ...(user.confirmation_sent_at ? { confirmation_sent_at: user.confirmation_sent_at } : {}),
    ...(user.last_sign_in_at ? { last_sign_in_at: user.last_sign_in_at } : {}),
    ...(user.banned_until ? { banned_until: user.banned_until } : {}),
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    identities,
    created_at: user.created_at,
    updated_at: user.updated_at,
    is_anonymous: user.is_anonymous,
  };
}

function checkedEmail(email: string): string {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw authError('email_address_invalid');
  return email.toLowerCase();
}

function checkPassword(password: string): void {
  if (password.length < shortestPassword) throw authError('weak_password');
  if (Buffer.byteLength(password) > longestPasswordBytes) {
    throw authError(
      'validation_failed',
      `Password cannot be longer than ${longestPasswordBytes} characters`,
    );
  }
}

/** End of a ban as a date; null lifts it, undefined leaves it. */
function bannedUntil(duration: string | undefined): Date | null | undefined {
  if (duration === undefined) return undefined;
  if (duration === 'none') return null;
  const millisecondsPer = { h: 3_600_000, m: 60_000, s: 1000 } as const;
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)([hms])/g)];
  if (parts.length === 0) throw authError('validation_failed', 'invalid format for ban duration');
  const totalMs = parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * millisecondsPer[unit as 'h' | 'm' | 's'],
    0,
  );
  return new Date(Date.now() + totalMs);
}
