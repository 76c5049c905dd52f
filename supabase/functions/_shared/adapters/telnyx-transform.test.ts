import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeClientState } from '../core/client-state.ts';
import { readTelnyxEvent } from './telnyx-transform.ts';

/** Events in Telnyx's form (telnyx.md sections 3.1 and 3.4). */
const FIXTURES = new URL('../../../../tests/fixtures/telnyx/', import.meta.url);
const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));

describe('reading Telnyx events', () => {
  it('an incoming call', () => {
    expect(readTelnyxEvent(fixture('call.initiated.incoming'))).toMatchObject({
      id: '0ccc7b54-4df3-4bca-a65a-3da1ecc777f0',
      eventType: 'call.initiated',
      occurredAt: '2026-11-22T15:00:00.521992Z',
      fact: { type: 'leg.initiated' },
      direction: 'incoming',
      from: '+14165550123',
      to: '+14375249932',
      clientState: null,
      legStartedAt: '2026-11-22T15:00:00.000000Z',
    });
  });

  it('a leg that we dialled carries what we gave it; its SIP address is no number', () => {
    const event = readTelnyxEvent(fixture('call.initiated.outgoing'));
    expect(event).toMatchObject({
      direction: 'outgoing',
      to: null,
      callControlId: 'v3:agentLeg+/=',
    });
    expect(decodeClientState(event?.clientState)).toEqual({
      callId: '0b6a3a52-0f57-4a0e-9a3c-2b8f0c2f1d11',
      role: 'agent',
      attempt: 2,
    });
  });

  it('a withheld number is none', () => {
    expect(readTelnyxEvent(fixture('call.initiated.withheld'))?.from).toBeNull();
  });

  it.each([
    ['call.answered', { type: 'leg.answered' }],
    ['call.bridged', { type: 'leg.bridged' }],
    ['call.hangup', { type: 'leg.ended', cause: 'normal_clearing', source: 'caller' }],
    ['call.hangup.unknown-cause', { type: 'leg.ended', cause: 'unspecified', source: 'unknown' }],
    ['call.cost', null],
    ['call.recording.saved', null],
  ])('%s', (name, fact) => {
    expect(readTelnyxEvent(fixture(name))?.fact).toEqual(fact);
  });

  it('[I1] every fixture is an event, and keeps its payload whole', () => {
    const names = readdirSync(FIXTURES).filter((name) => name.startsWith('call.'));
    expect(names.length).toBeGreaterThanOrEqual(9);
    for (const name of names) {
      const body = fixture(name.replace('.json', '')) as { data: { payload: unknown } };
      expect(readTelnyxEvent(body)?.payload).toEqual(body.data.payload);
    }
  });

  it.each([
    [null],
    ['call.initiated'],
    [[]],
    [{}],
    [{ data: null }],
    [{ data: { id: 'x', event_type: 'call.initiated' } }],
    [{ data: { id: 'x', event_type: 'call.initiated', occurred_at: 'yesterday' } }],
    [{ data: { id: 7, event_type: 'call.initiated', occurred_at: '2026-11-22T15:00:00Z' } }],
    [{ data: { id: '', event_type: 'call.initiated', occurred_at: '2026-11-22T15:00:00Z' } }],
  ])('is not an event (%#)', (body) => {
    expect(readTelnyxEvent(body)).toBeNull();
  });

  it('fields of a wrong type count as absent', () => {
    const data = {
      id: 'x',
      event_type: 'call.hangup',
      occurred_at: '2026-11-22T15:00:00Z',
      payload: {
        call_control_id: 5,
        from: {},
        hangup_cause: null,
        start_time: 'soon',
        direction: 'up',
      },
    };
    expect(readTelnyxEvent({ data })).toMatchObject({
      callControlId: null,
      from: null,
      direction: null,
      legStartedAt: null,
      fact: { cause: 'unspecified' },
    });
  });
});
