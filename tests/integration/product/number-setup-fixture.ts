import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import {
  type NumberSetupAnswer,
  numberSetupAnswer,
  type SearchAnswer,
} from '../../../supabase/functions/_shared/core/contracts/number-setup.ts';
import { type Api, callFunction, signIn } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import type { Fixture } from './fixture.ts';

/** An owner who has just made a business: nothing else is there. */
export interface NewBusiness {
  email: string;
  owner: Api;
  organizationId: string;
  ask<T = NumberSetupAnswer>(body: object): Promise<{ status: number; body: T & Problem }>;
  status(): Promise<NumberSetupAnswer>;
  /** A number that is for sale, as a search shows it. */
  offer(areaCode: string): Promise<string>;
  /** Waits until the purchase is complete. */
  working(phoneNumber: string): Promise<NumberSetupAnswer['numbers'][number]>;
}

/** What runs: one product, or the same after a restart. */
export type Stack = Pick<Fixture, 'product' | 'sim' | 'service'>;

export interface Problem {
  error?: { code: string; message: string; reason?: string };
}

export async function newBusiness(fixture: Stack, name: string): Promise<NewBusiness> {
  const { apiUrl } = fixture.product;
  const email = `owner-${randomUUID()}@example.test`;
  const made = await fixture.service.auth.admin.createUser({
    email,
    password: 'demo-password',
    email_confirm: true,
  });
  if (made.error) throw made.error;
  const owner = await signIn(apiUrl, email);
  const p = {
    name,
    country: 'CA',
    timeZone: 'America/Toronto',
    language: 'en',
    displayName: 'Olga',
  };
  const { data, error } = await owner.rpc('create_organization', { p });
  const created = data as { ok?: boolean; organizationId?: string } | null;
  if (error || !created?.organizationId) throw new Error(JSON.stringify(error ?? data));
  const ask = async <T>(body: object) =>
    (await callFunction(apiUrl, owner, 'setup-telnyx-number', body)) as {
      status: number;
      body: T & Problem;
    };
  const status = async () => numberSetupAnswer.parse((await ask({ action: 'status' })).body);
  return {
    email,
    owner,
    organizationId: created.organizationId,
    ask,
    status,
    offer: (areaCode) =>
      waitUntil(`a number is for sale in ${areaCode}`, async () => {
        const search = { action: 'search', country: 'CA', area_code: areaCode };
        const { body } = await ask<Partial<SearchAnswer>>(search);
        return body.offers?.[0]?.phone_number;
      }),
    working: (phoneNumber) =>
      waitUntil(
        `${phoneNumber.slice(-4)} works`,
        async () => {
          const found = (await status()).numbers.find((one) => one.phone_number === phoneNumber);
          return found?.setup?.state === 'done' ? found : null;
        },
        60_000,
      ),
  };
}

/** What the account has at Telnyx, by Telnyx's own API. */
export async function telnyx<T>(fixture: Stack, path: string, init: RequestInit = {}): Promise<T> {
  const { api_key: key } = await fixture.sim.account();
  const response = await fetch(`${fixture.product.simUrl}/v2${path}`, {
    ...init,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
  });
  return ((await response.json()) as { data: T }).data;
}

export interface TelnyxRow {
  id: string;
  name?: string;
  application_name?: string;
  connection_name?: string;
  customer_reference?: string;
  phone_number?: string;
  connection_id?: string;
  messaging_profile_id?: string | null;
}

const LISTS = {
  outbound_voice_profiles: 'outbound_voice_profile_id',
  call_control_applications: 'call_control_application_id',
  credential_connections: 'credential_connection_id',
  messaging_profiles: 'messaging_profile_id',
} as const;

/** The ids of all that carries the business's name, by kind. */
async function madeFor(fixture: Stack, organizationId: string): Promise<Record<string, string[]>> {
  const lists = Object.entries(LISTS).map(async ([list, field]) => {
    const rows = await telnyx<TelnyxRow[]>(fixture, `/${list}?page%5Bsize%5D=250`);
    const ours = rows.filter((row) =>
      (row.name ?? row.application_name ?? row.connection_name ?? '').includes(organizationId),
    );
    return [field, ours.map(({ id }) => id)] as const;
  });
  return Object.fromEntries(await Promise.all(lists));
}

/** One of each at Telnyx, and these are the ones that are stored: no orphan. */
export async function expectOneOfEach(
  fixture: Stack,
  business: NewBusiness,
  phoneNumber: string,
): Promise<void> {
  const made = await madeFor(fixture, business.organizationId);
  const { resources } = await business.status();
  expect(made).toEqual(
    Object.fromEntries(Object.entries(resources).map(([field, id]) => [field, [id]])),
  );
  const numbers = await telnyx<TelnyxRow[]>(
    fixture,
    `/phone_numbers?filter%5Bconnection_id%5D=${resources.call_control_application_id}`,
  );
  expect(numbers).toMatchObject([
    { phone_number: phoneNumber, messaging_profile_id: resources.messaging_profile_id },
  ]);
  const orders = await telnyx<TelnyxRow[]>(
    fixture,
    `/number_orders?filter%5Bcustomer_reference%5D=${numbers[0]?.customer_reference}`,
  );
  expect(orders).toHaveLength(1);
}
