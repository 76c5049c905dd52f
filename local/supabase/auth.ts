import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { handleAdmin } from './auth/admin.ts';
import {
  clientOf,
  followLink,
  invite,
  mailLink,
  recover,
  resend,
  sendSignInLink,
  verify,
} from './auth/email-flows.ts';
import { authError } from './auth/errors.ts';
import { objectField, textField } from './auth/fields.ts';
import type { MailBox } from './auth/mail-box.ts';
import {
  closeSessions,
  isSessionOpen,
  openSession,
  refreshSession,
  type LogoutScope,
  type SessionContext,
} from './auth/sessions.ts';
import {
  createUser,
  findUser,
  findUserByEmail,
  findUserByPassword,
  presentUser,
  updateUser,
  type UserRow,
} from './auth/users.ts';
import { readJsonObject, sendEmpty, sendJson, type ApiRequest } from './gateway/http.ts';

export interface AuthOptions extends SessionContext {
  /** Whether strangers may sign up. */
  allowSignups: boolean;
  /** Whether a new address must be confirmed through its mail before its owner may sign in. */
  confirmEmails: boolean;
  shortestPassword: number;
  /** The app's address: where the links of the mails lead. */
  siteUrl: string;
  /** supabase/config.toml, which names the mails' templates. */
  configFile: string;
  mailBox: MailBox;
}

type Handler = (
  options: AuthOptions,
  request: ApiRequest,
  response: ServerResponse,
) => Promise<void>;

/** Addresses of `/auth/v1` that need no API key. */
export const publicAuthPaths: readonly string[] = ['.well-known/jwks.json', 'health', 'verify'];

const routes: Record<string, Handler> = {
  'GET health': async (_options, _request, response) =>
    sendJson(response, 200, {
      name: 'GoTrue',
      version: 'switchboard-local',
      description: 'Local stand-in',
    }),
  // HS256 keys are not published; clients then ask the server about a token.
  'GET .well-known/jwks.json': async (_options, _request, response) =>
    sendJson(response, 200, { keys: [] }),
  'GET settings': async (options, _request, response) =>
    sendJson(response, 200, {
      external: { email: true, phone: false, anonymous_users: false },
      disable_signup: !options.allowSignups,
      mailer_autoconfirm: !options.confirmEmails,
      phone_autoconfirm: false,
      sms_provider: '',
      saml_enabled: false,
    }),
  'POST signup': signUp,
  'POST token': issueToken,
  'POST logout': logout,
  'GET user': async (options, request, response) => {
    const { user } = await requireUser(options, request);
    sendJson(response, 200, await presentUser(options.sql, user));
  },
  'PUT user': changeOwnUser,
  'POST invite': invite,
  'POST recover': recover,
  'POST otp': sendSignInLink,
  'POST magiclink': sendSignInLink,
  'POST resend': resend,
  'POST verify': verify,
  'GET verify': followLink,
};

/** Serves `/auth/v1` as GoTrue does, without phones, OAuth and MFA; mails are caught. */
export async function handleAuth(
  options: AuthOptions,
  request: ApiRequest,
  response: ServerResponse,
): Promise<void> {
  if (request.path.startsWith('admin/')) return handleAdmin(options.sql, request, response);
  const handler = routes[`${request.method} ${request.path}`];
  if (!handler) throw authError('not_in_local_stack');
  await handler(options, request, response);
}

async function signUp(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  const body = await readJsonObject(request.raw);
  const [email, password] = [textField(body, 'email'), textField(body, 'password')];
  if (!options.allowSignups) throw authError('signup_disabled');
  if (!email) throw authError('anonymous_provider_disabled');
  if (!password) throw authError('validation_failed', 'Signup requires a valid password');
  checkLength(options, password);
  const confirmEmail = !options.confirmEmails;
  const waiting = confirmEmail ? null : await findUserByEmail(options.sql, email);
  if (waiting) return repeatSignUp(options, request, response, waiting);
  const user = await options.sql.begin((sql) =>
    createUser(
      sql,
      { email, password, confirmEmail, userMetadata: objectField(body, 'data') },
      'user_already_exists',
    ),
  );
  if (confirmEmail) {
    return sendJson(response, 200, await openSession(options, user, clientOf(request)));
  }
  await mailLink(options, request, user, 'signup');
  sendJson(response, 200, await presentUser(options.sql, user));
}

