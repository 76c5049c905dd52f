import type { Resource } from '../account/resources.ts';
import { newNumber } from '../account/seed.ts';
import { TIER_LIMITS } from '../account/settings.ts';
import { isoTime } from '../clock.ts';
import { newUuid } from '../ids.ts';
import {
  badRequest,
  featureLimited,
  insufficientFunds,
  notE164,
  resourceNotFound,
  unprocessable,
} from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { NUMBER_PRICE_USD, scheduleOrder } from '../world/number-orders.ts';
import { readBody } from './body-reader.ts';
import type { BodyReader } from './body-reader.ts';
import { ok, paginate, refuse } from './reply.ts';
import type { Reply, RestRequest } from './reply.ts';
import { isE164 } from './validation.ts';

/** How long a number that was shown by a search can be ordered. */
const SEARCH_VALID_MS = 3_600_000;

function readNumbers(world: World, reader: BodyReader): string[] {
  const { account, clock } = world;
  const wanted: string[] = [];
  for (const [index, entry] of reader.requiredList('phone_numbers').entries()) {
    const pointer = `/phone_numbers/${index}/phone_number`;
    const phoneNumber = (entry as { phone_number?: unknown } | null)?.phone_number;
    if (typeof phoneNumber !== 'string' || !isE164(phoneNumber)) {
      reader.refuse(notE164(pointer));
      continue;
    }
    const searchedAtMs = account.searchedNumbers.get(phoneNumber) ?? -Infinity;
    const owned = [...account.numbers.values()].some(
      (number) => number['phone_number'] === phoneNumber,
    );
    if (owned || wanted.includes(phoneNumber)) {
      reader.refuse(unprocessable('The number is not available: it is owned or ordered.', pointer));
    } else if (clock.now() - searchedAtMs > SEARCH_VALID_MS) {
      const detail = 'The number is not available. Only numbers of a recent search can be ordered.';
      reader.refuse(unprocessable(detail, pointer));
    }
    wanted.push(phoneNumber);
  }
  if (wanted.length === 0 && reader.refusals.length === 0) {
    reader.refuse(badRequest('No number is ordered.', '/phone_numbers'));
  }
  return wanted;
}

/** The id of a connection or profile that the order names, checked. */
function readReference(
  reader: BodyReader,
  name: string,
  isKnown: (id: string) => boolean,
): string | null {
  const id = reader.text(name);
  if (id === null || id === '') return null;
  if (!isKnown(id)) reader.refuse(badRequest('There is no such resource.', `/${name}`));
  return id;
}

/** What the account's level and its money do not allow; null: it may. */
function refuseOrder(world: World, count: number): Reply | null {
  const { settings, numbers, ledger } = world.account;
  const limit = TIER_LIMITS[settings.tier].numbers;
  if (limit !== null && numbers.size + count > limit) {
    return refuse(featureLimited(`An account of this level may have ${limit} number.`));
  }
  return ledger.balanceUsd() < NUMBER_PRICE_USD * count ? refuse(insufficientFunds) : null;
}

function newOrder(
  numbers: Resource[],
  fields: Record<'connection_id' | 'messaging_profile_id', string | null>,
  customerReference: string,
  nowMs: number,
): Resource {
  return {
    id: newUuid(),
    record_type: 'number_order',
    status: 'pending',
    phone_numbers: numbers.map((number) => ({
      id: number.id,
      record_type: 'number_order_phone_number',
      phone_number: number['phone_number'],
      country_code: number['country_iso_alpha2'],
      phone_number_type: number['phone_number_type'],
      status: 'pending',
      requirements_met: true,
      requirements_status: 'approved',
      regulatory_requirements: [],
    })),
    phone_numbers_count: numbers.length,
    sub_number_orders_ids: [newUuid()],
    ...fields,
    billing_group_id: null,
    customer_reference: customerReference,
    requirements_met: true,
    created_at: isoTime(nowMs),
    updated_at: isoTime(nowMs),
  };
}

/**
 * `POST /number_orders`. The numbers are `purchase-pending` until the order is decided. Without an
 * idempotency key at Telnyx, a repeated order is a second one: it fails on the number.
 */
export function createNumberOrder({ world, body }: RestRequest): Reply {
  const { account, clock } = world;
  const reader = readBody(body);
  const wanted = readNumbers(world, reader);
  const connectionId = readReference(
    reader,
    'connection_id',
    (id) => account.connectionById(id) !== null,
  );
  const messagingProfileId = readReference(reader, 'messaging_profile_id', (id) =>
    account.messagingProfiles.has(id),
  );
  const customerReference = reader.text('customer_reference') ?? '';
  if (reader.refusals.length > 0) return refuse(...reader.refusals);
  const refused = refuseOrder(world, wanted.length);
  if (refused !== null) return refused;
  const nowMs = clock.now();
  const numbers = wanted.map((phoneNumber) => ({
    ...newNumber(phoneNumber, connectionId ?? '', nowMs),
    status: 'purchase-pending',
    connection_name: String(account.connectionById(connectionId ?? '')?.['application_name'] ?? ''),
    messaging_profile_id: messagingProfileId,
    customer_reference: customerReference,
  }));
  for (const number of numbers) account.numbers.set(number.id, number);
  const fields = { connection_id: connectionId, messaging_profile_id: messagingProfileId };
  const order = newOrder(numbers, fields, customerReference, nowMs);
  account.numberOrders.set(order.id, order);
  account.ledger.pay(NUMBER_PRICE_USD * wanted.length);
  account.save();
  scheduleOrder(world, order);
  return ok(order);
}

/** `GET /number_orders`, newest first as at Telnyx. */
export function listNumberOrders({ world, query }: RestRequest): Reply {
  const fits = (order: Resource, name: string): boolean => {
    const wanted = query.get(`filter[${name}]`);
    return wanted === null || wanted === order[name];
  };
  const found = [...world.account.numberOrders.values()].filter(
    (order) => fits(order, 'status') && fits(order, 'customer_reference'),
  );
  return paginate(found.toReversed(), query);
}

export function retrieveNumberOrder({ world, params }: RestRequest): Reply {
  const order = world.account.numberOrders.get(params[0] ?? '');
  return order === undefined
    ? refuse(resourceNotFound('There is no such number order.'))
    : ok(order);
}
