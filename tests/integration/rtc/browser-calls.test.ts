import type { Browser } from '@playwright/test';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserRig } from './support/browser-rig.ts';
import type { FakeLeg } from './support/fake-world.ts';
import { Softphone } from './support/softphone.ts';
import { until } from './support/until.ts';

/** The unmodified SDK in a real Chromium, against the gateway and real media. */
const MICROPHONE_HZ = 700;
const OUTSIDE_HZ = 1000;
const NORMAL = { cause: 'NORMAL_CLEARING', causeCode: 16 };

let rig: BrowserRig;
let browser: Browser;
let nextUser = 1;

beforeAll(async () => {
  rig = await BrowserRig.start();
  browser = await rig.launch({ hz: MICROPHONE_HZ });
});
afterAll(() => rig.stop());
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  expect(rig.faults).toEqual([]);
});

async function open(options: object = {}): Promise<{ phone: Softphone; sipUsername: string }> {
  const sipUsername = `gencred${nextUser++}`;
  rig.world.tokens.set(`token-${sipUsername}`, sipUsername);
  const phone = new Softphone(await rig.openPage(browser, `token-${sipUsername}`, options));
  await phone.ready();
  return { phone, sipUsername };
}

/** An outside person with a tone of its own rings the page, which answers. */
async function talk(options: object = {}): Promise<{ phone: Softphone; leg: FakeLeg }> {
  const { phone, sipUsername } = await open(options);
  const leg = await rig.world.ring(sipUsername);
  void rig.media.speakAs(leg.personId, { kind: 'tone', hz: OUTSIDE_HZ });
  await phone.answer();
  await bothHear(phone, leg);
  return { phone, leg };
}

const personHears = (leg: FakeLeg, ...hz: number[]) =>
  until(
    () => rig.media.heard(leg.personId),
    (heard) => heard.tonesHz.join() === hz.join(),
  );
const personHearsNothing = (leg: FakeLeg) =>
  until(
    () => rig.media.heard(leg.personId),
    (heard) => heard.rms < 5,
  );
const byeOf = (leg: FakeLeg) =>
  until(
    () => leg.bye,
    (bye) => bye !== null,
  );

async function bothHear(phone: Softphone, leg: FakeLeg): Promise<void> {
  await personHears(leg, MICROPHONE_HZ);
  await phone.hears(OUTSIDE_HZ);
}

async function end(leg: FakeLeg): Promise<void> {
  rig.gateway.bye(leg.legId, NORMAL);
  await rig.media.close(leg.personId);
}

describe('an inbound call', () => {
  it('shows who calls and our own header, and is heard both ways until the caller hangs up', async () => {
    const { phone, sipUsername } = await open();
    expect(rig.gateway.isRegistered(sipUsername)).toBe(true);
    const leg = await rig.world.ring(sipUsername);
    await phone.reaches('ringing');
    expect(
      await phone.ask(
        '(({ options: o, telnyxIDs, direction }) => ({ from: o.remoteCallerNumber, ' +
          'name: o.remoteCallerName, to: o.destinationNumber, state: o.clientState, ' +
          'headers: o.customHeaders, telnyxIDs, direction }))(phone.call)',
      ),
    ).toEqual({
      from: '+14165550123',
      name: 'Maria Lopez',
      to: '+14375249932',
      state: 'aGVsbG8=',
      headers: [{ name: 'X-Call-Id', value: '42' }],
      telnyxIDs: {
        telnyxCallControlId: `v3:${leg.legId}`,
        telnyxSessionId: `session-${leg.legId}`,
        telnyxLegId: `leg-${leg.legId}`,
      },
      direction: 'inbound',
    });
    void rig.media.speakAs(leg.personId, { kind: 'tone', hz: OUTSIDE_HZ });
    await phone.answer();
    await bothHear(phone, leg);
    await end(leg);
    await until(
      () => phone.ask<string>('phone.call.cause'),
      (cause) => cause === 'NORMAL_CLEARING',
    );
    expect(await phone.ask('Object.keys(phone.client.calls).length')).toBe(0);
  });

  it('is heard both ways with trickled candidates', async () => {
    const { leg } = await talk({ trickleIce: true });
    await end(leg);
  });

  it('ends at the world when the page hangs up', async () => {
    const { phone, leg } = await talk();
    await phone.ask('phone.call.hangup()');
    expect(await byeOf(leg)).toMatchObject(NORMAL);
  });

  it('declined is busy at the world', async () => {
    const { phone, sipUsername } = await open();
    const leg = await rig.world.ring(sipUsername);
    await phone.reaches('ringing');
    await phone.ask('phone.call.hangup()');
    expect(await byeOf(leg)).toMatchObject({ cause: 'USER_BUSY', causeCode: 17 });
    expect(leg.answered).toBe(false);
  });

  it('given up by the caller stops ringing', async () => {
    const { phone, sipUsername } = await open();
    const leg = await rig.world.ring(sipUsername);
    await phone.reaches('ringing');
    rig.gateway.bye(leg.legId, { cause: 'ORIGINATOR_CANCEL', causeCode: 487 });
    await until(
      () => phone.states(),
      (states) => states.includes('destroy'),
    );
    expect(await phone.ask('phone.call.cause')).toBe('ORIGINATOR_CANCEL');
  });
});

