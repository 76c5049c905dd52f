import type { AccountResource, ResourceFields, ResourceKind } from '../core/number-account.ts';
import type { NumberAccount } from '../ports/number-account.ts';
import {
  done,
  filter,
  goneOrDone,
  groupIn,
  read,
  type Row,
  rowOf,
  rowsOf,
  textIn,
} from './telnyx-account-answers.ts';
import type { TelnyxApi } from './telnyx-api.ts';

/** How Telnyx calls a kind of resource, and its name field. */
const KINDS: Record<ResourceKind, { path: string; nameField: string; nameFilter: string }> = {
  voice_profile: {
    path: '/outbound_voice_profiles',
    nameField: 'name',
    nameFilter: 'name][contains',
  },
  application: {
    path: '/call_control_applications',
    nameField: 'application_name',
    nameFilter: 'application_name][contains',
  },
  credential_connection: {
    path: '/credential_connections',
    nameField: 'connection_name',
    nameFilter: 'connection_name][contains',
  },
  messaging_profile: { path: '/messaging_profiles', nameField: 'name', nameFilter: 'name' },
};
const MOST_RESOURCES = 250;

type Resources = Pick<
  NumberAccount,
  'readResource' | 'findResources' | 'createResource' | 'changeResource' | 'removeResource'
>;

/** Applications, connections and profiles (telnyx.md sections 4, 8 and 10). */
export function createResources(api: TelnyxApi): Resources {
  const one = (kind: ResourceKind, id: string) => `${KINDS[kind].path}/${encodeURIComponent(id)}`;
  return {
    async readResource(kind, id) {
      const answer = await api.request('GET', one(kind, id));
      if (!answer.ok && answer.status === 404) return { ok: true, value: null };
      return read(answer, (body) => resource(kind, rowOf(body)));
    },
    async findResources(kind, name) {
      const { path, nameField, nameFilter } = KINDS[kind];
      const query = `${filter(nameFilter, name)}&page%5Bsize%5D=${MOST_RESOURCES}`;
      return read(await api.request('GET', `${path}?${query}`), (body) =>
        rowsOf(body)
          .filter((row) => row[nameField] === name)
          .toSorted(byAge)
          .map((row) => resource(kind, row)),
      );
    },
    async createResource(kind, name, fields) {
      const body = { ...wireOf(kind, name, fields), ...firstValues(kind) };
      return read(await api.request('POST', KINDS[kind].path, body), (answer) =>
        resource(kind, rowOf(answer)),
      );
    },
    async changeResource(kind, current, fields) {
      const body = wireOf(kind, current.name, { ...neededOnChange(kind, current), ...fields });
      return done(await api.request('PATCH', one(kind, current.id), body));
    },
    async removeResource(kind, id) {
      return goneOrDone(await api.request('DELETE', one(kind, id)));
    },
  };
}

function byAge(a: Row, b: Row): number {
  const made = String(a['created_at']).localeCompare(String(b['created_at']));
  return made === 0 ? String(a['id']).localeCompare(String(b['id'])) : made;
}

function resource(kind: ResourceKind, row: Row): AccountResource {
  const base = { id: textIn(row, 'id') ?? '', name: textIn(row, KINDS[kind].nameField) ?? '' };
  if (kind === 'voice_profile') return { ...base, fields: {} };
  if (kind === 'messaging_profile')
    return { ...base, fields: { isActive: row['enabled'] === true } };
  const fields: ResourceFields = {
    webhookUrl: textIn(row, 'webhook_event_url') ?? '',
    failoverUrl: textIn(row, 'webhook_event_failover_url') ?? '',
    webhookApiVersion: textIn(row, 'webhook_api_version') ?? '',
    isActive: row['active'] === true,
    voiceProfileId: textIn(groupIn(row, 'outbound'), 'outbound_voice_profile_id') ?? '',
  };
  if (kind === 'application') return { ...base, fields };
  return {
    ...base,
    fields: { ...fields, sipUriCalling: textIn(row, 'sip_uri_calling_preference') ?? '' },
  };
}

/** An application's PATCH needs its name and webhook URL again (telnyx.md section 8). */
function neededOnChange(kind: ResourceKind, current: AccountResource): ResourceFields {
  const { webhookUrl } = current.fields;
  return kind === 'application' && webhookUrl ? { webhookUrl } : {};
}

function wireOf(kind: ResourceKind, name: string, fields: ResourceFields): Row {
  const { webhookUrl, failoverUrl, webhookApiVersion, isActive, voiceProfileId } = fields;
  const { sipUriCalling } = fields;
  if (kind === 'messaging_profile') return { name, enabled: isActive ?? true };
  return {
    [KINDS[kind].nameField]: name,
    ...(webhookUrl === undefined ? {} : { webhook_event_url: webhookUrl }),
    ...(failoverUrl === undefined ? {} : { webhook_event_failover_url: failoverUrl }),
    ...(webhookApiVersion === undefined ? {} : { webhook_api_version: webhookApiVersion }),
    ...(isActive === undefined ? {} : { active: isActive }),
    ...(voiceProfileId === undefined
      ? {}
      : { outbound: { outbound_voice_profile_id: voiceProfileId } }),
    ...(sipUriCalling === undefined ? {} : { sip_uri_calling_preference: sipUriCalling }),
  };
}

/** What is set once: later choices of the owner in Telnyx's portal stay. */
function firstValues(kind: ResourceKind): Row {
  switch (kind) {
    case 'application':
      // A cold function may need longer than Telnyx's 2 s (telnyx.md section 11).
      return { webhook_timeout_secs: 10, call_cost_in_webhooks: true };
    case 'credential_connection':
      // Nobody registers with these: each browser has a credential of its own.
      return {
        user_name: `sb${randomText(24)}`,
        password: randomText(48),
        webhook_timeout_secs: 10,
      };
    case 'messaging_profile':
      return { whitelisted_destinations: ['CA', 'US'] };
    default:
      return {};
  }
}

/** Letters and digits of a secure source. */
function randomText(length: number): string {
  const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
  return [...crypto.getRandomValues(new Uint8Array(length))]
    .map((byte) => letters[byte % letters.length])
    .join('');
}
