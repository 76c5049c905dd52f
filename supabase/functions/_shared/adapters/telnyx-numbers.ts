import type {
  AccountNumber,
  AccountOffer,
  AccountOrder,
  CallerName,
  SearchQuery,
} from '../core/number-account.ts';
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
import type { TelnyxAnswer, TelnyxApi } from './telnyx-api.ts';
import { createResources } from './telnyx-resources.ts';

/** Numbers of the account, and what they need there, in Telnyx's words (telnyx.md section 8). */
export function createNumberAccount(api: TelnyxApi): NumberAccount {
  const numberPath = (id: string) => `/phone_numbers/${encodeURIComponent(id)}`;
  return {
    ...createResources(api),
    async searchNumbers(query) {
      return read(await api.request('GET', searchPath(query)), (body) =>
        rowsOf(body).flatMap(offer),
      );
    },
    async showOffer(phoneNumber, country) {
      const filters = [
        filter('country_code', country),
        filter('phone_number][contains', phoneNumber.slice(1)),
      ];
      return done(await api.request('GET', `/available_phone_numbers?${filters.join('&')}`));
    },
    async findNumber(phoneNumber) {
      const path = `/phone_numbers?${filter('phone_number', phoneNumber)}`;
      return read(await api.request('GET', path), (body) => {
        const row = rowsOf(body).find((one) => one['phone_number'] === phoneNumber);
        return row ? accountNumber(row) : null;
      });
    },
    async findOrder(reference) {
      const path = `/number_orders?${filter('customer_reference', reference)}`;
      return read(await api.request('GET', path), (body) => latestOrder(rowsOf(body), reference));
    },
    async placeOrder({ phoneNumber, connectionId, messagingProfileId, reference }) {
      const answer = await api.request('POST', '/number_orders', {
        phone_numbers: [{ phone_number: phoneNumber }],
        connection_id: connectionId,
        messaging_profile_id: messagingProfileId,
        customer_reference: reference,
      });
      if (!answer.ok && isNotAvailable(answer)) return { ok: false, code: 'number_unavailable' };
      return read(answer, (body) => accountOrder(rowOf(body)));
    },
    async connectNumber(numberId, connectionId) {
      return done(
        await api.request('PATCH', numberPath(numberId), { connection_id: connectionId }),
      );
    },
    async setMessagingProfile(numberId, profileId) {
      const body = { messaging_profile_id: profileId };
      return done(await api.request('PATCH', `${numberPath(numberId)}/messaging`, body));
    },
    async readCallerName(numberId) {
      return read(await api.request('GET', `${numberPath(numberId)}/voice`), (body) =>
        callerName(rowOf(body)),
      );
    },
    async setCallerName(numberId, name) {
      const listing = { cnam_listing_enabled: true, cnam_listing_details: name };
      return done(
        await api.request('PATCH', `${numberPath(numberId)}/voice`, { cnam_listing: listing }),
      );
    },
    async releaseNumber(numberId) {
      return goneOrDone(await api.request('DELETE', numberPath(numberId)));
    },
    async readPublicKey() {
      const answer = await api.request('GET', '/public_key');
      const key = answer.ok ? textIn(rowOf(answer.body), 'public') : null;
      return answer.ok && key === null
        ? { ok: false, code: 'refused' }
        : read(answer, () => key ?? '');
    },
    async readBalance() {
      return read(await api.request('GET', '/balance'), (body) => {
        const row = rowOf(body);
        return {
          amount: textIn(row, 'balance') ?? '0',
          currency: textIn(row, 'currency') ?? 'USD',
        };
      });
    },
  };
}

function searchPath(query: SearchQuery): string {
  const filters = [
    filter('country_code', query.country),
    ...(query.areaCode ? [filter('national_destination_code', query.areaCode)] : []),
    ...(query.locality ? [filter('locality', query.locality)] : []),
    ...(query.type ? [filter('phone_number_type', query.type)] : []),
    ...(query.features.length > 0 ? [filter('features', query.features.join(','))] : []),
    filter('limit', String(query.limit)),
  ];
  return `/available_phone_numbers?${filters.join('&')}`;
}

function offer(row: Row): AccountOffer[] {
  const phoneNumber = textIn(row, 'phone_number');
  const cost = groupIn(row, 'cost_information');
  if (phoneNumber === null) return [];
  const region = (...types: string[]) => {
    const regions = Array.isArray(row['region_information']) ? row['region_information'] : [];
    const found = (regions as Row[]).find((one) => types.includes(String(one['region_type'])));
    return found ? textIn(found, 'region_name') : null;
  };
  const features = Array.isArray(row['features']) ? (row['features'] as Row[]) : [];
  return [
    {
      phoneNumber,
      type: textIn(row, 'phone_number_type'),
      locality: region('location', 'rate_center'),
      region: region('state'),
      features: features.flatMap((one) => textIn(one, 'name') ?? []),
      monthlyCost: textIn(cost, 'monthly_cost') ?? '0',
      upfrontCost: textIn(cost, 'upfront_cost') ?? '0',
      currency: textIn(cost, 'currency') ?? 'USD',
    },
  ];
}

function accountNumber(row: Row): AccountNumber {
  const hasAddress = row['emergency_enabled'];
  return {
    id: textIn(row, 'id') ?? '',
    phoneNumber: textIn(row, 'phone_number') ?? '',
    status: textIn(row, 'status') ?? '',
    connectionId: textIn(row, 'connection_id'),
    messagingProfileId: textIn(row, 'messaging_profile_id'),
    type: textIn(row, 'phone_number_type'),
    country: textIn(row, 'country_iso_alpha2'),
    hasEmergencyAddress: typeof hasAddress === 'boolean' ? hasAddress : null,
  };
}

function accountOrder(row: Row): AccountOrder {
  const status = row['status'];
  return {
    id: textIn(row, 'id') ?? '',
    status: status === 'success' || status === 'failure' ? status : 'pending',
    requirementsMet: row['requirements_met'] !== false,
  };
}

/** One that went through counts before any that failed. */
function latestOrder(rows: readonly Row[], reference: string): AccountOrder | null {
  const ours = rows
    .filter((row) => row['customer_reference'] === reference)
    .toSorted((one, other) => String(other['created_at']).localeCompare(String(one['created_at'])))
    .map(accountOrder);
  return ours.find((order) => order.status !== 'failure') ?? ours[0] ?? null;
}

function callerName(row: Row): CallerName {
  const listing = groupIn(row, 'cnam_listing');
  return {
    isListed: listing['cnam_listing_enabled'] === true,
    name: textIn(listing, 'cnam_listing_details') ?? '',
  };
}

/** Telnyx says in words only that somebody else was quicker. */
function isNotAvailable(answer: TelnyxAnswer & { ok: false }): boolean {
  return answer.status < 500 && /not available|no longer available/i.test(answer.detail ?? '');
}
