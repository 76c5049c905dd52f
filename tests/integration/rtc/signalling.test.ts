import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserRig } from './support/browser-rig.ts';
import type { FakeLeg } from './support/fake-world.ts';
import { RawClient } from './support/raw-client.ts';
import { RawPeer } from './support/raw-peer.ts';
import { until } from './support/until.ts';

/** What no well-behaved page does, and what happens to pages that vanish. */
let rig: BrowserRig;
const clients: RawClient[] = [];
const peers: RawPeer[] = [];

// Pings and the end of grace come quickly here; both are waited for, not timed.
beforeAll(async () => {
  rig = await BrowserRig.start({ graceMs: 2500, peerLostGraceMs: 50, pingIntervalMs: 200 });
});
afterAll(() => rig.stop());
afterEach(async () => {
  for (const client of clients.splice(0)) await client.leave();
  for (const peer of peers.splice(0)) await peer.close();
});

async function connect(user: string): Promise<RawClient> {
  rig.world.tokens.set(`token-${user}`, user);
  const client = await RawClient.connect(rig.port);
  clients.push(client);
  return client;
}

async function register(
  user: string,
  sessid?: string,
): Promise<{ client: RawClient; sessid: string }> {
  const client = await connect(user);
  return { client, sessid: await client.register(`token-${user}`, sessid) };
}

interface Talk {
  client: RawClient;
  sessid: string;
  leg: FakeLeg;
  callID: string;
  peer: RawPeer;
}

/** A page that was rung and has answered, with RTP flowing from it. */
async function talk(user: string): Promise<Talk> {
  const { client, sessid } = await register(user);
  const leg = await rig.world.ring(user);
  const { callID, sdp } = (await client.told('invite')) as { callID: string; sdp: string };
  const peer = new RawPeer();
  peers.push(peer);
  const answer = await peer.peer.acceptOffer(sdp);
  await client.request('telnyx_rtc.answer', { sessid, sdp: answer, dialogParams: { callID } });
  await until(
    () => rig.media.peerRtpAgeMs(leg.legId),
    (ageMs) => ageMs !== null,
  );
  return { client, sessid, leg, callID, peer };
}

const withoutCandidates = (sdp: string) =>
  sdp.replaceAll(/a=(candidate:.*|end-of-candidates)\r\n/g, '');
const ended = (leg: FakeLeg) =>
  until(
    () => leg.bye,
    (bye) => bye !== null,
  );

describe('frames', () => {
  it('every request is answered exactly once, whatever it asks', async () => {
    const { client } = await register('frames');
    const asked = [
      ['telnyx_rtc.ping', {}],
      ['telnyx_rtc.modify', { action: 'hold', dialogParams: { callID: 'none' } }],
      ['telnyx_rtc.modify', {}],
      ['telnyx_rtc.bye', { dialogParams: { callID: 'none' } }],
      ['telnyx_rtc.bye', {}],
      ['telnyx_rtc.answer', { dialogParams: 'none' }],
      ['telnyx_rtc.attach', {}],
      ['telnyx_rtc.invite', { dialogParams: { callID: 7 } }],
      ['telnyx_rtc.candidate', { candidate: 'x', dialogParams: { callID: 'none' } }],
      ['telnyx_rtc.endOfCandidates', {}],
      ['telnyx_rtc.info', { dtmf: 5 }],
      ['telnyx_rtc.unknown', {}],
      ['anonymous_login', {}],
    ] as const;
    for (const [method, params] of asked) {
      const answer = await client.request(method, params);
      expect(client.answersTo(answer.id), method).toHaveLength(1);
    }
    expect(client.closeCode).toBeNull();
  });

  it('what is no request is left alone', async () => {
    const { client } = await register('noise');
    const before = client.frames.filter(({ method }) => method === undefined).length;
    for (const noise of [
      '#SPU 5',
      '{',
      'null',
      '[]',
      '{"type":"debug_report_data"}',
      '{"id":1,"result":{}}',
    ]) {
      client.send(noise);
    }
    await client.request('telnyx_rtc.ping');
    expect(client.frames.filter(({ method }) => method === undefined)).toHaveLength(before + 1);
  });

  it('a call that cannot have media is refused and ended, and the world is told', async () => {
    const { client, sessid } = await register('nosdp');
    const leg = await rig.world.ring('nosdp');
    const { callID } = await client.told('invite');
    const params = { sessid, sdp: 'nonsense', dialogParams: { callID } };
    const answer = await client.request('telnyx_rtc.answer', params);
    expect(answer).toHaveProperty('error.message', 'INVALID SDP');
    expect(await ended(leg)).toMatchObject({ causeCode: 88 });
    expect(leg.answered).toBe(false);
    expect(rig.faults.splice(0)).toEqual(['The SDP offers no audio.']);
  });

  it('the server pings, because the SDK takes silence for a dead connection', async () => {
    const { client } = await register('pings');
    await until(
      () => client.all('ping').length,
      (pings) => pings >= 2,
    );
  });

  it('other paths of the server are left to others', async () => {
    rig.server.once('upgrade', (_request, socket) => socket.end('HTTP/1.1 418 Teapot\r\n\r\n'));
    await expect(RawClient.connect(rig.port, '/rtcx')).rejects.toThrow('418');
  });
});

