import { beforeEach, describe, expect, it } from 'vitest';
import { changeCall, ownRecord } from '../_shared/application/call-engine.ts';
import { DEFAULT_POLICY } from '../_shared/core/call-state.ts';
import type { StoredCall } from '../_shared/ports/call-repository.ts';
import {
  createHarness,
  type Harness,
  MAPLE,
  type MemberName,
  MEMBERS,
  memberRequest,
  settle,
} from '../_shared/testing/harness.ts';
import { createCallControlHandler } from './handler.ts';

const CALL = '00000000-0000-4000-8000-00000000ca11';
let harness: Harness;
let handle: (request: Request) => Promise<Response>;

beforeEach(async () => {
  harness = createHarness();
  handle = createCallControlHandler(harness);
  await ring();
});

async function ring(id = CALL): Promise<void> {
  const stored: StoredCall = {
    identity: {
      id,
      organizationId: MAPLE.organizationId,
      direction: 'inbound',
      fromNumber: '+14165550123',
      toNumber: MAPLE.phoneNumber,
      clientId: 'maria',
      phoneNumberId: MAPLE.id,
      callControlId: 'v3:caller',
      callSessionId: 'session',
    },
    version: 0,
    policy: DEFAULT_POLICY,
    events: [],
    commands: [],
    serverTime: harness.clock.now(),
  };
  await changeCall<never>(
    harness,
    () => Promise.resolve(stored),
    (_state, _stored, now) => ({
      events: [
        ownRecord({
          id: `initiated:${id}`,
          type: 'leg.initiated',
          occurredAt: now,
          legStartedAt: null,
          leg: { callControlId: 'v3:caller', role: 'external', attempt: 0 },
        }),
      ],
    }),
  );
}

interface Answer {
  status: number;
  body: {
    call_id?: string;
    status?: string;
    error?: { code: string; claimed_by?: { name: string } };
  };
}

async function act(member: MemberName | null, action: string, callId = CALL): Promise<Answer> {
  const response = await handle(memberRequest(member, { call_id: callId, action }));
  const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
  await settle();
  return answer;
}

const state = () => harness.calls.rows.get(CALL)?.state;

describe('call control', () => {
  it('accepts: connecting, with one answer and one dial', async () => {
    expect(await act('ana', 'accept')).toMatchObject({
      status: 200,
      body: { call_id: CALL, status: 'connecting' },
    });
    expect(harness.telephony.kinds().sort()).toEqual(['answer', 'dial_agent']);
    expect(state()?.current?.memberId).toBe(MEMBERS.ana.memberId);
  });

  it('[I2] of agents who press at once one wins, the others hear who', async () => {
    const answers = await Promise.all([
      act('ana', 'accept'),
      act('ben', 'accept'),
      act('nora', 'accept'),
    ]);
    const won = answers.filter((answer) => answer.status === 200);
    const lost = answers.filter((answer) => answer.status === 409);
    expect(won).toHaveLength(1);
    expect(lost).toHaveLength(2);
    for (const { body } of lost) {
      expect(body.error?.code).toBe('already_claimed');
      expect(body.error?.claimed_by?.name).toBe(
        Object.values(MEMBERS).find((one) => one.memberId === state()?.current?.memberId)
          ?.displayName,
      );
    }
    expect(harness.telephony.kinds().filter((kind) => kind === 'dial_agent')).toHaveLength(1);
  });

  it('[I6] pressing twice is pressing once', async () => {
    const answers = await Promise.all([act('ana', 'accept'), act('ana', 'accept')]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(harness.telephony.sent).toHaveLength(2);
  });

  it('decline silences only the one who declined, and leaves the call ringing', async () => {
    expect((await act('ana', 'decline')).body.status).toBe('ringing');
    expect(state()).toMatchObject({ status: 'ringing', declinedBy: [MEMBERS.ana.memberId] });
    expect(harness.telephony.sent).toEqual([]);
    expect((await act('ben', 'accept')).status).toBe(200);
  });

  it('[I8] another organisation finds no such call', async () => {
    for (const action of ['accept', 'decline', 'hangup']) {
      expect((await act('dana', action)).body.error?.code).toBe('not_found');
    }
    expect(state()?.status).toBe('ringing');
  });

  it('hangs up both sides, once', async () => {
    await act('ana', 'accept');
    expect((await act('ana', 'hangup')).body.status).toBe('ended');
    expect((await act('ana', 'hangup')).body.error?.code).toBe('not_in_this_state');
    const hangups = harness.telephony.sent.filter((command) => command.body.kind === 'hangup');
    expect(new Set(hangups.map((command) => command.commandId)).size).toBe(2);
    expect(hangups).toHaveLength(2);
  });

  it("an agent cannot end a colleague's call; the owner can", async () => {
    await act('ana', 'accept');
    expect((await act('ben', 'hangup')).status).toBe(409);
    expect((await act('nora', 'hangup')).status).toBe(200);
  });

  it('an ended call cannot be accepted', async () => {
    await harness.clock.advance(1_000);
    await act('nora', 'hangup');
    expect((await act('ana', 'accept')).body.error?.code).toBe('not_in_this_state');
  });

  it('[I3] a browser that does not answer gives the call back to the others', async () => {
    await act('ana', 'accept');
    harness.telephony.alive.set('v3:leg1', false);
    await harness.clock.advance(12_500);
    expect(state()).toMatchObject({ status: 'ringing', current: null });
    expect(harness.telephony.sent.some((command) => command.body.kind === 'hangup')).toBe(true);
    expect((await act('ben', 'accept')).status).toBe(200);
    expect(state()?.current).toMatchObject({ number: 2, memberId: MEMBERS.ben.memberId });
  });

  it('[I4] a caller who was answered hears our ringback while no agent is there', async () => {
    await act('ana', 'accept');
    harness.calls.rows.get(CALL)?.stored.events.push({
      id: 'answered',
      type: 'leg.answered',
      occurredAt: harness.clock.now(),
      legStartedAt: null,
      leg: { callControlId: 'v3:caller', role: 'external', attempt: 0 },
    });
    await harness.clock.advance(1_500);
    expect(harness.telephony.kinds()).toContain('play_ringback');
  });

  it('refuses who has no phone connected, before anything is claimed', async () => {
    harness.directory.devices.delete(MEMBERS.ana.memberId);
    expect((await act('ana', 'accept')).body.error?.code).toBe('agent_not_registered');
    expect(state()?.status).toBe('ringing');
  });

  it('refuses a second call to an agent who has one', async () => {
    const second = '00000000-0000-4000-8000-00000000ca12';
    await ring(second);
    await act('ana', 'accept');
    expect((await act('ana', 'accept', second)).body.error?.code).toBe('agent_busy');
    expect((await act('ben', 'accept', second)).status).toBe(200);
  });

  it.each([
    [null, { call_id: CALL, action: 'accept' }, 401],
    ['ana', { call_id: 'no-uuid', action: 'accept' }, 400],
    ['ana', { call_id: CALL, action: 'explode' }, 400],
    ['ana', '{"call_id":', 400],
    ['ana', 'x'.repeat(20_000), 413],
  ] as const)('answers bad input clearly (%#)', async (member, body, status) => {
    const response = await handle(memberRequest(member, body));
    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBeTruthy();
  });
});
