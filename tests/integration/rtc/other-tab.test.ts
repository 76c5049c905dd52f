import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserRig } from './support/browser-rig.ts';
import type { FakeLeg } from './support/fake-world.ts';
import { Softphone } from './support/softphone.ts';
import { until } from './support/until.ts';

/** A tab that had the call dies without a BYE, and another one is there. */
const MICROPHONE_HZ = 700;
const OUTSIDE_HZ = 1000;
/** Where the SDK keeps what lets a reloaded page have its session again (telnyx.md 5.5). */
const SDK_KEYS = [
  'telnyx-voice-sdk-id',
  'telnyx-voice-sdk-session-id',
  'telnyx-voice-sdk-session-id-stored-at',
];

let rig: BrowserRig;
let browser: Browser;
let nextUser = 1;

beforeAll(async () => {
  rig = await BrowserRig.start({ peerLostGraceMs: 1500 });
  browser = await rig.launch({ hz: MICROPHONE_HZ });
});
afterAll(() => rig.stop());
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(rig.faults).toEqual([]);
});

async function bothHear(phone: Softphone, leg: FakeLeg): Promise<void> {
  await until(
    () => rig.media.heard(leg.personId),
    (heard) => heard.tonesHz.join() === String(MICROPHONE_HZ),
  );
  await phone.hears(OUTSIDE_HZ);
}

async function talk() {
  const sipUsername = `gencred${nextUser++}`;
  const token = `token-${sipUsername}`;
  rig.world.tokens.set(token, sipUsername);
  const phone = new Softphone(await rig.openPage(browser, token));
  await phone.ready();
  const leg = await rig.world.ring(sipUsername);
  void rig.media.speakAs(leg.personId, { kind: 'tone', hz: OUTSIDE_HZ });
  await phone.answer();
  await bothHear(phone, leg);
  const kept = await phone.ask<[string, string][]>(
    `${JSON.stringify(SDK_KEYS)}.map((key) => [key, sessionStorage.getItem(key)])`,
  );
  return { phone, leg, token, sipUsername, kept };
}

/** A tab that puts the SDK's keys of another one into its own storage before it starts. */
async function openHeir(token: string, kept: [string, string][]): Promise<Softphone> {
  const context = await browser.newContext({ permissions: ['microphone'] });
  await context.addInitScript((entries: [string, string][]) => {
    for (const [key, value] of entries) sessionStorage.setItem(key, value);
  }, kept);
  const page: Page = await context.newPage();
  const host = `ws://127.0.0.1:${rig.port}/rtc`;
  const hash = encodeURIComponent(JSON.stringify({ login_token: token, host }));
  await page.goto(`http://127.0.0.1:${rig.port}/#${hash}`);
  return new Softphone(page);
}

describe('the tab with the call is gone without a BYE', () => {
  it('a tab with its session id is given the call again, with new media', async () => {
    const { phone, leg, token, kept } = await talk();
    const callId = await phone.ask<string>('phone.call.id');
    await phone.page.close();
    const heir = await openHeir(token, kept);
    await heir.reaches('active');
    await bothHear(heir, leg);
    expect(await heir.ask('[phone.call.id, phone.call.recoveredCallId]')).toEqual([callId, callId]);
    expect(leg.bye).toBeNull();
    await heir.ask('phone.call.hangup()');
    await until(
      () => leg.bye,
      (bye) => bye !== null,
    );
  });

  it('a tab that merely logs in again rings, but has not the call, which ends after the grace', async () => {
    const { phone, leg, token, sipUsername } = await talk();
    await phone.page.close();
    const other = new Softphone(await rig.openPage(browser, token));
    await other.ready();
    expect(rig.gateway.isRegistered(sipUsername)).toBe(true);
    const bye = await until(
      () => leg.bye,
      (ended) => ended !== null,
    );
    expect(bye).toMatchObject({ cause: 'RECOVERY_ON_TIMER_EXPIRE' });
    expect(await other.states()).toEqual([]);
  });

  it('while the socket of the first tab is open, its session is not given to another', async () => {
    const { phone, leg, token, kept } = await talk();
    const thief = await openHeir(token, kept);
    await thief.ready();
    expect(await thief.states()).toEqual([]);
    await bothHear(phone, leg);
    await phone.ask('phone.call.hangup()');
  });
});
