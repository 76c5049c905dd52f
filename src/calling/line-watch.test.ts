import { describe, expect, it } from 'vitest';
import { startAudioRouting } from './audio-routing.ts';
import type { LegTraffic } from './call-quality.ts';
import { createCallStore } from './call-store.ts';
import { startLineWatch } from './line-watch.ts';
import type { AudioDevice, AudioDevicesPort, SoftphonePort, TonesPort } from './ports.ts';
import { ownPhase } from './selectors.ts';
import { cardOf, startCalling } from './testing/calling-harness.ts';
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
  const clock = createVirtualClock();
  const network = { isUp: true, isServerThere: true };
  const traffic: LegTraffic = {
    receivedPackets: 0,
    lostPackets: 0,
    lostOutPart: 0,
    roundTripMs: 40,
    pathAnswers: 0,
  };
  let reconnections = 0;
  startLineWatch({
    store,
    clock,
    presence: {
      ...({} as { report: never; reportGoneNow: never }),
      isReachable: () => Promise.resolve(network.isServerThere),
    },
    softphone: {
      ...harness.softphone,
      traffic() {
        if (network.isUp) {
          traffic.receivedPackets += 50;
          traffic.pathAnswers += 1;
        }
        return Promise.resolve({ ...traffic });
      },
      reconnect: () => void (reconnections += 1),
    } as SoftphonePort,
  });
  await clock.advance(3_000);
  return { store, clock, network, reconnections: () => reconnections };
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
