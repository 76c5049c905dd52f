import type { Call } from '@telnyx/webrtc';
import { describe, expect, it } from 'vitest';
import type { SoftphoneEvent } from '../ports.ts';
import { createTelnyxLegs } from './telnyx-legs.ts';

const headers = [{ name: 'x-CALL-id', value: 'call-1' }];
const sdkCall = (state: string, rest: object = {}) =>
  ({
    id: 'leg-1',
    state,
    recoveredCallId: '',
    options: { customHeaders: headers },
    ...rest,
  }) as Call;

function listen() {
  const events: SoftphoneEvent[] = [];
  return { events, legs: createTelnyxLegs((event) => events.push(event)) };
}

describe('the legs of the SDK', () => {
  it('are offered once, with the call that the header names, not before they ring', () => {
    const { events, legs } = listen();
    for (const state of ['new', 'ringing', 'ringing']) legs.onUpdate(sdkCall(state));
    expect(events).toEqual([{ type: 'leg_offered', legId: 'leg-1', callId: 'call-1' }]);
  });

  it('end once, however often the SDK says so', () => {
    const { events, legs } = listen();
    const call = sdkCall('ringing');
    for (const state of ['ringing', 'active', 'hangup', 'destroy']) {
      legs.onUpdate(Object.assign(call, { state }));
    }
    expect(events.filter(({ type }) => type === 'leg_ended')).toHaveLength(1);
  });

  it('live on in a new object after a recovery; the end of the old one is no end', () => {
    const { events, legs } = listen();
    const old = sdkCall('active');
    legs.onUpdate(old);
    legs.onUpdate(Object.assign(old, { state: 'recovering' }));
    const fresh = sdkCall('recovering', { recoveredCallId: 'leg-1' });
    legs.onUpdate(fresh);
    legs.onUpdate(Object.assign(old, { state: 'destroy' }));
    legs.onUpdate(Object.assign(fresh, { state: 'active' }));
    expect(events.map(({ type }) => type)).toEqual([
      'leg_active',
      'leg_reconnecting',
      'leg_active',
    ]);
    expect(events.at(-1)).toMatchObject({ recovered: true });
    expect(legs.get('leg-1')).toBe(fresh);
  });

  it('end when the session is punted without a word', () => {
    const { events, legs } = listen();
    legs.onUpdate(sdkCall('active'));
    legs.endAll();
    expect(events.at(-1)).toEqual({ type: 'leg_ended', legId: 'leg-1' });
  });
});