describe('logins', () => {
  it('refused again and again close the socket', async () => {
    const client = await connect('refused');
    rig.world.refusal = { code: -32000, message: 'Token expired' };
    for (let i = 0; i < 5; i++) {
      const answer = await client.request('login', { login_token: 'expired' });
      expect(answer).toHaveProperty('error.code', -32000);
    }
    rig.world.refusal = { code: -32001, message: 'Authentication Failure' };
    await until(
      () => client.closeCode,
      (code) => code === 1008,
    );
  });

  it('nothing is done for a page that is not logged in', async () => {
    const client = await connect('nobody');
    const state = await client.request('telnyx_rtc.gatewayState');
    expect(state).toHaveProperty('result.params.state', 'NOREG');
    const refused = await client.request('telnyx_rtc.invite', {
      sdp: 'm=audio 9',
      dialogParams: { callID: 'c1', destination_number: '+14165550123' },
    });
    expect(refused).toHaveProperty('error.message', 'Authentication required');
    expect(rig.gateway.isRegistered('nobody')).toBe(false);
  });

  it('the last page of a credential rings, the earlier one keeps its call', async () => {
    const first = await talk('twice');
    const second = await register('twice');
    const leg = await rig.world.ring('twice');
    await second.client.told('invite');
    expect(first.client.all('invite')).toHaveLength(1);
    const bye = { sessid: first.sessid, dialogParams: { callID: first.callID } };
    await first.client.request('telnyx_rtc.bye', bye);
    await ended(first.leg);
    expect(leg.bye).toBeNull();
    await second.client.leave(1001);
    await until(
      () => rig.gateway.isRegistered('twice'),
      (registered) => !registered,
    );
    expect(rig.world.registrations.filter((line) => line.startsWith('twice'))).toEqual([
      'twice on',
      'twice off',
    ]);
  });

  it('a copied tab gets a session of its own', async () => {
    const first = await talk('tab');
    const copy = await register('tab', first.sessid);
    expect(copy.sessid).not.toBe(first.sessid);
    expect((await copy.client.told('clientReady'))['reattached_sessions']).toEqual([]);
    expect(first.leg.bye).toBeNull();
  });

  it('[I8] nobody takes up a session of another credential', async () => {
    const first = await talk('mine');
    await first.client.leave();
    const thief = await register('theirs', first.sessid);
    expect(thief.sessid).not.toBe(first.sessid);
    expect((await thief.client.told('clientReady'))['reattached_sessions']).toEqual([]);
  });
});

