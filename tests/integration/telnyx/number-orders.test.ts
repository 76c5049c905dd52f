import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CONNECTION_ID, startHarness } from './harness.ts';
import type { Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await startHarness();
});
afterEach(() => h.stop());

const search = async (filters: Record<string, string> = {}) => {
  const query = new URLSearchParams(
    Object.entries(filters).map(([name, value]) => [`filter[${name}]`, value]),
  );
  return (await h.rest('GET', `/available_phone_numbers?${query}`)).body;
};
const numbersOf = (found: { data: { phone_number: string }[] }) =>
  found.data.map((row) => row.phone_number);
const MONTREAL = { country_code: 'CA', national_destination_code: '514', limit: '3' };
const order = (phoneNumber: string, fields: object = {}) =>
  h.rest('POST', '/number_orders', {
    phone_numbers: [{ phone_number: phoneNumber }],
    connection_id: CONNECTION_ID,
    customer_reference: 'org-7',
    ...fields,
  });
const read = async (id: string) => (await h.rest('GET', `/number_orders/${id}`)).body.data;

describe('the search', () => {
  test('gives invented numbers of an area that nobody has, the same each time', async () => {
    const found = await search(MONTREAL);
    expect(numbersOf(found)).toEqual(['+15145550100', '+15145550101', '+15145550102']);
    expect(found.data[0].cost_information).toMatchObject({ upfront_cost: '1.00' });
    expect(JSON.stringify(found.data[0].region_information)).toContain('MONTREAL');
    expect(await search(MONTREAL)).toEqual(found);
    expect(numbersOf(await search({ ...MONTREAL, limit: '200' }))).toHaveLength(100);
  });

  test('leaves out ours', async () => {
    const found = await search({ national_destination_code: '437', country_code: 'CA' });
    expect(numbersOf(found)[0]).toBe('+14375550101');
  });

  test('finds places by name whatever the accents, and shows different places at first', async () => {
    const found = numbersOf(await search({ country_code: 'CA', locality: 'Montréal' }));
    expect(new Set(found.map((number) => number.slice(2, 5)))).toEqual(new Set(['514', '438']));
    const inQuebec = numbersOf(await search({ administrative_area: 'QC', limit: '3' }));
    expect(inQuebec.map((number) => number.slice(2, 5))).toEqual(['514', '438', '418']);
  });

  test.each([
    [{ country_code: 'GB' }, 0],
    [{ country_code: 'US', national_destination_code: '416' }, 0],
    [{ country_code: 'CA', phone_number_type: 'mobile' }, 0],
    [{ country_code: 'CA', locality: 'Atlantis' }, 0],
    [{ country_code: 'US', national_destination_code: '312', features: 'sms,voice' }, 10],
    [{ country_code: 'US', phone_number_type: 'toll_free', features: 'emergency' }, 0],
    [{ country_code: 'US', phone_number_type: 'toll_free' }, 10],
  ])('%j finds %i on a page', async (filters, count) => {
    expect((await search(filters)).data).toHaveLength(count);
  });
});

