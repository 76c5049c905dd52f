import { newApplication, newCredentialConnection } from '../account/seed.ts';
import { newNumericId } from '../ids.ts';
import { badRequest, resourceNotFound, wrongType } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { revokeCredential } from '../world/credentials.ts';
import type { BodyReader } from './body-reader.ts';
import { ok, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';
import { checkVoiceProfile, resourceRoutes } from './resource-routes.ts';

function checkConnection(reader: BodyReader, world: World): void {
  reader.whole('webhook_timeout_secs', 0, 0, 30);
  reader.flag('active', true);
  for (const name of ['webhook_event_url', 'webhook_event_failover_url']) {
    const url = reader.text(name);
    if (url !== null && url !== '' && !URL.canParse(url)) {
      reader.refuse(wrongType(`/${name}`, 'a URL'));
    }
  }
  checkVoiceProfile(reader, world);
}

function newFields(nowMs: number) {
  return { id: newNumericId(), webhookUrl: '', failoverUrl: null, nowMs };
}

export const applicationRoutes = resourceRoutes({
  noun: 'Call Control application',
  nameField: 'application_name',
  requiredOnCreate: ['application_name', 'webhook_event_url'],
  requiredOnUpdate: ['application_name', 'webhook_event_url'],
  check: checkConnection,
  rows: (world) => world.account.applications,
  create: (nowMs) => newApplication(newFields(nowMs)),
  view: (row) => row,
});

export const credentialConnectionRoutes = resourceRoutes({
  noun: 'credential connection',
  nameField: 'connection_name',
  requiredOnCreate: ['connection_name', 'user_name', 'password'],
  requiredOnUpdate: [],
  check(reader, world) {
    checkConnection(reader, world);
    const preferences = ['disabled', 'internal', 'unrestricted', ''] as const;
    reader.choice('sip_uri_calling_preference', preferences, '');
    const userName = reader.text('user_name');
    if (userName !== null && !/^[A-Za-z][A-Za-z0-9]{3,31}$/.test(userName)) {
      reader.refuse(
        badRequest('4 to 32 letters and digits, not starting with a digit.', '/user_name'),
      );
    }
    const password = reader.text('password');
    if (password !== null && (password.length < 8 || password.length > 128)) {
      reader.refuse(badRequest('8 to 128 characters.', '/password'));
    }
  },
  rows: (world) => world.account.credentialConnections,
  // Unlike the seeded one, a new connection starts as Telnyx's do: no SIP calls to its browsers.
  create: (nowMs) => ({
    ...newCredentialConnection(newFields(nowMs)),
    sip_uri_calling_preference: 'disabled',
  }),
  view: (row, isNew) => (isNew ? row : { ...row, password: '********' }),
  secretField: 'password',
  removed(row, world) {
    for (const credential of [...world.account.credentials.values()]) {
      if (credential.connectionId === row.id) revokeCredential(world, credential);
    }
  },
});

/** `POST /credential_connections/{id}/actions/check_registration_status`. */
export function checkRegistration({ world, params }: RestRequest): Reply {
  const connectionId = params[0] ?? '';
  if (!world.account.credentialConnections.has(connectionId)) {
    return refuse(resourceNotFound('There is no such credential connection.'));
  }
  const registered = world
    .gateway()
    .registered()
    .filter(({ sipUsername }) => {
      const credential = world.account.credentialByUsername(sipUsername);
      return credential?.connectionId === connectionId;
    });
  return ok({
    record_type: 'registration_status',
    status: registered.length > 0 ? 'Connected' : 'Not Registered',
    sip_username: registered[0]?.sipUsername ?? null,
    last_registration: registered[0]?.connectedAt ?? null,
  });
}
