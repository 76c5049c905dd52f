import { beforeEach, describe, expect, it } from 'vitest';
import { createSweeperHandler } from '../../call-sweeper/handler.ts';
import { createCallControlHandler } from '../../telnyx-call-control/handler.ts';
import { createWebhookHandler } from '../../telnyx-voice-webhook/handler.ts';
import { readTelnyxEvent } from '../adapters/telnyx-transform.ts';
import type { AiPolicy } from '../core/call-state.ts';
import { encodeClientState } from '../core/client-state.ts';
import type { RingPolicy } from '../core/ring-policy.ts';
import type { DialAnswer } from '../ports/dial-guard.ts';
import {
  AI_ALWAYS,
  createHarness,
  type Harness,
  MAPLE,
  type MemberName,
  memberRequest,
  MEMBERS,
  settle,
} from '../testing/harness.ts';

const CALLER = 'v3:caller';
const MOBILE = 'v3:leg1';
const OWNER = '+14165550199';

const ana = MEMBERS.ana.memberId;
const ben = MEMBERS.ben.memberId;
const nora = MEMBERS.nora.memberId;

const OVERFLOW: AiPolicy = { ...AI_ALWAYS, mode: 'overflow', overflowAfterMs: 6_000 };
/** Ana for 8 s, then Ben for 10 s. */
const IN_ORDER: Partial<RingPolicy> = {
  steps: [
    { memberIds: [ana], ringMs: 8_000 },
    { memberIds: [ben], ringMs: 10_000 },
  ],
  hasOwnTimes: true,
};

let harness: Harness;
let serial = 0;

function open(ring: Partial<RingPolicy>, ai?: AiPolicy): void {
  harness = createHarness({ ring, ...(ai ? { ai } : {}) });
}

beforeEach(() => {
  serial = 0;
});

