import type { ServerResponse } from 'node:http';
import type { AuthOptions } from '../auth.ts';
import { readJsonObject, sendEmpty, sendJson, type ApiRequest } from '../gateway/http.ts';
import { authError } from './errors.ts';
import { objectField, textField } from './fields.ts';
import { issueToken, useToken } from './links.ts';
import type { LinkType } from './mail-box.ts';
import { composeMail } from './mail-templates.ts';
import { openSession } from './sessions.ts';
import { createUser, findUserByEmail, presentUser, type UserRow } from './users.ts';

/** Mails a user a one-time link, as GoTrue does. */
export async function mailLink(
  options: AuthOptions,
  request: ApiRequest,
  user: UserRow,
  type: LinkType,
): Promise<void> {
  const { hash, digits } = await issueToken(options.sql, user, type);
  const to = user.email ?? '';
  const redirectTo = allowedRedirect(options, request.query.get('redirect_to'));
  const query = new URLSearchParams({ token: hash, type, redirect_to: redirectTo });
  const mail = composeMail(options.configFile, type, {
    ConfirmationURL: `${options.issuer()}/verify?${query}`,
    TokenHash: hash,
    Token: digits,
    SiteURL: options.siteUrl,
    RedirectTo: redirectTo,
    Email: to,
  });
  options.mailBox.deliver({ to, type, ...mail });
}

/** `POST /invite`, with the secret key: makes the user where there is none. */
export async function invite(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  if (request.caller.claims.role !== 'service_role') throw authError('not_admin');
  const body = await readJsonObject(request.raw);
  const email = textField(body, 'email');
  if (!email)
    throw authError('validation_failed', 'Unable to validate email address: invalid format');
  const known = await findUserByEmail(options.sql, email);
  if (known?.confirmed_at) throw authError('email_exists');
  const userMetadata = objectField(body, 'data');
  const user = known ?? (await createUser(options.sql, { email, userMetadata }, 'email_exists'));
  await mailLink(options, request, user, 'invite');
  const invited = (await findUserByEmail(options.sql, email)) ?? user;
  sendJson(response, 200, await presentUser(options.sql, invited));
}

/** `POST /recover`: the same answer whether or not there is such a user. */
export async function recover(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  const email = await readEmail(request);
  const user = await findUserByEmail(options.sql, email);
  if (user) await mailLink(options, request, user, 'recovery');
  sendJson(response, 200, {});
}

/** `POST /otp`: a sign-in link for whoever has an account. */
export async function sendSignInLink(
  options: AuthOptions,
  request: ApiRequest,
  response: ServerResponse,
) {
  const body = await readJsonObject(request.raw);
  const email = textField(body, 'email');
  if (!email)
    throw authError(
      'validation_failed',
      'Only an email address or phone number should be provided',
    );
  const known = await findUserByEmail(options.sql, email);
  const mayCreate = body['create_user'] !== false && options.allowSignups;
  if (!known && !mayCreate) throw authError('otp_disabled');
  const user = known ?? (await createUser(options.sql, { email }, 'user_already_exists'));
  await mailLink(options, request, user, user.confirmed_at ? 'magiclink' : 'signup');
  sendJson(response, 200, {});
}

/** `POST /resend`: the confirmation of a sign-up once more. */
export async function resend(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  const email = await readEmail(request);
  const user = await findUserByEmail(options.sql, email);
  if (user && !user.confirmed_at) await mailLink(options, request, user, 'signup');
  sendJson(response, 200, {});
}

/** `POST /verify`: a session for a token's hash, or for an address and its six digits. */
export async function verify(options: AuthOptions, request: ApiRequest, response: ServerResponse) {
  const body = await readJsonObject(request.raw);
  const type = textField(body, 'type') ?? '';
  const [hash, email, digits] = [
    textField(body, 'token_hash'),
    textField(body, 'email'),
    textField(body, 'token'),
  ];
  const token = hash ? { hash } : email && digits ? { email, digits } : null;
  if (!token) throw authError('validation_failed', 'Verify requires a token or a token hash');
  const user = await useToken(options.sql, type, token);
  if (!user) throw authError('otp_expired');
  sendJson(response, 200, await openSession(options, user, clientOf(request)));
}

/** `GET /verify`: what the link of an unchanged mail leads to; the session stands behind the `#`. */
export async function followLink(
  options: AuthOptions,
  request: ApiRequest,
  response: ServerResponse,
) {
  const target = allowedRedirect(options, request.query.get('redirect_to'));
  const type = request.query.get('type') ?? '';
  const user = await useToken(options.sql, type, { hash: request.query.get('token') ?? '' });
  const result = new URLSearchParams(
    user
      ? { ...(await sessionParameters(options, request, user)), type }
      : {
          error: 'access_denied',
          error_code: 'otp_expired',
          error_description: 'Email link is invalid or has expired',
        },
  );
  response.setHeader('location', `${target}#${result}`);
  sendEmpty(response, 303);
}

async function sessionParameters(options: AuthOptions, request: ApiRequest, user: UserRow) {
  const session = await openSession(options, user, clientOf(request));
  const names = ['access_token', 'refresh_token', 'expires_in', 'expires_at', 'token_type'];
  return Object.fromEntries(names.map((name) => [name, String(session[name])]));
}

async function readEmail(request: ApiRequest): Promise<string> {
  const email = textField(await readJsonObject(request.raw), 'email');
  if (!email)
    throw authError('validation_failed', 'Unable to validate email address: invalid format');
  return email;
}

/** Only to the app, whose addresses are this machine's: a link must not carry a session elsewhere. */
function allowedRedirect(options: AuthOptions, wanted: string | null): string {
  if (!wanted || !URL.canParse(wanted)) return options.siteUrl;
  const { hostname, port, protocol } = new URL(wanted);
  const isApp = port === new URL(options.siteUrl).port && protocol === 'http:';
  return isApp && ['localhost', '127.0.0.1'].includes(hostname) ? wanted : options.siteUrl;
}

/** Who holds a session, for the list of sessions. */
export function clientOf(request: ApiRequest) {
  return {
    userAgent: request.headers['user-agent'] ?? null,
    address: request.raw.socket.remoteAddress ?? null,
  };
}
