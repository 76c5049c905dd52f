import { describe, expect, it } from 'vitest';
import { startAudioRouting } from './audio-routing.ts';
import type { LegTraffic } from './call-quality.ts';
import { createCallStore } from './call-store.ts';
import { startLineWatch } from './line-watch.ts';
import type {
  AudioDevice,
  AudioDevicesPort,
  QualityReport,
  SoftphonePort,
  TonesPort,
} from './ports.ts';
import { ownPhase } from './selectors.ts';
import { ANA, cardOf, roomOf, startCalling } from './testing/calling-harness.ts';
import { createVirtualClock, settle } from './testing/virtual-clock.ts';

/** A call whose packets a test lets come or stay away. */
async function talk() {
  const harness = await startCalling();
  harness.server.live = [cardOf()];
  harness.server.broadcast(cardOf());
  await harness.calling.accept('call-maria');
  harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
  await settle();
  const { store } = harness.calling;
  harness.server.broadcast(cardOf({ version: 2, status: 'active', agent: ANA }));
  const clock = createVirtualClock();
  const network = { isUp: true, isServerThere: true, isFarSilent: false, loses: 0 };
  const traffic: LegTraffic = {
    receivedPackets: 0,
    lostPackets: 0,
    lostOutPart: 0,
    roundTripMs: 40,
    jitterMs: 8,
    pathAnswers: 0,
  };
  const told: QualityReport[] = [];
  let reconnections = 0;
  startLineWatch({
    store,
    clock,
    quality: {
      report(_callId, reports) {
        if (!network.isServerThere) {
          return Promise.resolve({ ok: false, error: { code: 'offline', message: 'no network' } });
        }
        told.push(...reports);
        return Promise.resolve({ ok: true, value: null });
      },
    },
    presence: {
      ...({} as { report: never; reportGoneNow: never }),
      isReachable: () => Promise.resolve(network.isServerThere),
    },
    softphone: {
      ...harness.softphone,
      traffic() {
        if (network.isUp) traffic.pathAnswers += 1;
        if (network.isUp && !network.isFarSilent) {
          const lost = network.loses;
          traffic.receivedPackets += 50 - lost;
          traffic.lostPackets += lost;
        }
        return Promise.resolve({ ...traffic });
      },
      reconnect: () => void (reconnections += 1),
    } as SoftphonePort,
  });
  await clock.advance(3_000);
  return {
    ...harness,
    store,
    clock,
    network,
    told,
    since: (at: string) => Math.round((clock.now() - Date.parse(at)) / 1_000),
    reconnections: () => reconnections,
  };
}

describe('a call whose network goes away', () => {
  it('[I7] says so within three seconds, and reconnects when the server can be reached again', async () => {
    const { store, clock, network, reconnections } = await talk();
    Object.assign(network, { isUp: false, isServerThere: false });
    await clock.advance(3_000);
    expect(store.getState().lineQuality).toBe('cut');
    expect(ownPhase(store.getState())).toBe('reconnecting');
    expect(reconnections()).toBe(0);
    network.isServerThere = true;
    await clock.advance(1_000);
    expect(reconnections()).toBe(1);
    network.isUp = true;
    await clock.advance(1_000);
    expect(store.getState().lineQuality).toBe('good');
  });
});

