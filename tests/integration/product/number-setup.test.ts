import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callFunction, reportReady } from '../../support/api-client.ts';
import { waitUntil } from '../../support/wait-until.ts';
import { AnsweringPhone } from './answering-phone.ts';
import { callRow, type Fixture, freshCaller, MAIN_LINE, startFixture } from './fixture.ts';
import {
  expectOneOfEach,
  newBusiness,
  type NewBusiness,
  telnyx,
  type TelnyxRow,
} from './number-setup-fixture.ts';

let fixture: Fixture;

beforeAll(async () => {
  fixture = await startFixture();
}, 150_000);

afterEach(() => fixture.sim.noFaults());

afterAll(() => fixture.stop());

describe('from an empty business to a working number', () => {
  it('[acceptance 1] searches, buys, is called and calls out on its own application', async () => {
    const business = await newBusiness(fixture, 'Cedar Roofing');
    expect(await business.status()).toMatchObject({ numbers: [], unfinished: null });
    const phoneNumber = await business.offer('416');
    const bought = await business.ask({ action: 'buy', phone_number: phoneNumber, label: 'Main' });
    expect(bought.status).toBe(200);
    expect(bought.body.unfinished).toMatchObject({ phone_number: phoneNumber, kind: 'buy' });
    const number = await business.working(phoneNumber);
    expect(number).toMatchObject({ label: 'Main', is_default: true });
    await expectOneOfEach(fixture, business, phoneNumber);

    const caller = freshCaller();
    await fixture.sim.call({ from: caller, to: phoneNumber });
    const row = await callRow(fixture.service, caller);
    expect(row).toMatchObject({ status: 'ringing', organization_id: business.organizationId });

    const deviceId = randomUUID();
    const { body } = await callFunction(
      fixture.product.apiUrl,
      business.owner,
      'telnyx-webrtc-token',
      {
        device_id: deviceId,
      },
    );
    const port = Number(new URL(fixture.product.simUrl).port);
    const phone = await AnsweringPhone.register(port, body.token ?? '');
    await reportReady(business.owner, deviceId);
    const to = '+14165550177';
    const call = await callFunction(fixture.product.apiUrl, business.owner, 'telnyx-make-call', {
      to,
      device_id: deviceId,
    });
    expect(call).toMatchObject({ status: 200 });
    await callRow(fixture.service, to, (one) => one.status === 'active', 30_000);
    const dials = (await fixture.sim.commands()).filter((command) => command.action === 'dial');
    expect(dials.map((dial) => dial.body['connection_id'])).toEqual([
      number.connection_id,
      number.connection_id,
    ]);
    await callFunction(fixture.product.apiUrl, business.owner, 'telnyx-call-control', {
      call_id: call.body.call_id,
      action: 'hangup',
    });
    await phone.close();
  }, 90_000);

  it('writes what it costs into the audit, with the number masked', async () => {
    const business = await newBusiness(fixture, 'Audit Co');
    const phoneNumber = await business.offer('437');
    await business.ask({ action: 'buy', phone_number: phoneNumber });
    await business.working(phoneNumber);
    const { data } = await fixture.service
      .from('audit_log')
      .select('action, detail')
      .eq('organization_id', business.organizationId)
      .eq('action', 'number.bought');
    expect(data).toMatchObject([{ detail: { monthlyCost: '1', currency: 'USD' } }]);
    expect(JSON.stringify(data)).not.toContain(phoneNumber);
  }, 60_000);
});

const ACTIONS = [
  'create_outbound_voice_profile',
  'create_application',
  'create_credential_connection',
  'create_messaging_profile',
  'create_number_order',
  'update_voice_settings',
];

describe('[acceptance 1] Telnyx did it, and nobody heard', () => {
  it.each(ACTIONS)(
    '%s: found again, one number bought, no orphan',
    async (action) => {
      const business = await newBusiness(fixture, 'Unheard Ltd');
      const phoneNumber = await business.offer('905');
      await fixture.sim.faults({
        rest: { execute_then_fail: [{ action, status: 504, code: '10008', times: 1 }] },
      });
      await business.ask({ action: 'buy', phone_number: phoneNumber });
      await business.working(phoneNumber);
      await expectOneOfEach(fixture, business, phoneNumber);
    },
    90_000,
  );

  it.each(ACTIONS)(
    '%s: refused for a while, then gone on with by itself',
    async (action) => {
      const business = await newBusiness(fixture, 'Patience Ltd');
      const phoneNumber = await business.offer('613');
      await fixture.sim.faults({
        rest: {
          fail: [
            { action, status: 503, code: '10007', times: action === 'create_number_order' ? 1 : 4 },
          ],
        },
      });
      await business.ask({ action: 'buy', phone_number: phoneNumber });
      await business.working(phoneNumber);
      await expectOneOfEach(fixture, business, phoneNumber);
    },
    90_000,
  );
});

