import type { Resource } from '../account/resources.ts';
import { newApplication, newCredentialConnection } from '../account/seed.ts';
import type { ApplicationFields } from '../account/seed.ts';
import { isoTime } from '../clock.ts';
import { newNumericId } from '../ids.ts';
import { badRequest, resourceNotFound, wrongType } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

/** What differs between Call Control applications and credential connections. */
interface Kind {
  noun: string;
  nameField: string;
  requiredOnCreate: string[];
  requiredOnUpdate: string[];
  /** Fields of which a wrong value is refused. */
  check(reader: BodyReader): void;
  rows(world: World): Map<string, Resource>;
  create(fields: ApplicationFields): Resource;
  /** The stored row as a reply shows it. */
  view(row: Resource, isNew: boolean): Resource;
}

const READ_ONLY = new Set(['id', 'record_type', 'created_at', 'updated_at']);

const APPLICATION: Kind = {
  noun: 'Call Control application',
  nameField: 'application_name',
  requiredOnCreate: ['application_name', 'webhook_event_url'],
  requiredOnUpdate: ['application_name', 'webhook_event_url'],
  check: () => undefined,
  rows: (world) => world.account.applications,
  create: newApplication,
  view: (row) => row,
};

const CREDENTIAL_CONNECTION: Kind = {
  noun: 'credential connection',
  nameField: 'connection_name',
  requiredOnCreate: ['connection_name', 'user_name', 'password'],
  requiredOnUpdate: [],
  check(reader) {
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
  create: (fields) => ({
    ...newCredentialConnection(fields),
    sip_uri_calling_preference: 'disabled',
  }),
  view: (row, isNew) => (isNew ? row : { ...row, password: '********' }),
};

function readChanges(
  kind: Kind,
  current: Resource,
  body: Record<string, unknown>,
  required: string[],
): { reader: BodyReader; changes: Record<string, unknown> } {
  const reader = readBody(body);
  for (const name of required) reader.requiredText(name);
  kind.check(reader);
  reader.whole('webhook_timeout_secs', 0, 0, 30);
  reader.flag('active', true);
  for (const name of ['webhook_event_url', 'webhook_event_failover_url']) {
    const url = reader.text(name);
    if (url !== null && url !== '' && !URL.canParse(url)) {
      reader.refuse(wrongType(`/${name}`, 'a URL'));
    }
  }
  const changes: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (READ_ONLY.has(name)) continue;
    const held = current[name];
    const isGroup = typeof held === 'object' && held !== null && !Array.isArray(held);
    changes[name] = isGroup ? { ...held, ...(value as object) } : value;
  }
  return { reader, changes };
}

function connectionRoutes(kind: Kind) {
  const withRow =
    (act: (row: Resource, request: RestRequest) => Reply) =>
    (request: RestRequest): Reply => {
      const row = kind.rows(request.world).get(request.params[0] ?? '');
      return row === undefined
        ? refuse(resourceNotFound(`There is no such ${kind.noun}.`))
        : act(row, request);
    };
  return {
    list({ world, query }: RestRequest): Reply {
      const name = query.get(`filter[${kind.nameField}][contains]`);
      const rows = [...kind.rows(world).values()].filter(
        (row) => name === null || String(row[kind.nameField]).includes(name),
      );
      return paginate(
        rows.map((row) => kind.view(row, false)),
        query,
      );
    },
    create({ world, body }: RestRequest): Reply {
      const nowMs = world.clock.now();
      const fields = { id: newNumericId(), webhookUrl: '', failoverUrl: null, nowMs };
      const row = kind.create(fields);
      const { reader, changes } = readChanges(kind, row, body, kind.requiredOnCreate);
      if (reader.refusals.length > 0) return refuse(...reader.refusals);
      Object.assign(row, changes);
      kind.rows(world).set(row.id, row);
      world.account.save();
      return { ...ok(kind.view(row, true)), status: 201 };
    },
    retrieve: withRow((row) => ok(kind.view(row, false))),
    update: withRow((row, { world, body }) => {
      const { reader, changes } = readChanges(kind, row, body, kind.requiredOnUpdate);
      if (reader.refusals.length > 0) return refuse(...reader.refusals);
      Object.assign(row, changes, { updated_at: isoTime(world.clock.now()) });
      world.account.save();
      return ok(kind.view(row, 'password' in body));
    }),
    remove: withRow((row, { world }) => {
      kind.rows(world).delete(row.id);
      world.account.save();
      return ok(kind.view(row, false));
    }),
  };
}

export const applicationRoutes = connectionRoutes(APPLICATION);
export const credentialConnectionRoutes = connectionRoutes(CREDENTIAL_CONNECTION);

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