describe('a call that the page places', () => {
  it('rings with early media, is answered, and is heard both ways', async () => {
    const { phone, sipUsername } = await open();
    await phone.call('+14165550177');
    const leg = await until(
      () => [...rig.world.legs.values()].find(({ placed }) => placed?.sipUsername === sipUsername),
      (found) => found !== undefined,
    );
    if (!leg) throw new Error('The call did not arrive.');
    expect(leg.placed).toEqual({
      sipUsername,
      destination: '+14165550177',
      callerNumber: '+14375249932',
      callerName: 'Ana',
      clientState: 'Y3Mx',
      customHeaders: [{ name: 'X-Call-Id', value: '7' }],
    });
    void rig.media.playTo(leg.legId, { kind: 'tone', hz: 440 });
    rig.gateway.ringing(leg.legId);
    await phone.reaches('early');
    await phone.hears(440);
    rig.media.stopPlayingTo(leg.legId);
    await rig.world.pickUp(leg);
    await phone.reaches('active');
    void rig.media.speakAs(leg.personId, { kind: 'tone', hz: OUTSIDE_HZ });
    await bothHear(phone, leg);
    expect(await phone.states()).toEqual(['new', 'requesting', 'trying', 'early', 'active']);
    await phone.ask('phone.call.hangup()');
    expect(await byeOf(leg)).toMatchObject(NORMAL);
  });

  it('is answered without early media, and ends busy when the world says so', async () => {
    const { phone, sipUsername } = await open();
    for (const isBusy of [false, true]) {
      const known = new Set(rig.world.legs.keys());
      await phone.call('+14165550177');
      const leg = await until(
        () => [...rig.world.legs.values()].find(({ legId }) => !known.has(legId)),
        (found) => found !== undefined,
      );
      if (!leg) throw new Error('The call did not arrive.');
      expect(leg.placed?.sipUsername).toBe(sipUsername);
      if (isBusy) {
        const busy = { cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' };
        rig.gateway.bye(leg.legId, busy);
        await until(
          () => phone.ask<number>('phone.call.sipCode'),
          (code) => code === 486,
        );
      } else {
        await rig.world.pickUp(leg);
        await phone.reaches('active');
        void rig.media.speakAs(leg.personId, { kind: 'tone', hz: OUTSIDE_HZ });
        await bothHear(phone, leg);
        await end(leg);
        await until(
          () => phone.states(),
          (states) => states.includes('destroy'),
        );
      }
    }
  });
});

describe('in a call', () => {
  it('mute silences the page at the other ear, and nothing else', async () => {
    const { phone, leg } = await talk();
    await phone.ask('phone.call.muteAudio()');
    await personHearsNothing(leg);
    const { packets } = await rig.media.heard(leg.personId);
    await until(
      () => rig.media.heard(leg.personId),
      (heard) => heard.packets > packets + 10,
    );
    await phone.hears(OUTSIDE_HZ);
    await phone.ask('phone.call.unmuteAudio()');
    await bothHear(phone, leg);
    await end(leg);
  });

  it('hold parts both, leaves what is played to the page, and is told to the world', async () => {
    const { phone, leg } = await talk();
    expect(await phone.ask('phone.call.hold()')).toBe(true);
    await phone.reaches('held');
    expect(leg.held).toBe(true);
    await personHearsNothing(leg);
    await phone.hearsNothing();
    await phone.ask('phone.call.toggleHold()');
    await phone.reaches('active');
    expect(leg.held).toBe(false);
    await bothHear(phone, leg);
    await end(leg);
  });

  it('keys reach the world once, from the SDK and as RFC 4733', async () => {
    const { phone, leg } = await talk();
    await phone.ask("phone.call.dtmf('12')");
    await until(
      () => leg.digits,
      (digits) => digits === '12',
    );
    await phone.ask(
      "phone.call.peer.instance.getSenders().find((s) => s.dtmf).dtmf.insertDTMF('5#', 100, 100)",
    );
    await until(
      () => leg.digits,
      (digits) => digits.length >= 4,
    );
    const heard = await until(
      () => rig.media.heard(leg.personId),
      ({ dtmf }) => dtmf.length >= 4,
    );
    expect([leg.digits, heard.dtmf]).toEqual(['125#', '125#']);
    await end(leg);
  });

  it('an ICE restart keeps the sound', async () => {
    const { phone, leg } = await talk();
    const before = await phone.ask<string>('phone.call.peer.instance.remoteDescription.sdp');
    expect(await phone.ask('phone.client.triggerIceRestart(phone.call.id).started')).toBe(true);
    await until(
      () => phone.ask<string>('phone.call.peer.instance.remoteDescription.sdp'),
      (sdp) => sdp !== before,
    );
    await bothHear(phone, leg);
    await end(leg);
  });

  it('a new token changes nothing', async () => {
    const { phone, leg } = await talk();
    const token = [...rig.world.tokens.keys()].at(-1) ?? '';
    rig.world.tokens.set('token-refreshed', rig.world.tokens.get(token) ?? '');
    await phone.ask(
      'new Promise((onSuccess) => phone.client.login({ creds: { login_token: "token-refreshed" }, onSuccess }))',
    );
    await bothHear(phone, leg);
    expect(await phone.ask('phone.readies')).toBe(1);
    expect(await phone.states()).not.toContain('recovering');
    await phone.ask('phone.call.hangup()');
    await byeOf(leg);
  });
});

describe('a call outlives', () => {
  it('its socket: the same call object goes on, and can still hang up', async () => {
    const { phone, leg } = await talk();
    rig.gateway.dropSockets();
    await phone.ready(2);
    await bothHear(phone, leg);
    expect(await phone.states()).not.toContain('recovering');
    expect(await phone.ask('phone.errors')).toEqual([]);
    await phone.ask('phone.call.hangup()');
    expect(await byeOf(leg)).toMatchObject(NORMAL);
  });

  it('its socket while held', async () => {
    const { phone, leg } = await talk();
    await phone.ask('phone.call.hold()');
    rig.gateway.dropSockets();
    await phone.ready(2);
    expect(leg.bye).toBeNull();
    await phone.ask('phone.call.unhold()');
    await bothHear(phone, leg);
    await end(leg);
  });

  it('a reload of the page: the same call id, with new media', async () => {
    const { phone, leg } = await talk();
    const callId = await phone.ask<string>('phone.call.id');
    await phone.page.reload();
    await phone.ready();
    await phone.reaches('active');
    await bothHear(phone, leg);
    expect(await phone.ask('[phone.call.id, phone.call.recoveredCallId]')).toEqual([
      callId,
      callId,
    ]);
    await phone.ask('phone.call.hangup()');
    expect(await byeOf(leg)).toMatchObject(NORMAL);
  });

  it('a reload while it rings: it rings again, and can be answered', async () => {
    const { phone, sipUsername } = await open();
    const leg = await rig.world.ring(sipUsername);
    await phone.reaches('ringing');
    await phone.page.reload();
    void rig.media.speakAs(leg.personId, { kind: 'tone', hz: OUTSIDE_HZ });
    await phone.answer();
    await bothHear(phone, leg);
    await end(leg);
  });

  it('[I7] but not a server that forgot it: the page is told', async () => {
    const { phone, leg } = await talk();
    rig.gateway.dropSockets();
    rig.gateway.bye(leg.legId, NORMAL);
    await until(
      () => phone.states(),
      (states) => states.includes('destroy'),
    );
    expect(await phone.ask('phone.errors')).toContain(48501);
  });
});

describe('a login', () => {
  it('that is refused is told to the page', async () => {
    const phone = new Softphone(await rig.openPage(browser, 'unknown'));
    await until(
      () => phone.ask<number[]>('window.phone?.errors ?? []'),
      (codes) => codes.includes(46001),
    );
  });

  it('that is punted ends the page’s calls and does not come back', async () => {
    const { phone, leg } = await talk();
    const sipUsername = rig.world.tokens.get(
      [...rig.world.tokens.keys()].findLast((t) => t !== 'token-refreshed') ?? '',
    );
    rig.gateway.punt(sipUsername ?? '');
    await byeOf(leg);
    await until(
      () => phone.states(),
      (states) => states.includes('destroy'),
    );
    expect(rig.gateway.isRegistered(sipUsername ?? '')).toBe(false);
    await until(
      () => phone.ask<boolean>('phone.client.connected'),
      (connected) => !connected,
    );
  });
});
