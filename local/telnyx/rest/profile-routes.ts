import { newMessagingProfile, newVoiceProfile } from '../account/profiles.ts';
import type { Resource } from '../account/resources.ts';
import { newNumericId, newUuid } from '../ids.ts';
import { unprocessable, wrongType } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import type { BodyReader } from './body-reader.ts';
import { resourceRoutes } from './resource-routes.ts';

/** Upper-case ISO 3166-1 alpha-2 codes; messaging also takes `*`, everywhere. */
function checkDestinations(reader: BodyReader, mayBeAll: boolean): void {
  const codes = reader.list('whitelisted_destinations');
  const isCode = (code: unknown): boolean =>
    typeof code === 'string' && (/^[A-Z]{2}$/.test(code) || (mayBeAll && code === '*'));
  if (codes !== null && !codes.every(isCode)) {
    reader.refuse(wrongType('/whitelisted_destinations', 'a list of ISO 3166-1 alpha-2 codes'));
  }
}

function checkSpendLimit(reader: BodyReader): void {
  const limit = reader.text('daily_spend_limit');
  if (limit !== null && !/^\d{1,9}(\.\d{1,4})?$/.test(limit)) {
    reader.refuse(wrongType('/daily_spend_limit', 'an amount in US dollars, as a string'));
  }
  reader.flag('daily_spend_limit_enabled', false);
}

function connectionsOf(profileId: string, { account }: World): Resource[] {
  return [...account.applications.values(), ...account.credentialConnections.values()].filter(
    ({ id }) => account.voiceProfileOf(id)?.id === profileId,
  );
}

export const voiceProfileRoutes = resourceRoutes({
  noun: 'outbound voice profile',
  nameField: 'name',
  requiredOnCreate: ['name'],
  requiredOnUpdate: ['name'],
  check(reader) {
    checkDestinations(reader, false);
    checkSpendLimit(reader);
    reader.flag('enabled', true);
    reader.whole('concurrent_call_limit', 0, 0, 1_000_000);
    reader.amount('max_destination_rate');
    reader.choice('traffic_type', ['conversational'] as const, 'conversational');
    reader.choice('service_plan', ['global'] as const, 'global');
    reader.choice('usage_payment_method', ['rate-deck'] as const, 'rate-deck');
  },
  rows: (world) => world.account.voiceProfiles,
  create: (nowMs) => newVoiceProfile(newNumericId(), nowMs),
  view: (row, _isNew, world) => ({
    ...row,
    connections_count: connectionsOf(row.id, world).length,
  }),
  refuseRemoval: (row, world) =>
    connectionsOf(row.id, world).length > 0
      ? unprocessable('Connections still call out through this outbound voice profile.')
      : null,
});

export const messagingProfileRoutes = resourceRoutes({
  noun: 'messaging profile',
  nameField: 'name',
  requiredOnCreate: ['name'],
  requiredOnUpdate: [],
  check(reader, _world, isNew) {
    if (isNew) reader.requiredList('whitelisted_destinations');
    checkDestinations(reader, true);
    checkSpendLimit(reader);
    reader.flag('enabled', true);
    reader.choice('webhook_api_version', ['1', '2', '2010-04-01'] as const, '2');
    for (const name of ['webhook_url', 'webhook_failover_url']) {
      const url = reader.text(name);
      if (url !== null && url !== '' && !URL.canParse(url)) {
        reader.refuse(wrongType(`/${name}`, 'a URL'));
      }
    }
  },
  rows: (world) => world.account.messagingProfiles,
  create: (nowMs) => newMessagingProfile(newUuid(), nowMs),
  view: (row) => row,
  removed(row, { account }) {
    for (const number of account.numbers.values()) {
      if (number['messaging_profile_id'] === row.id) number['messaging_profile_id'] = null;
    }
  },
});
