import type { Resource } from '../account/resources.ts';
import { isoTime } from '../clock.ts';
import { badRequest, resourceNotFound, wrongType } from '../telnyx-error.ts';
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
    const number = world.account.numbers.get(wanted) ?? world.account.numberByE164(wanted);
    if (number === undefined || number === null) {
      return refuse(resourceNotFound('There is no such phone number.'));
    }
    return act(number, request);
  };
}

export const retrieveNumber = withNumber((number) => ok(withoutVoice(number)));

export const retrieveVoiceSettings = withNumber((number) => ok(voiceView(number)));

export const updateNumber = withNumber((number, { world, body }) => {
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
export const updateVoiceSettings = withNumber((number, { world, body }) => {
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
  number['updated_at'] = isoTime(world.clock.now());
  world.account.save();
  return ok(voiceView(number));
});