describe('an order', () => {
  test('is pending, then ours, with a signed webhook', async () => {
    await search(MONTREAL);
    const placed = await order('+15145550100');
    const { id } = placed.body.data;
    expect([placed.status, placed.body.data.status]).toEqual([200, 'pending']);
    const number = async () =>
      (await h.rest('GET', '/phone_numbers/%2B15145550100')).body.data as Record<string, unknown>;
    expect((await number())['status']).toBe('purchase-pending');
    await h.clock.advance(1500);
    expect(await read(id)).toMatchObject({
      status: 'success',
      phone_numbers: [{ phone_number: '+15145550100', status: 'success' }],
    });
    expect(await number()).toMatchObject({
      status: 'active',
      connection_id: CONNECTION_ID,
      customer_reference: 'org-7',
      country_iso_alpha2: 'CA',
    });
    const event = await h.event('number_order.complete');
    expect(event.payload).toMatchObject({ id, status: 'success' });
    expect(event.headers['telnyx-signature-ed25519']).toBeDefined();
    expect((await h.rest('GET', '/balance')).body.data.balance).toBe('9999.00');
  });

  test('can be called once it is complete, and not before', async () => {
    await search(MONTREAL);
    await order('+15145550100');
    const dialled = { from: '+14165550123', to: '+15145550100', script: [] };
    expect((await h.sim('POST', '/calls', dialled)).status).toBe(404);
    const changed = await h.rest('PATCH', '/phone_numbers/%2B15145550100', { connection_id: '' });
    expect(changed.body.errors[0].code).toBe('10036');
    await h.clock.advance(1500);
    await h.inboundCall({ to: '+15145550100' });
    expect((await h.event('call.initiated')).payload['to']).toBe('+15145550100');
  });

  test('of a number that is not from a recent search, or is taken, is refused', async () => {
    expect((await order('+15145550100')).status).toBe(422);
    await search(MONTREAL);
    await h.clock.advance(3_600_001);
    expect((await order('+15145550100')).status).toBe(422);
    await search(MONTREAL);
    expect((await order('+15145550100')).status).toBe(200);
    const again = await order('+15145550100');
    expect([again.status, again.body.errors[0].source.pointer]).toEqual([
      422,
      '/phone_numbers/0/phone_number',
    ]);
    expect(numbersOf(await search(MONTREAL))).not.toContain('+15145550100');
  });

  test.each([
    [{ connection_id: '17' }, '/connection_id'],
    [{ messaging_profile_id: '17' }, '/messaging_profile_id'],
    [{ phone_numbers: [] }, '/phone_numbers'],
    [{ phone_numbers: undefined }, '/phone_numbers'],
  ])('with %j is refused', async (fields, pointer) => {
    await search(MONTREAL);
    const { status, body } = await order('+15145550100', fields);
    expect([status, body.errors[0].source.pointer]).toEqual([422, pointer]);
  });

  test('is found by its reference, also after its answer was lost', async () => {
    await search(MONTREAL);
    await h.sim('PUT', '/faults', {
      rest: { execute_then_fail: [{ action: 'create_number_order', times: 1 }] },
    });
    await expect(order('+15145550100')).rejects.toThrow();
    const find = async (filter: string) =>
      (await h.rest('GET', `/number_orders?${filter}`)).body.data;
    expect(await find('filter%5Bcustomer_reference%5D=org-7')).toHaveLength(1);
    expect(await find('filter%5Bcustomer_reference%5D=org-8')).toEqual([]);
    expect(await find('filter%5Bstatus%5D=success')).toEqual([]);
    await h.clock.advance(1500);
    expect(await find('filter%5Bstatus%5D=success')).toHaveLength(1);
    const { body } = await h.sim('GET', '/commands');
    expect(body.at(-1)).toMatchObject({ action: 'create_number_order', status: null });
  });

  test('may take longer and fail: the number is free and paid back', async () => {
    await h.sim('PUT', '/account', { order_delay_ms: 60_000, order_outcome: 'failure' });
    await search(MONTREAL);
    const { id } = (await order('+15145550100')).body.data;
    await h.clock.advance(59_999);
    expect((await read(id)).status).toBe('pending');
    await h.clock.advance(1);
    expect((await read(id)).status).toBe('failure');
    expect((await h.event('number_order.complete')).payload['status']).toBe('failure');
    expect((await h.rest('GET', '/phone_numbers/%2B15145550100')).status).toBe(404);
    expect((await h.rest('GET', '/balance')).body.data.balance).toBe('10000.00');
    expect(numbersOf(await search(MONTREAL))).toContain('+15145550100');
  });

  test('outlives a restart in the middle', async () => {
    await search(MONTREAL);
    const { id } = (await order('+15145550100')).body.data;
    await h.restart();
    expect((await read(id)).status).toBe('pending');
    await h.clock.advance(1500);
    expect((await read(id)).status).toBe('success');
  });

  test('needs money, and on a trial account is the only number', async () => {
    await search(MONTREAL);
    await h.sim('PUT', '/account', { balance: 0.5 });
    const poor = await order('+15145550100');
    expect([poor.status, poor.body.errors[0].code]).toEqual([403, '20100']);
    await h.sim('PUT', '/account', { balance: 5, tier: 'trial' });
    const second = await order('+15145550100');
    expect([second.status, second.body.errors[0].code]).toEqual([403, '10039']);
    for (const number of ['+14375249932', '+14375550100', '+16475550100']) {
      await h.rest('DELETE', `/phone_numbers/${encodeURIComponent(number)}`);
    }
    expect((await order('+15145550100')).status).toBe(200);
  });
});

test('a number that is given back is gone, rings nobody and can be bought again', async () => {
  const released = await h.rest('DELETE', '/phone_numbers/%2B14375550100');
  expect(released.body.data.status).toBe('deleted');
  expect((await h.rest('GET', '/phone_numbers/%2B14375550100')).status).toBe(404);
  const call = { from: '+14165550123', to: '+14375550100' };
  expect((await h.sim('POST', '/calls', call)).status).toBe(404);
  const found = await search({ national_destination_code: '437' });
  expect(numbersOf(found)).toContain('+14375550100');
  expect((await order('+14375550100')).status).toBe(200);
});

test('CNAM is set in the voice settings, in 15 letters and digits', async () => {
  const path = '/phone_numbers/%2B14375550100/voice';
  const listing = (details: string) => ({
    cnam_listing: { cnam_listing_enabled: true, cnam_listing_details: details },
    caller_id_name_enabled: true,
  });
  expect((await h.rest('PATCH', path, listing('DRAIN & SONS'))).status).toBe(422);
  expect((await h.rest('PATCH', path, listing('DRAIN AND SONS'))).body.data).toMatchObject(
    listing('DRAIN AND SONS'),
  );
  expect((await h.rest('GET', '/phone_numbers/%2B14375550100')).body.data).toMatchObject({
    cnam_listing_enabled: true,
    caller_id_name_enabled: true,
  });
});
