import type { Credential } from '../account/resources.ts';
import { isoTime } from '../clock.ts';
import { badRequest, resourceNotFound, wrongType } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { revokeCredential } from '../world/credentials.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

const USER_ID = '5a1f7d2e-0000-4000-8000-000000000001';

function view(world: World, credential: Credential): object {
  const { expiresAtMs } = credential;
  return {
    record_type: 'credential',
    id: credential.id,
    name: credential.name,
    tag: credential.tag,
    resource_id: `connection:${credential.connectionId}`,
    sip_username: credential.sipUsername,
    sip_password: credential.sipPassword,
    expired: world.account.isExpired(credential),
    expires_at: expiresAtMs === null ? null : isoTime(expiresAtMs),
    user_id: USER_ID,
    created_at: isoTime(credential.createdAtMs),
    updated_at: isoTime(credential.updatedAtMs),
  };
}

function readExpiry(reader: BodyReader, fallback: number | null): number | null {
  const text = reader.text('expires_at');
  if (text === null) return fallback;
  const expiresAtMs = Date.parse(text);
  if (Number.isNaN(expiresAtMs)) reader.refuse(wrongType('/expires_at', 'an ISO 8601 time'));
  return expiresAtMs;
}

export function createCredential({ world, body }: RestRequest): Reply {
  const reader = readBody(body);
  const connectionId = reader.requiredText('connection_id');
  if (connectionId !== '' && !world.account.credentialConnections.has(connectionId)) {
    reader.refuse(badRequest('There is no such credential connection.', '/connection_id'));
  }
  const fields = {
    connectionId,
    name: reader.text('name') ?? '',
    tag: reader.text('tag') ?? '',
    expiresAtMs: readExpiry(reader, null),
  };
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  return { ...ok(view(world, world.account.addCredential(fields))), status: 201 };
}

function matches(world: World, credential: Credential, query: URLSearchParams): boolean {
  const wanted: Record<string, string> = {
    name: credential.name,
    tag: credential.tag,
    sip_username: credential.sipUsername,
    resource_id: `connection:${credential.connectionId}`,
    status: world.account.isExpired(credential) ? 'expired' : 'active',
  };
  return Object.entries(wanted).every(([field, value]) => {
    const filter = query.get(`filter[${field}]`);
    return filter === null || filter === value;
  });
}

export function listCredentials({ world, query }: RestRequest): Reply {
  const found = [...world.account.credentials.values()].filter((credential) =>
    matches(world, credential, query),
  );
  return paginate(
    found.map((credential) => view(world, credential)),
    query,
  );
}

function withCredential(
  act: (credential: Credential, request: RestRequest) => Reply,
): (request: RestRequest) => Reply {
  return (request) => {
    const credential = request.world.account.credentials.get(request.params[0] ?? '');
    if (credential === undefined) return refuse(resourceNotFound('There is no such credential.'));
    return act(credential, request);
  };
}

export const retrieveCredential = withCredential((credential, { world }) =>
  ok(view(world, credential)),
);

export const updateCredential = withCredential((credential, { world, body }) => {
  const reader = readBody(body);
  const name = reader.text('name') ?? credential.name;
  const tag = reader.text('tag') ?? credential.tag;
  const expiresAtMs = readExpiry(reader, credential.expiresAtMs);
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  Object.assign(credential, { name, tag, expiresAtMs, updatedAtMs: world.clock.now() });
  world.account.save();
  return ok(view(world, credential));
});

export const deleteCredential = withCredential((credential, { world }) => {
  revokeCredential(world, credential);
  return ok(view(world, credential));
});

/** The login token, as plain text (telnyx.md, section 4). */
export const createToken = withCredential((credential, { world }) => {
  if (world.account.isExpired(credential)) {
    return refuse(badRequest('The credential has expired.', '/expires_at'));
  }
  return { status: 201, body: world.account.loginToken(credential), isText: true };
});