describe('what the others hear of how a call sounds', () => {
  it('a network that loses packets: when it began, how much, and that it is over', async () => {
    const { clock, network, told, since } = await talk();
    network.loses = 5;
    await clock.advance(10_000);
    expect(told).toMatchObject([{ what: 'losing_in', jitterMs: 8, roundTripMs: 40 }]);
    expect(told[0]?.lossIn).toBeGreaterThan(2);
    network.loses = 0;
    await clock.advance(12_000);
    expect(told.map(({ what }) => what)).toEqual(['losing_in', 'good']);
    expect(since(told[1]?.at ?? '')).toBeLessThan(since(told[0]?.at ?? ''));
  });

  it('what comes and goes within two seconds is no news', async () => {
    const { clock, network, told } = await talk();
    network.isFarSilent = true;
    await clock.advance(2_500);
    network.isFarSilent = false;
    await clock.advance(10_000);
    expect(told).toEqual([]);
  });

  it('[I7] an outage is told after it, with its beginning and its end', async () => {
    const { clock, network, told, since } = await talk();
    Object.assign(network, { isUp: false, isServerThere: false });
    await clock.advance(20_000);
    expect(told).toEqual([]);
    Object.assign(network, { isUp: true, isServerThere: true });
    await clock.advance(6_000);
    expect(told.map(({ what }) => what)).toEqual(['cut', 'good']);
    const [cut = 0, good = 0] = told.map(({ at }) => since(at));
    expect(cut - good).toBeGreaterThan(15);
  });

  it('on hold no sound is no fault', async () => {
    const { store, server, clock, network, told } = await talk();
    const hold = { since: '2026-11-24T10:01:00.000Z', by: ANA };
    const held = { version: 3, status: 'active', agent: ANA, room: roomOf({ hold }) } as const;
    server.broadcast(cardOf(held));
    network.isFarSilent = true;
    await clock.advance(10_000);
    expect(ownPhase(store.getState())).toBe('held');
    expect(store.getState().lineQuality).toBe('good');
    server.broadcast(cardOf({ ...held, version: 4, room: roomOf() }));
    await clock.advance(1_000);
    expect(store.getState().lineQuality).toBe('good');
    await clock.advance(5_000);
    expect(told.map(({ what }) => what)).toEqual(['far_silent']);
  });

  it('the end closes what was open, and tells the whole', async () => {
    const { calling, clock, network, told } = await talk();
    network.loses = 5;
    await clock.advance(10_000);
    await calling.hangUp();
    await clock.advance(6_000);
    expect(told.map(({ what }) => what)).toEqual(['losing_in', 'good', 'whole']);
    expect(told[2]).toMatchObject({ jitterMs: 8, lossOut: 0 });
    expect(told[2]?.lossIn).toBeGreaterThan(2);
  });
});

describe('the devices that were chosen', () => {
  const headset: AudioDevice = { id: 'headset', label: 'Headset' };
  const built: AudioDevice = { id: 'built-in', label: 'Built-in' };

  function route() {
    const store = createCallStore();
    const used: string[] = [];
    const plugged = { inputs: [built, headset], outputs: [built, headset] };
    let onChange = () => {};
    const audio: AudioDevicesPort = {
      list: () => Promise.resolve(plugged),
      chosen: (role) => (role === 'ringer' ? null : headset),
      choose: () => {},
      onChange(listener) {
        onChange = listener;
        return () => {};
      },
      canChooseOutput: true,
    };
    const note = (what: string) => (id: string | null) => void used.push(`${what} ${id}`);
    startAudioRouting({
      store,
      audio,
      softphone: {
        useMicrophone: note('microphone'),
        useSpeaker: note('speaker'),
      } as unknown as SoftphonePort,
      tones: { useOutput: note('ringer') } as unknown as TonesPort,
    });
    const plug = async (devices: AudioDevice[]) => {
      Object.assign(plugged, { inputs: devices, outputs: devices });
      used.length = 0;
      onChange();
      await settle();
    };
    return { store, used, plug };
  }

  it('are used; one that is pulled out gives way to the computer’s own, and the screen says so', async () => {
    const { store, used, plug } = route();
    await settle();
    expect(used).toEqual(['microphone headset', 'speaker headset', 'ringer null']);
    await plug([built]);
    expect(used).toEqual(['microphone null', 'speaker null', 'ringer null']);
    expect(store.getState().missingDevices).toEqual({ microphone: 'Headset', speaker: 'Headset' });
  });

  it('are used again when they are back, under whatever id the browser gives them', async () => {
    const { store, used, plug } = route();
    await plug([built]);
    await plug([built, { id: 'headset-2', label: 'Headset' }]);
    expect(used.slice(0, 2)).toEqual(['microphone headset-2', 'speaker headset-2']);
    expect(store.getState().missingDevices).toEqual({});
  });
});