async function webhook(
  type: string,
  payload: Record<string, unknown> = {},
  leg = CALLER,
): Promise<void> {
  serial += 1;
  const handle = createWebhookHandler({
    ...harness,
    verify: () => Promise.resolve({ ok: true }),
    read: readTelnyxEvent,
  });
  const body = {
    data: {
      id: `event-${serial}`,
      event_type: type,
      occurred_at: harness.clock.now(),
      payload: {
        call_control_id: leg,
        direction: leg === MOBILE ? 'outgoing' : 'incoming',
        from: '+14165550123',
        to: MAPLE.phoneNumber,
        client_state:
          leg === MOBILE
            ? encodeClientState({ callId: theId(), role: 'forward', attempt: 0 })
            : null,
        ...payload,
      },
    },
  };
  const request = new Request('http://functions.test/', {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect((await handle(request)).status).toBe(200);
  await settle();
}

const ring = () => webhook('call.initiated');
const theId = () => [...harness.calls.rows.keys()][0] ?? '';
const call = () => harness.calls.rows.get(theId())?.state;
const kinds = () => harness.telephony.kinds();
const body = (kind: string) => harness.telephony.sent.find((one) => one.body.kind === kind)?.body;

async function press(member: MemberName, action: string): Promise<number> {
  const handle = createCallControlHandler(harness);
  const { status } = await handle(memberRequest(member, { call_id: theId(), action }));
  await settle();
  return status;
}

async function sweep(): Promise<void> {
  const handle = createSweeperHandler({ ...harness, token: 'right' });
  await handle(
    new Request('http://functions.test/', {
      method: 'POST',
      headers: { authorization: 'Bearer right' },
    }),
  );
  await settle();
}

describe('a line that rings one after the other', () => {
  it('rings the first, then the next when the time is over', async () => {
    open(IN_ORDER);
    await ring();
    expect(call()).toMatchObject({ status: 'ringing', offeredTo: [ana], ringStep: 1 });
    await harness.clock.advance(8_100);
    expect(call()).toMatchObject({ status: 'ringing', offeredTo: [ben], ringStep: 2 });
    await harness.clock.advance(10_100);
    expect(call()).toMatchObject({
      status: 'ended',
      outcome: 'missed',
      outcomeReason: 'ring_timeout',
    });
    expect(harness.calls.tasks.size).toBe(1);
  });

  it('goes on at once when the one whom it rings at declines', async () => {
    open(IN_ORDER);
    await ring();
    expect(await press('ana', 'decline')).toBe(200);
    expect(call()).toMatchObject({ status: 'ringing', offeredTo: [ben], ringStep: 2 });
    await harness.clock.advance(10_100);
    expect(call()).toMatchObject({ status: 'ended', outcome: 'missed' });
  });

  it('skips at once whom it would not reach', async () => {
    open(IN_ORDER);
    harness.reachable.delete(ana);
    await ring();
    expect(call()).toMatchObject({ offeredTo: [ben], ringStep: 2 });
  });

  it('does not ring at somebody who is in another call', async () => {
    open(IN_ORDER);
    await ring();
    expect(await press('ana', 'accept')).toBe(200);
    await webhook('call.initiated', {}, 'v3:second');
    const second = [...harness.calls.rows.values()].at(-1)?.state;
    expect(second).toMatchObject({ status: 'ringing', offeredTo: [ben] });
  });

  it('leaves a tab that dies while it rings within 15 s, with or without the timer', async () => {
    open(IN_ORDER);
    await ring();
    harness.reachable.delete(ana);
    await harness.clock.advance(3_100);
    expect(call()).toMatchObject({ offeredTo: [ben], ringStep: 2 });
    // The process of the timer died: the sweeper finds it.
    open(IN_ORDER);
    harness.clock.sleep = never;
    await ring();
    harness.reachable.delete(ana);
    await sweep();
    expect(call()).toMatchObject({ offeredTo: [ben], ringStep: 2 });
  });

  it('rings again at somebody who came back while their step runs', async () => {
    open({ steps: [{ memberIds: [ana, ben], ringMs: 20_000 }], hasOwnTimes: true });
    harness.reachable.delete(ana);
    await ring();
    expect(call()?.offeredTo).toEqual([ben]);
    harness.reachable.add(ana);
    await harness.clock.advance(3_100);
    expect(call()).toMatchObject({ offeredTo: [ana, ben], ringStep: 1 });
  });

  it('[I3] a try that failed gives the others their time', async () => {
    open(IN_ORDER);
    await ring();
    await press('ana', 'accept');
    await harness.clock.advance(500);
    await webhook(
      'call.hangup',
      { hangup_cause: 'user_busy', client_state: agentState() },
      'v3:leg1',
    );
    expect(call()).toMatchObject({ status: 'ringing', current: null, offeredTo: [ana] });
    await harness.clock.advance(14_000);
    expect(call()).toMatchObject({ status: 'ringing', ringStep: 1 });
    await harness.clock.advance(1_200);
    expect(call()).toMatchObject({ status: 'ringing', ringStep: 2 });
  });
});

/** Whoever waits for this died. */
const never = (): Promise<never> => new Promise(() => undefined);

const agentState = () => encodeClientState({ callId: theId(), role: 'agent', attempt: 1 });

describe('when nobody can be reached', () => {
  it('rings on for everybody, and becomes a call-back', async () => {
    open({});
    harness.reachable.clear();
    await ring();
    expect(call()).toMatchObject({ status: 'ringing', offeredTo: null, ringStep: 0 });
    await harness.clock.advance(24_000);
    expect(call()?.status).toBe('ringing');
    await harness.clock.advance(1_200);
    expect(call()).toMatchObject({ status: 'ended', outcomeReason: 'nobody_reachable' });
    expect(harness.calls.tasks.size).toBe(1);
  });

  it('the AI has the caller at once', async () => {
    open({}, OVERFLOW);
    harness.reachable.clear();
    await ring();
    expect(call()?.aiSessions).toMatchObject([{ reason: 'overflow' }]);
    expect(kinds()).toEqual(['answer', 'start_ai']);
  });

  it('the AI’s overflow time ends the ringing of a line that rings everybody', async () => {
    open({}, OVERFLOW);
    await ring();
    expect(call()?.status).toBe('ringing');
    await harness.clock.advance(6_100);
    expect(call()?.aiSessions).toMatchObject([{ reason: 'overflow' }]);
  });

  it('a line with its own times rings them through before the AI', async () => {
    open(IN_ORDER, OVERFLOW);
    await ring();
    await harness.clock.advance(17_900);
    expect(call()?.status).toBe('ringing');
    await harness.clock.advance(300);
    expect(call()?.aiSessions).toMatchObject([{ reason: 'overflow' }]);
  });

  it('the AI that asks for a person is told so at once', async () => {
    open({}, AI_ALWAYS);
    await ring();
    harness.reachable.clear();
    const { requestPerson } = await import('./request-person.ts');
    await requestPerson(harness, theId(), { reason: 'a leak', urgent: true, source: 'tool' });
    await settle();
    expect(kinds()).toContain('tell_ai');
    expect(call()).toMatchObject({ status: 'active', callBack: { reason: 'nobody_free' } });
  });

  it('the AI that asks for a person rings those who can be reached', async () => {
    open({}, AI_ALWAYS);
    await ring();
    harness.reachable.delete(ben);
    const { requestPerson } = await import('./request-person.ts');
    await requestPerson(harness, theId(), { reason: 'a leak', urgent: true, source: 'tool' });
    expect(call()).toMatchObject({ status: 'active', offeredTo: [ana, nora] });
  });
});

describe('a message', () => {
  const CLOSED: Partial<RingPolicy> = {
    isOpen: false,
    closedOutcome: 'message',
    closedMessage: 'We are closed until Monday.',
  };

  it('[I12] is heard outside hours: answered, spoken, hung up, to be called back', async () => {
    open(CLOSED);
    await ring();
    expect(kinds()).toEqual(['answer', 'say']);
    expect(body('say')).toMatchObject({ text: 'We are closed until Monday.', language: 'en' });
    expect(call()).toMatchObject({ status: 'connecting', offeredTo: null });
    expect(await press('ana', 'accept')).toBe(409);
    await harness.clock.advance(3_000);
    await webhook('call.speak.ended');
    expect(call()).toMatchObject({
      status: 'ended',
      outcome: 'missed',
      outcomeReason: 'closed_message',
      handledBy: null,
      durationSeconds: 0,
    });
    expect(kinds()).toEqual(['answer', 'say', 'hangup']);
    expect(harness.calls.tasks.size).toBe(1);
  });

  it('[I3] that nothing tells the end of is over after its time', async () => {
    open(CLOSED);
    await ring();
    await harness.clock.advance(13_000);
    expect(call()).toMatchObject({ status: 'ended', outcomeReason: 'closed_message' });
    expect(kinds()).toEqual(['answer', 'say', 'hangup']);
  });

  it('counts although the caller left in the middle of it', async () => {
    open(CLOSED);
    await ring();
    await harness.clock.advance(1_000);
    await webhook('call.hangup', { hangup_cause: 'normal_clearing', hangup_source: 'caller' });
    expect(call()).toMatchObject({ outcome: 'missed', outcomeReason: 'closed_message' });
  });

  it('that Telnyx refuses to speak ends the call, not the caller’s patience', async () => {
    open(CLOSED);
    harness.telephony.answers.set('say', [{ ok: false, code: 'refused', retryAfterMs: null }]);
    await ring();
    expect(call()).toMatchObject({ status: 'ended', outcome: 'missed' });
    expect(kinds()).toEqual(['answer', 'say', 'hangup']);
  });

  it('follows the last step where the line says so, in the line’s language', async () => {
    open({ ...IN_ORDER, unansweredOutcome: 'message', language: 'fr' });
    await ring();
    await harness.clock.advance(18_200);
    expect(body('say')).toMatchObject({ language: 'fr', text: expect.stringContaining('Merci') });
    await harness.clock.advance(2_000);
    await webhook('call.speak.ended');
    expect(call()).toMatchObject({ outcome: 'missed', outcomeReason: 'unanswered_message' });
  });
});

describe('a forward to the owner’s mobile', () => {
  const FORWARD: Partial<RingPolicy> = {
    isOpen: false,
    closedOutcome: 'forward',
    forwardTo: OWNER,
  };
  const answered = () => webhook('call.answered', {}, MOBILE);

  it('[I4] [I11] dials what the limits allow, shows the caller, and joins the two', async () => {
    open(FORWARD);
    harness.dialGuard.answer = { ok: true, timeLimitSecs: 1_200 };
    await ring();
    expect(harness.dialGuard.asked).toMatchObject([
      { kind: 'forward', to: OWNER, confirmed: true },
    ]);
    expect(harness.telephony.sent.map((one) => one.body)).toEqual([
      {
        kind: 'dial_forward',
        to: OWNER,
        from: '+14165550123',
        diversion: MAPLE.phoneNumber,
        linkTo: CALLER,
        timeoutMs: 25_000,
        timeLimitSecs: 1_200,
      },
    ]);
    expect(call()).toMatchObject({ status: 'connecting', forwardedTo: OWNER });
    await answered();
    expect(kinds()).toEqual(['dial_forward', 'answer', 'bridge']);
    await webhook('call.bridged');
    expect(call()).toMatchObject({ status: 'active', handledBy: 'forward' });
    await harness.clock.advance(30_000);
    await webhook('call.hangup', { hangup_cause: 'normal_clearing' }, MOBILE);
    expect(call()).toMatchObject({ status: 'ended', outcome: 'answered', handledBy: 'forward' });
    expect(kinds().at(-1)).toBe('hangup');
    expect(harness.calls.tasks.size).toBe(0);
  });

  it('[I6] ends with the caller', async () => {
    open(FORWARD);
    await ring();
    await webhook('call.hangup', { hangup_cause: 'originator_cancel', hangup_source: 'caller' });
    expect(harness.telephony.sent.at(-1)?.body).toEqual({ kind: 'hangup', callControlId: MOBILE });
    expect(call()).toMatchObject({ outcome: 'missed', outcomeReason: 'caller_hung_up' });
  });

  it.each(['user_busy', 'call_rejected', 'timeout'])(
    '[I12] that ends with %s becomes a call-back',
    async (cause) => {
      open(FORWARD);
      await ring();
      await webhook('call.hangup', { hangup_cause: cause }, MOBILE);
      expect(call()).toMatchObject({ outcome: 'missed', outcomeReason: 'forward_unanswered' });
      expect(harness.calls.tasks.size).toBe(1);
      expect(kinds()).toEqual(['dial_forward', 'hangup']);
    },
  );

  it('that ends unanswered is followed by the message where there is one', async () => {
    open({ ...FORWARD, closedMessage: 'Call us on Monday.' });
    await ring();
    await webhook('call.hangup', { hangup_cause: 'user_busy' }, MOBILE);
    expect(body('say')).toMatchObject({ text: 'Call us on Monday.' });
    await harness.clock.advance(2_000);
    await webhook('call.speak.ended');
    expect(call()).toMatchObject({ outcome: 'missed', outcomeReason: 'forward_unanswered' });
  });

  it('[I11] that the limits refuse is never dialled', async () => {
    open(FORWARD);
    harness.dialGuard.answer = { ok: false, code: 'calling_stopped', country: null };
    await ring();
    expect(kinds()).toEqual(['hangup']);
    expect(call()).toMatchObject({ outcomeReason: 'dial_refused', forwardedTo: null });
  });

  it('[I3] that nobody heard of again is given up, its leg hung up', async () => {
    open(FORWARD);
    harness.telephony.alive.set(MOBILE, false);
    await ring();
    await harness.clock.advance(30_200);
    expect(call()).toMatchObject({ status: 'ended', outcomeReason: 'forward_unanswered' });
  });

  it('[I6] that rings on after its time is hung up, while the caller hears the message', async () => {
    open({ ...FORWARD, closedMessage: 'Call us on Monday.' });
    harness.telephony.alive.set(MOBILE, false);
    await ring();
    await harness.clock.advance(30_200);
    expect(call()).toMatchObject({ status: 'connecting', forward: { answeredAt: null } });
    expect(harness.telephony.sent.map((one) => one.body)).toContainEqual({
      kind: 'hangup',
      callControlId: MOBILE,
    });
  });

  it('[I11] whose caller left while the limits were asked gives the money back', async () => {
    open(FORWARD);
    let answer: (answer: DialAnswer) => void = () => undefined;
    harness.dialGuard.reserve = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await ring();
    await webhook('call.hangup', { hangup_cause: 'originator_cancel', hangup_source: 'caller' });
    answer({ ok: true, timeLimitSecs: 60 });
    await settle();
    expect(kinds()).not.toContain('dial_forward');
    expect(harness.dialGuard.released).toEqual([{ callId: theId(), kind: 'forward' }]);
  });

  it('[I7] whose answer was not told is found to be answered', async () => {
    open(FORWARD);
    await ring();
    await harness.clock.advance(30_200);
    expect(call()).toMatchObject({ status: 'active', handledBy: 'forward' });
    expect(kinds()).toContain('bridge');
  });

  it('is asked about again by the sweeper when the process died before', async () => {
    open(FORWARD);
    harness.dialGuard.reserve = never;
    await ring();
    expect(kinds()).toEqual([]);
    await harness.clock.advance(9_500);
    harness.dialGuard.reserve = async () => ({ ok: true, timeLimitSecs: 60 });
    await sweep();
    expect(kinds()).toEqual(['dial_forward']);
  });

  it('follows the last step where the line says so', async () => {
    open({ ...IN_ORDER, unansweredOutcome: 'forward', forwardTo: OWNER });
    harness.reachable.clear();
    await ring();
    expect(kinds()).toEqual(['dial_forward']);
  });
});

describe('a health check’s call', () => {
  it('rings in its own browser only, whatever the line says, and asks for nothing after it', async () => {
    open(
      { testMemberId: nora, isOpen: false, closedOutcome: 'message' },
      { ...AI_ALWAYS, isOpen: false },
    );
    harness.reachable.clear();
    await ring();
    expect(call()).toMatchObject({ isTest: true, offeredTo: [nora], status: 'ringing' });
    await harness.clock.advance(25_200);
    expect(call()).toMatchObject({ status: 'ended', outcome: 'missed' });
    expect(harness.calls.tasks.size).toBe(0);
    expect(kinds()).toEqual(['hangup']);
  });
});
