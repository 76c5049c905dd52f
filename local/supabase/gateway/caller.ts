import type { IncomingMessage } from 'node:http';
import type { StackKeys } from '../keys.ts';
import { HttpProblem, type Caller } from './http.ts';

/** The API key of a request: header `apikey`, else the query's. */
export function apiKeyOf(raw: IncomingMessage, query: URLSearchParams): string | null {
  const header = raw.headers['apikey'];
  return (typeof header === 'string' ? header : null) ?? query.get('apikey');
}

/** The token of an Authorization header, or null. */
export function bearerOf(raw: IncomingMessage): string | null {
  return /^Bearer\s+(.+)$/i.exec(raw.headers.authorization ?? '')?.[1]?.trim() ?? null;
}

/**
 * Works out who calls, as Supabase's API gateway does: the API key decides on a role, a JWT in
 * Authorization wins over it.
 *
 * @throws HttpProblem 401 when the key is missing or unknown
 */
export async function identifyCaller(
  keys: StackKeys,
  raw: IncomingMessage,
  query: URLSearchParams,
): Promise<Caller> {
  const apiKey = apiKeyOf(raw, query);
  if (!apiKey) {
    throw new HttpProblem(401, {
      message: 'No API key found in request',
      hint: 'No `apikey` request header or url param was found.',
    });
  }
  const keyRole = await roleOfKey(keys, apiKey);
  if (!keyRole) {
    throw new HttpProblem(401, {
      message: 'Invalid API key',
      hint: 'Double check your Supabase `anon` or `service_role` API key.',
    });
  }
  return callerWithKey(keys, keyRole, bearerOf(raw));
}

/** A caller without any key, for the few public addresses. */
export function anonymousCaller(keys: StackKeys, raw: IncomingMessage): Promise<Caller> {
  return callerWithKey(keys, 'anon', bearerOf(raw));
}

async function callerWithKey(
  keys: StackKeys,
  keyRole: Caller['keyRole'],
  bearer: string | null,
): Promise<Caller> {
  const token = keyRole === 'anon' ? keys.anonJwt : keys.serviceRoleJwt;
  const byKey: Caller = {
    keyRole,
    claims: { role: keyRole },
    token,
    tokenProblem: null,
    hasBearer: false,
  };
  if (!bearer || bearer === keys.publishableKey) return byKey;
  if (bearer === keys.secretKey) {
    return { ...byKey, claims: { role: 'service_role' }, token: keys.serviceRoleJwt };
  }
  const check = await keys.signer.verify(bearer);
  if (!check.ok) return { ...byKey, token: bearer, tokenProblem: check.message, hasBearer: true };
  return { ...byKey, claims: check.claims, token: bearer, hasBearer: true };
}

/** The role of a new-style key or of a legacy key, which is a JWT signed by us with that role. */
async function roleOfKey(keys: StackKeys, apiKey: string): Promise<Caller['keyRole'] | null> {
  if (apiKey === keys.publishableKey) return 'anon';
  if (apiKey === keys.secretKey) return 'service_role';
  const check = await keys.signer.verify(apiKey);
  if (!check.ok) return null;
  const { role, sub } = check.claims;
  return sub === undefined && (role === 'anon' || role === 'service_role') ? role : null;
}
