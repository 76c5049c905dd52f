import { describe, expect, it } from 'vitest';
import { readTelnyxEvent } from '../../supabase/functions/_shared/adapters/telnyx-transform.ts';
import { accept } from '../../supabase/functions/_shared/application/accept-call.ts';
import { encodeClientState } from '../../supabase/functions/_shared/core/client-state.ts';
import { createHarness, MAPLE, MEMBERS } from '../../supabase/functions/_shared/testing/harness.ts';
import { createWebhookHandler } from '../../supabase/functions/telnyx-voice-webhook/handler.ts';
import { postOf } from './request.ts';

const START_MS = Date.parse('2026-11-22T15:00:00.000Z');
const CALLER = 'v3:caller';
/** The first leg that the fake telephony dials. */
const AGENT = 'v3:leg1';

type Webhook = [type: string, leg: string, ms: number, cause?: string];

const INITIATED: Webhook = ['call.initiated', CALLER, 0];
/** What Telnyx tells after the accept; any of it may come first. */
const AFTER_ACCEPT: Webhook[] = [
  ['call.answered', CALLER, 600],
  ['call.answered', AGENT, 700],
  ['call.bridged', CALLER, 710],
  ['call.bridged', AGENT, 711],
  ['call.hangup', AGENT, 60_700, 'normal_clearing'],
  ['call.hangup', CALLER, 60_701, 'normal_clearing'],
];

function bodyOf([type, leg, ms, cause]: Webhook, callId: string | null): string {
  const isAgent = leg === AGENT;
  const state = {
    callId: callId ?? '',
    role: isAgent ? 'agent' : 'external',
    attempt: isAgent ? 1 : 0,
  };
  return JSON.stringify({
    data: {
      record_type: 'event',
      event_type: type,
      id: `${type}-${leg}`,
      occurred_at: new Date(START_MS + ms).toISOString(),
      payload: {
        call_control_id: leg,
        direction: isAgent ? 'outgoing' : 'incoming',
        from: '+14165550123',
        to: MAPLE.phoneNumber,
        start_time: new Date(START_MS + (isAgent ? 500 : 0)).toISOString(),
        client_state: callId ? encodeClientState({ ...state, role: state.role as 'agent' }) : null,
        ...(cause ? { hangup_cause: cause, hangup_source: 'caller' } : {}),
      },
    },
  });
}

/** A call that Ana accepted, and whose webhooks then come in the order given. */
async function finalRow(order: readonly Webhook[], times: number) {
  const harness = createHarness();
  const handle = createWebhookHandler({
    ...harness,
    verify: () => Promise.resolve({ ok: true }),
    read: readTelnyxEvent,
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await handle(postOf(bodyOf(INITIATED, null)));
  const [callId] = [...harness.calls.rows.keys()];
  const device = harness.directory.findDevice(MEMBERS.ana.memberId);
  await accept(harness, MEMBERS.ana, device, callId ?? '');
  await turn();
  for (const webhook of order) {
    for (let time = 0; time < times; time += 1) {
      const response = await handle(postOf(bodyOf(webhook, callId ?? null)));
      expect(response.status).toBe(200);
    }
    await turn();
  }
  const row = harness.calls.rows.get(callId ?? '');
  // Whether it fell to us to join them depends on when we heard that both were up.
  const legs = row?.state.legs.map((leg) => ({ ...leg, pairedAt: null }));
  const told = row?.stored.events.filter(({ type }) => type !== 'leg.paired');
  return { state: { ...row?.state, legs }, events: told?.length };
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

describe('every order of an answered call’s webhooks', () => {
  it.each([1, 2])('[I1] [I5] gives the same row, each sent %i time(s)', async (times) => {
    const expected = await finalRow(AFTER_ACCEPT, 1);
    expect(expected.state).toMatchObject({
      status: 'ended',
      outcome: 'answered',
      durationSeconds: 60,
    });
    const orders = permutations(AFTER_ACCEPT);
    expect(orders).toHaveLength(720);
    for (const order of orders) {
      const { state, events } = await finalRow(order, times);
      const told = order.map(([type, leg]) => `${type} ${leg}`).join(', ');
      expect({ told, state, events }).toEqual({
        told,
        state: expected.state,
        events: expected.events,
      });
    }
  });
});