describe('trickled candidates', () => {
  it('are the way to a page that knows no address of ours', async () => {
    const { client, sessid } = await register('trickle');
    const leg = await rig.world.ring('trickle');
    const { callID, sdp } = (await client.told('invite')) as { callID: string; sdp: string };
    const peer = new RawPeer();
    peers.push(peer);
    const answer = await peer.peer.acceptOffer(withoutCandidates(sdp));
    const dialogParams = { callID };
    // All at once: the candidates come while the answer is being applied.
    const lines = answer.match(/candidate:.*/g) ?? [];
    await Promise.all([
      client.request('telnyx_rtc.answer', {
        sessid,
        trickle: true,
        sdp: withoutCandidates(answer),
        dialogParams,
      }),
      ...lines.map((candidate) =>
        client.request('telnyx_rtc.candidate', {
          sessid,
          candidate,
          sdpMid: '0',
          sdpMLineIndex: 0,
          dialogParams,
        }),
      ),
    ]);
    expect(lines.length).toBeGreaterThan(0);
    await until(
      () => rig.media.peerRtpAgeMs(leg.legId),
      (ageMs) => ageMs !== null,
    );
  });
});

describe('a page that comes back', () => {
  it('with its media flowing is told of its call and gets no attach', async () => {
    const first = await talk('cut');
    await first.client.leave();
    const back = await register('cut', first.sessid);
    expect(back.sessid).toBe(first.sessid);
    expect((await back.client.told('clientReady'))['reattached_sessions']).toEqual([first.callID]);
    // Past the moment at which an attach would have been sent.
    await until(
      () => back.client.all('ping').length,
      (pings) => pings >= 6,
    );
    expect(back.client.all('attach')).toEqual([]);
  });

  it('with its media gone gets an attach, and the call goes on over the new peer', async () => {
    const first = await talk('frozen');
    first.peer.vanish();
    await first.client.leave();
    const back = await register('frozen', first.sessid);
    const { callID, sdp } = (await back.client.told('attach')) as { callID: string; sdp: string };
    expect(callID).toBe(first.callID);
    const peer = new RawPeer();
    peers.push(peer);
    const answer = await peer.peer.acceptOffer(sdp);
    const params = { sdp: answer, dialogParams: { callID, attach: true } };
    expect(await back.client.request('telnyx_rtc.attach', params)).toHaveProperty(
      'result.callID',
      callID,
    );
    await until(
      () => rig.media.peerRtpAgeMs(first.leg.legId),
      (ageMs) => ageMs !== null && ageMs < 100,
    );
    expect(first.leg.bye).toBeNull();
  });
});

describe('a page that vanishes', () => {
  it('[I3] ends its calls once the grace is over', async () => {
    const { client, leg, sessid } = await talk('gone');
    await client.leave();
    expect(await ended(leg)).toMatchObject({ cause: 'RECOVERY_ON_TIMER_EXPIRE', causeCode: 102 });
    const back = await register('gone', sessid);
    expect(back.sessid).not.toBe(sessid);
  });
});

describe('a socket that is gone', () => {
  let before: BrowserRig;

  // With Telnyx's own 90 s of grace, longer than anything is waited for here.
  beforeAll(async () => {
    before = rig;
    rig = await BrowserRig.start({ peerLostGraceMs: 50 });
  });
  afterAll(async () => {
    await rig.stop();
    rig = before;
  });

  it('is not rung', async () => {
    const { client } = await register('away');
    await client.leave();
    await until(
      () => rig.gateway.isRegistered('away'),
      (registered) => !registered,
    );
    await expect(rig.world.ring('away')).rejects.toThrow('Nobody was rung');
  });

  it('[I3] ends its calls soon when no media comes either', async () => {
    const lost: string[] = [];
    rig.media.onPeerLost((legId) => lost.push(legId));
    const { client, leg, peer } = await talk('lost');
    peer.vanish();
    await until(
      () => lost,
      (legIds) => legIds.includes(leg.legId),
    );
    // With its socket open the page may repair its media by itself.
    await client.request('telnyx_rtc.ping');
    expect(leg.bye).toBeNull();
    await client.leave();
    await ended(leg);
  });
});

describe('both sides hang up at once', () => {
  it('[I6] the world is told nothing of a leg that it has ended', async () => {
    const { client, leg, callID } = await talk('both');
    rig.gateway.bye(leg.legId, { cause: 'NORMAL_CLEARING', causeCode: 16 });
    const answer = await client.request('telnyx_rtc.bye', { dialogParams: { callID } });
    expect(answer).toHaveProperty('result.message', 'CALL ENDED');
    expect(client.all('bye')).toHaveLength(1);
    expect(leg.bye).toBeNull();
  });
});
