import { describe, expect, it } from 'vitest';
import { createTelnyxApi } from './telnyx-api.ts';
import { createNumberAccount } from './telnyx-numbers.ts';

interface Seen {
  method: string;
  url: URL;
  body: Record<string, unknown> | null;
}

/** Telnyx answers everything alike; what it was asked is written down. */
function wire(status: number, body: unknown) {
  const seen: Seen[] = [];
  const api = createTelnyxApi({
    baseUrl: 'https://telnyx.test/v2',
    apiKey: 'KEY',
    fetch: async (input, init) => {
      const sent = init?.body;
      seen.push({
        method: init?.method ?? 'GET',
        url: new URL(String(input)),
        body: typeof sent === 'string' ? (JSON.parse(sent) as Record<string, unknown>) : null,
      });
      return new Response(JSON.stringify(body), { status });
    },
  });
  return { seen, account: createNumberAccount(api) };
}

const refusal = (code: string, detail = '') => ({ errors: [{ code, title: 'x', detail }] });

describe('numbers in Telnyx’s words', () => {
  it('searches with every filter, its brackets encoded', async () => {
    const { seen, account } = wire(200, { data: [] });
    await account.searchNumbers({
      country: 'CA',
      areaCode: '416',
      locality: 'Toronto',
      type: 'local',
      features: ['voice', 'sms'],
      limit: 24,
    });
    expect(seen[0]?.url.search).not.toContain('[');
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toEqual({
      'filter[country_code]': 'CA',
      'filter[national_destination_code]': '416',
      'filter[locality]': 'Toronto',
      'filter[phone_number_type]': 'local',
      'filter[features]': 'voice,sms',
      'filter[limit]': '24',
    });
  });

  it('has one number shown, so that it can be ordered', async () => {
    const { seen, account } = wire(200, { data: [] });
    await account.showOffer('+14165550100', 'CA');
    expect(Object.fromEntries(seen[0]?.url.searchParams ?? [])).toEqual({
      'filter[country_code]': 'CA',
      'filter[phone_number][contains]': '14165550100',
    });
  });

  it('reads an offer with place and price', async () => {
    const { account } = wire(200, {
      data: [
        {
          phone_number: '+14165550100',
          phone_number_type: 'local',
          region_information: [
            { region_type: 'state', region_name: 'ON' },
            { region_type: 'rate_center', region_name: 'TORONTO' },
          ],
          cost_information: { upfront_cost: '1.00', monthly_cost: '1.10', currency: 'USD' },
          features: [{ name: 'voice' }, { name: 'sms' }],
        },
      ],
    });
    const found = await account.searchNumbers({
      country: 'CA',
      areaCode: null,
      locality: null,
      type: null,
      features: [],
      limit: 1,
    });
    expect(found).toEqual({
      ok: true,
      value: [
        {
          phoneNumber: '+14165550100',
          type: 'local',
          locality: 'TORONTO',
          region: 'ON',
          features: ['voice', 'sms'],
          monthlyCost: '1.10',
          upfrontCost: '1.00',
          currency: 'USD',
        },
      ],
    });
  });

  it('finds the order that went through among those with our reference', async () => {
    const row = (id: string, status: string, reference = 'ref') => ({
      id,
      status,
      customer_reference: reference,
      created_at: `2026-11-24T0${id}:00:00Z`,
    });
    const rows = [row('3', 'failure'), row('2', 'success'), row('4', 'success', 'else')];
    const { account } = wire(200, { data: rows });
    expect(await account.findOrder('ref')).toEqual({
      ok: true,
      value: { id: '2', status: 'success', requirementsMet: true },
    });
  });

  it.each([
    [401, refusal('10009'), 'api_key_refused'],
    [403, refusal('10010'), 'api_key_refused'],
    [403, refusal('20100'), 'insufficient_funds'],
    [403, refusal('10039'), 'account_limit'],
    [422, refusal('10036'), 'telnyx_unavailable'],
    [422, refusal('10027', 'The number is not available: it is owned.'), 'number_unavailable'],
    [422, refusal('10015', 'No.'), 'refused'],
    [429, refusal('10011'), 'telnyx_rate_limited'],
    [503, refusal('10007'), 'telnyx_unavailable'],
  ])('an order answered with %i %j is %s', async (status, body, code) => {
    const placed = await wire(status, body).account.placeOrder({
      phoneNumber: '+14165550100',
      connectionId: 'app',
      messagingProfileId: 'texts',
      reference: 'ref',
    });
    expect(placed).toEqual({ ok: false, code });
  });

  it('a number that is gone already counts as released', async () => {
    expect(await wire(404, refusal('10005')).account.releaseNumber('n1')).toEqual({
      ok: true,
      value: null,
    });
  });

  it('a public key that is none is refused', async () => {
    expect(await wire(200, { data: { public: '' } }).account.readPublicKey()).toEqual({
      ok: false,
      code: 'refused',
    });
  });
});

describe('applications and connections in Telnyx’s words', () => {
  it('a new application says where events go, in version 2', async () => {
    const { seen, account } = wire(201, { data: { id: 'app', application_name: 'n' } });
    await account.createResource('application', 'n', {
      webhookUrl: 'https://us.test/',
      failoverUrl: 'https://us.test/?failover',
      webhookApiVersion: '2',
      isActive: true,
      voiceProfileId: 'p',
    });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      body: {
        application_name: 'n',
        webhook_event_url: 'https://us.test/',
        webhook_event_failover_url: 'https://us.test/?failover',
        webhook_api_version: '2',
        active: true,
        outbound: { outbound_voice_profile_id: 'p' },
      },
    });
  });

  it('a change of an application repeats its name and address, which Telnyx wants', async () => {
    const { seen, account } = wire(200, { data: {} });
    const current = { id: 'app', name: 'n', fields: { webhookUrl: 'https://us.test/' } };
    await account.changeResource('application', current, { isActive: true });
    expect(seen[0]).toMatchObject({
      method: 'PATCH',
      body: { application_name: 'n', webhook_event_url: 'https://us.test/', active: true },
    });
  });

  it('a credential connection gets a user name and password that nobody knows', async () => {
    const { seen, account } = wire(201, { data: { id: 'c' } });
    await account.createResource('credential_connection', 'n', { sipUriCalling: 'internal' });
    const body = seen[0]?.body ?? {};
    expect(body['sip_uri_calling_preference']).toBe('internal');
    expect(body['user_name']).toMatch(/^[a-z][a-z0-9]{3,31}$/);
    expect(String(body['password'])).toHaveLength(48);
  });

  it('only those with exactly our name are found, the oldest first', async () => {
    const row = (id: string, name: string, day: number) => ({
      id,
      application_name: name,
      created_at: `2026-11-2${day}T00:00:00Z`,
    });
    const rows = [row('new', 'n', 4), row('longer', 'n 2', 1), row('old', 'n', 2)];
    const found = await wire(200, { data: rows }).account.findResources('application', 'n');
    expect(found.ok && found.value.map(({ id }) => id)).toEqual(['old', 'new']);
  });

  it('one that does not exist is null', async () => {
    expect(await wire(404, refusal('10005')).account.readResource('application', 'x')).toEqual({
      ok: true,
      value: null,
    });
  });
});