describe('two at once', () => {
  it('two tabs that press Buy have bought one number; a second number has to wait', async () => {
    const business = await newBusiness(fixture, 'Twin Tabs');
    const phoneNumber = await business.offer('514');
    const search = { action: 'search', country: 'CA', area_code: '438' };
    const other = (await business.ask<{ offers: { phone_number: string }[] }>(search)).body
      .offers[0];
    const buy = { action: 'buy', phone_number: phoneNumber };
    const answers = await Promise.all([business.ask(buy), business.ask(buy), business.ask(buy)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const refused = await business.ask({ action: 'buy', phone_number: other?.phone_number });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'setup_running' } } });
    await business.working(phoneNumber);
    await expectOneOfEach(fixture, business, phoneNumber);
  }, 60_000);

  it('two businesses that want the same number: one gets it', async () => {
    const [one, two] = [await newBusiness(fixture, 'One'), await newBusiness(fixture, 'Two')];
    const phoneNumber = await one.offer('418');
    expect(await two.offer('418')).toBe(phoneNumber);
    const buy = { action: 'buy', phone_number: phoneNumber };
    const answers = await Promise.all([one.ask(buy), two.ask(buy)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = answers[0].status === 200 ? one : two;
    await winner.working(phoneNumber);
    await expectOneOfEach(fixture, winner, phoneNumber);
  }, 60_000);
});

describe('a number that the account owns already', () => {
  it('attaches the owner’s number on his own connection as it is', async () => {
    const maple = await fixture.person('owner@maple.test');
    const { service, product } = fixture;
    const { data: kept } = await service.from('telnyx_phone_numbers').select('*');
    const { data: setups } = await service.from('telnyx_setups').select('*');
    const isKept = kept?.some((number) => number.phone_number === MAIN_LINE);
    expect(isKept).toBe(true);
    // As on the owner's first day: the account has number and connection, and no business has them.
    await service
      .from('telnyx_setups')
      .delete()
      .eq('call_control_application_id', '2709042883142354871');
    await service.from('telnyx_phone_numbers').delete().eq('phone_number', MAIN_LINE);
    const attached = await callFunction(product.apiUrl, maple.api, 'setup-telnyx-number', {
      action: 'attach',
      phone_number: MAIN_LINE,
      connection_id: '2709042883142354871',
      label: 'Main line',
    });
    expect(attached.status).toBe(200);
    expect(attached.body).toMatchObject({
      unfinished: null,
      resources: {
        call_control_application_id: '2709042883142354871',
        credential_connection_id: '2709042883142354900',
        outbound_voice_profile_id: '2709042883142354950',
      },
    });
    const [number] = await telnyx<TelnyxRow[]>(
      fixture,
      `/phone_numbers?filter%5Bphone_number%5D=${encodeURIComponent(MAIN_LINE)}`,
    );
    expect(number?.connection_id).toBe('2709042883142354871');
    const caller = freshCaller();
    await fixture.sim.call({ from: caller, to: MAIN_LINE });
    await callRow(service, caller, (row) => row.status === 'ringing');
    expect(setups?.length).toBeGreaterThan(0);
  }, 60_000);

  it('one that points elsewhere is moved only when asked to', async () => {
    const business = await newBusiness(fixture, 'Mover');
    const application = await telnyx<TelnyxRow>(fixture, '/call_control_applications', {
      method: 'POST',
      body: JSON.stringify({
        application_name: 'Somebody else',
        webhook_event_url: 'https://else.example.test/hook',
      }),
    });
    const phoneNumber = await accountNumber('604', application.id);
    const attach = { action: 'attach', phone_number: phoneNumber };
    const refused = await business.ask(attach);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'points_elsewhere' } } });
    const moved = await business.ask({ ...attach, move: true });
    expect(moved.status).toBe(200);
    const number = await business.working(phoneNumber);
    expect(number.connection_id).toBe(
      (await business.status()).resources.call_control_application_id,
    );
    expect(number.connection_id).not.toBe(application.id);
  }, 60_000);

  it('one of another business, and one that nobody has', async () => {
    const business = await newBusiness(fixture, 'Greedy');
    const attach = (phoneNumber: string) =>
      business.ask({ action: 'attach', phone_number: phoneNumber, move: true });
    expect((await attach('+16475550100')).body.error?.code).toBe('number_taken');
    expect((await attach('+14165550199')).body.error?.code).toBe('number_not_found');
  });
});

