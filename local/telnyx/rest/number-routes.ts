import type { Resource } from '../account/resources.ts';
import { isoTime } from '../clock.ts';
import { badRequest, beingProcessed, resourceNotFound, wrongType } from '../telnyx-error.ts';
import { readBody } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';

const FILTERS = ['phone_number', 'status', 'connection_id', 'customer_reference'];
const TEXT_FIELDS = ['customer_reference', 'billing_group_id', 'external_pin'];

function withoutVoice(number: Resource): object {
  return Object.fromEntries(Object.entries(number).filter(([name]) => name !== 'voice'));
}

function voiceView(number: Resource): object {
  return {
    id: number.id,
    record_type: 'voice_settings',
    phone_number: number['phone_number'],
    connection_id: number['connection_id'],
    customer_reference: number['customer_reference'],
    ...(number['voice'] as object),
  };
}

export function listNumbers({ world, query }: RestRequest): Reply {
  const tag = query.get('filter[tag]');
  const found = [...world.account.numbers.values()].filter((number) => {
    const isTagged = tag === null || (number['tags'] as string[]).includes(tag);
    const fits = FILTERS.every((name) => {
      const filter = query.get(`filter[${name}]`);
      return filter === null || filter === String(number[name]);
    });
    return fits && isTagged;
  });
  return paginate(found.map(withoutVoice), query);
}

function withNumber(
  act: (number: Resource, request: RestRequest) => Reply,
): (request: RestRequest) => Reply {
  return (request) => {
    const { world, params } = request;
    const wanted = params[0] ?? '';
    // Telnyx takes the number itself in place of its id.
    const number =
      world.account.numbers.get(wanted) ??
      [...world.account.numbers.values()].find((entry) => entry['phone_number'] === wanted);
    if (number === undefined) return refuse(resourceNotFound('There is no such phone number.'));
    return act(number, request);
  };
}

/** A change; a number that is still being bought cannot be changed. */
function changingNumber(
  act: (number: Resource, request: RestRequest) => Reply,
): (request: RestRequest) => Reply {
  return withNumber((number, request) =>
    number['status'] === 'active'
      ? act(number, request)
      : refuse(beingProcessed('The number is still being bought.')),
  );
}

export const retrieveNumber = withNumber((number) => ok(withoutVoice(number)));

export const retrieveVoiceSettings = withNumber((number) => ok(voiceView(number)));

export const updateNumber = changingNumber((number, { world, body }) => {
  const reader = readBody(body);
  const changes: Record<string, unknown> = {};
  for (const name of TEXT_FIELDS) if (reader.has(name)) changes[name] = reader.text(name);
  if (reader.has('connection_id')) {
    const connectionId = reader.text('connection_id') ?? '';
    const { applications, credentialConnections } = world.account;
    const application = applications.get(connectionId);
    const isKnown = application !== undefined || credentialConnections.has(connectionId);
    if (connectionId !== '' && !isKnown) {
      reader.refuse(badRequest('There is no such connection.', '/connection_id'));
    }
    changes['connection_id'] = connectionId;
    changes['connection_name'] = application?.['application_name'] ?? '';
  }
  if (reader.has('tags')) {
    const { tags } = body;
    const isList = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
    if (!isList) reader.refuse(wrongType('/tags', 'a list of strings'));
    changes['tags'] = tags;
  }
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  Object.assign(number, changes, { updated_at: isoTime(world.clock.now()) });
  world.account.save();
  return ok(withoutVoice(number));
});

/** Sets the fields that are given; a nested group is merged with what it held. */
export const updateVoiceSettings = changingNumber((number, { world, body }) => {
  const cnam = readBody(body).group('cnam_listing')['cnam_listing_details'];
  if (typeof cnam === 'string' && !/^[A-Za-z0-9 ]{0,15}$/.test(cnam)) {
    const detail = 'Up to 15 letters, digits and spaces.';
    return refuse(badRequest(detail, '/cnam_listing/cnam_listing_details'));
  }
  const voice = number['voice'] as Record<string, unknown>;
  for (const [name, value] of Object.entries(body)) {
    const current = voice[name];
    if (current === undefined) continue;
    if (typeof current !== typeof value) {
      return refuse(wrongType(`/${name}`, `a value of type ${typeof current}`));
    }
    const isGroup = typeof current === 'object' && current !== null;
    voice[name] = isGroup ? { ...current, ...(value as object) } : value;
  }
  const listing = voice['cnam_listing'] as Record<string, unknown>;
  Object.assign(number, {
    cnam_listing_enabled: listing['cnam_listing_enabled'],
    caller_id_name_enabled: voice['caller_id_name_enabled'],
    updated_at: isoTime(world.clock.now()),
  });
  world.account.save();
  return ok(voiceView(number));
});

/** Gives the number back. Its id is that of the number itself, and can be bought again. */
export const releaseNumber = changingNumber((number, { world }) => {
  world.account.numbers.delete(number.id);
  world.account.save();
  return ok({ ...withoutVoice(number), status: 'deleted', updated_at: isoTime(world.clock.now()) });
});

function messagingView(number: Resource): object {
  return {
    id: number.id,
    record_type: 'messaging_settings',
    phone_number: number['phone_number'],
    country_code: number['country_iso_alpha2'],
    type: number['phone_number_type'] === 'toll_free' ? 'tollfree' : 'longcode',
    messaging_profile_id: number['messaging_profile_id'],
    messaging_product: 'A2P',
    traffic_type: 'A2P',
    eligible_messaging_products: ['A2P'],
    tags: number['tags'],
    created_at: number['created_at'],
    updated_at: number['updated_at'],
  };
}

export const retrieveMessagingSettings = withNumber((number) => ok(messagingView(number)));

/** An empty or null `messaging_profile_id` takes the number off its profile. */
export const updateMessagingSettings = changingNumber((number, { world, body }) => {
  const reader = readBody(body);
  const profileId = reader.text('messaging_profile_id') ?? '';
  if (profileId !== '' && !world.account.messagingProfiles.has(profileId)) {
    reader.refuse(badRequest('There is no such messaging profile.', '/messaging_profile_id'));
  }
  reader.choice('messaging_product', ['A2P'] as const, 'A2P');
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  if ('messaging_profile_id' in body) {
    number['messaging_profile_id'] = profileId === '' ? null : profileId;
  }
  number['updated_at'] = isoTime(world.clock.now());
  world.account.save();
  return ok(messagingView(number));
});