/** Who is known gets no mail, and whoever asks does not learn that: GoTrue shows a user of no identity. */
async function repeatSignUp(
  options: AuthOptions,
  request: ApiRequest,
  response: ServerResponse,
  user: UserRow,
) {
  if (!user.confirmed_at) await mailLink(options, request, user, 'signup');
  const shown = await presentUser(options.sql, user);
  sendJson(
    response,
    200,
    user.confirmed_at ? { ...shown, id: randomUUID(), identities: [] } : shown,
  );
}

function checkLength(options: AuthOptions, password: string): void {
  if (password.length >= options.shortestPassword) return;
  throw authError(
    'weak_password',
    `Password should be at least ${options.shortestPassword} characters.`,
  );
}

async function issueToken(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  const body = await readJsonObject(request.raw);
  const grant = request.query.get('grant_type');
  if (grant === 'password') {
    const [email, password] = [textField(body, 'email'), textField(body, 'password')];
    if (!email || !password) throw authError('validation_failed', 'missing email or password');
    const user = await findUserByPassword(options.sql, email, password);
    if (!user) throw authError('invalid_credentials');
    if (!user.confirmed_at) throw authError('email_not_confirmed');
    return sendJson(response, 200, await openSession(options, user, clientOf(request)));
  }
  if (grant === 'refresh_token') {
    const token = textField(body, 'refresh_token');
    if (!token) throw authError('validation_failed', 'refresh_token required');
    return sendJson(response, 200, await refreshSession(options, token));
  }
  throw authError('unsupported_grant_type');
}

async function logout(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  const scope = request.query.get('scope') ?? 'global';
  if (!isLogoutScope(scope))
    throw authError('validation_failed', `Unsupported logout scope "${scope}"`);
  const { user, sessionId } = await requireUser(options, request);
  await closeSessions(options.sql, user.id, sessionId, scope);
  sendEmpty(response, 204);
}

async function changeOwnUser(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  const { user, sessionId } = await requireUser(options, request);
  const body = await readJsonObject(request.raw);
  const password = textField(body, 'password');
  if (password !== undefined) checkLength(options, password);
  if (password !== undefined && user.email) {
    const same = await findUserByPassword(options.sql, user.email, password);
    if (same) throw authError('same_password');
  }
  const change = {
    email: textField(body, 'email'),
    password,
    userMetadata: objectField(body, 'data'),
  };
  const changed = await options.sql.begin((sql) => updateUser(sql, user.id, change));
  // Whoever knew the old password is signed out everywhere else.
  if (password !== undefined) await closeSessions(options.sql, user.id, sessionId, 'others');
  sendJson(response, 200, await presentUser(options.sql, changed));
}

/** The signed-in user of a request, with a session that has not been ended. */
async function requireUser(
  options: AuthOptions,
  request: ApiRequest,
): Promise<{ user: UserRow; sessionId: string | null }> {
  const { caller } = request;
  if (!caller.hasBearer) throw authError('no_authorization');
  if (caller.tokenProblem) throw authError('bad_jwt', caller.tokenProblem);
  const { sub, session_id: sessionId } = caller.claims;
  if (!sub) throw authError('bad_jwt', 'invalid claim: missing sub claim');
  if (sessionId && !(await isSessionOpen(options.sql, sessionId)))
    throw authError('session_not_found');
  const user = await findUser(options.sql, sub);
  if (!user) throw authError('user_not_found', 'User from sub claim in JWT does not exist');
  return { user, sessionId: sessionId ?? null };
}

function isLogoutScope(scope: string): scope is LogoutScope {
  return scope === 'global' || scope === 'local' || scope === 'others';
}