/** A number that stands in the account without belonging to anybody here. */
async function accountNumber(areaCode: string, connectionId: string): Promise<string> {
  const path = `/available_phone_numbers?filter%5Bcountry_code%5D=CA&filter%5Bnational_destination_code%5D=${areaCode}`;
  const [offer] = await telnyx<TelnyxRow[]>(fixture, path);
  const phoneNumber = offer?.phone_number ?? '';
  await telnyx(fixture, '/number_orders', {
    method: 'POST',
    body: JSON.stringify({
      phone_numbers: [{ phone_number: phoneNumber }],
      connection_id: connectionId,
    }),
  });
  const list = `/phone_numbers?filter%5Bphone_number%5D=${encodeURIComponent(phoneNumber)}`;
  await waitUntil('the number is active', async () => {
    const [number] = await telnyx<(TelnyxRow & { status: string })[]>(fixture, list);
    return number?.status === 'active';
  });
  return phoneNumber;
}

describe('what goes wrong later', () => {
  let business: NewBusiness;
  let phoneNumber: string;

  beforeAll(async () => {
    business = await newBusiness(fixture, 'Later Ltd');
    phoneNumber = await business.offer('780');
    await business.ask({ action: 'buy', phone_number: phoneNumber });
    await business.working(phoneNumber);
  }, 60_000);

  const calls = async () => {
    const caller = freshCaller();
    await fixture.sim.call({ from: caller, to: phoneNumber });
    return caller;
  };

  it('verify brings back webhook, SIP calls and the number’s connection', async () => {
    const { resources } = await business.status();
    const application = `/call_control_applications/${resources.call_control_application_id}`;
    const browsers = `/credential_connections/${resources.credential_connection_id}`;
    const before = await telnyx<Record<string, unknown>>(fixture, application);
    const patch = (path: string, body: object) =>
      telnyx(fixture, path, { method: 'PATCH', body: JSON.stringify(body) });
    await patch(application, {
      application_name: before['application_name'],
      webhook_event_url: 'https://else.example.test/hook',
    });
    await patch(browsers, { sip_uri_calling_preference: 'disabled' });
    await patch(`/phone_numbers/${encodeURIComponent(phoneNumber)}`, {
      connection_id: '2709042883142354871',
    });
    const verified = await business.ask({ action: 'verify' });
    expect(verified.body.numbers[0]?.setup).toMatchObject({ state: 'done' });
    expect(await telnyx(fixture, application)).toMatchObject({
      webhook_event_url: before['webhook_event_url'],
    });
    expect(await telnyx(fixture, browsers)).toMatchObject({
      sip_uri_calling_preference: 'internal',
    });
    await expectOneOfEach(fixture, business, phoneNumber);
    await callRow(fixture.service, await calls());
  }, 30_000);

  it('a rotated key: refused until it was fetched, then calls arrive again', async () => {
    await fixture.sim.rotateKey();
    await calls();
    await waitUntil('the webhook was refused', async () =>
      (await fixture.sim.webhooks()).some((webhook) =>
        webhook.attempts.some((attempt) => attempt.status === 401),
      ),
    );
    await business.ask({ action: 'verify' });
    // Refused webhooks are not sent again, and keys are read once a second at most.
    const heard = async () => callRow(fixture.service, await calls(), () => true, 2_000);
    await waitUntil('a call arrives', () => heard().catch(() => null), 20_000);
  }, 60_000);

  it('a wrong API key is named', async () => {
    const { api_key: key } = await fixture.sim.account();
    await fixture.sim.setAccount({ api_key: 'KEY_another' });
    const verified = await business.ask({ action: 'verify' });
    await fixture.sim.setAccount({ api_key: key });
    const step = verified.body.numbers[0]?.setup?.steps[0];
    expect(step).toMatchObject({
      state: 'failed',
      code: 'api_key_refused',
      remedy: 'check_api_key',
    });
    const again = await business.ask({ action: 'verify' });
    expect(again.body.numbers[0]?.setup).toMatchObject({ state: 'done' });
  }, 30_000);

  it('release wants the number typed, then gives it back', async () => {
    const [number] = (await business.status()).numbers;
    const release = (confirm: string) =>
      business.ask({ action: 'release', phone_number_id: number?.phone_number_id, confirm });
    expect((await release('+14165550100')).body.error?.code).toBe('confirm_mismatch');
    await waitUntil(
      'no call is left',
      async () => (await release(phoneNumber)).status === 200,
      60_000,
    );
    expect((await business.status()).numbers).toEqual([]);
    const list = `/phone_numbers?filter%5Bphone_number%5D=${encodeURIComponent(phoneNumber)}`;
    expect(await telnyx(fixture, list)).toEqual([]);
  }, 90_000);
});

describe('who may', () => {
  it('agents may not, and nobody without a sign-in', async () => {
    const ana = await fixture.person('ana@maple.test');
    const asked = await callFunction(fixture.product.apiUrl, ana.api, 'setup-telnyx-number', {
      action: 'status',
    });
    expect(asked).toMatchObject({ status: 403, body: { error: { code: 'not_allowed' } } });
    const response = await fetch(`${fixture.product.apiUrl}/functions/v1/setup-telnyx-number`, {
      method: 'POST',
      body: '{"action":"status"}',
    });
    expect(response.status).toBe(401);
  });
});
