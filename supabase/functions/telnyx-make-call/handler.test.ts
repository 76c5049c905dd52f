import { beforeEach, describe, expect, it } from 'vitest';
import { ingestEvent } from '../_shared/application/ingest-event.ts';
import { encodeClientState } from '../_shared/core/client-state.ts';
import type { OutboundContext } from '../_shared/ports/directory.ts';
import type { CommandResult } from '../_shared/ports/telephony.ts';
import type { TelnyxFact } from '../_shared/ports/webhook.ts';
import {
  createHarness,
  type Harness,
  MAPLE,
  type MemberName,
  MEMBERS,
  memberRequest,
  settle,
} from '../_shared/testing/harness.ts';
import { createMakeCallHandler } from './handler.ts';

const MARIA = '(416) 555-0123';
const AGENT_LEG = 'v3:leg1';
const FAR_LEG = 'v3:leg2';

let harness: Harness;
let handle: (request: Request) => Promise<Response>;

beforeEach(() => {
  harness = createHarness();
  handle = createMakeCallHandler(harness);
});

interface Answer {
  status: number;
  body: { call_id?: string; status?: string; error?: { code: string; call_id?: string } };
}

async function call(body: unknown, member: MemberName | null = 'ana'): Promise<Answer> {
  const response = await handle(memberRequest(member, body));
  const answer = { status: response.status, body: (await response.json()) as Answer['body'] };
  await settle();
  return answer;
}

const theRow = () => [...harness.calls.rows.values()][0];
const codeOf = (answer: Answer) => answer.body.error?.code;

/** Telnyx tells something about a leg of the call. */
async function hear(
  callControlId: string,
  fact: TelnyxFact,
  isAgent = callControlId === AGENT_LEG,
): Promise<void> {
  await ingestEvent(harness, {
    id: `${fact.type}:${callControlId}`,
    eventType: fact.type,
    occurredAt: harness.clock.now(),
    fact,
    conversationEnded: null,
    news: null,
    callControlId,
    callSessionId: 's',
    direction: 'outgoing',
    from: MAPLE.phoneNumber,
    to: '+14165550123',
    clientState: encodeClientState({
      callId: theRow()?.stored.identity.id ?? '',
      role: isAgent ? 'agent' : 'external',
      attempt: isAgent ? 1 : 0,
    }),
    legStartedAt: null,
    payload: null,
  });
  await settle();
}

const ended = (cause: (TelnyxFact & { type: 'leg.ended' })['cause']): TelnyxFact => ({
  type: 'leg.ended',
  cause,
  source: 'callee',
});

/** A call that rings at the far end. */
async function ringFarEnd(): Promise<void> {
  await call({ to: MARIA });
  await harness.clock.advance(300);
  await hear(AGENT_LEG, { type: 'leg.answered' });
}

const always = (result: CommandResult): CommandResult[] => Array.from({ length: 9 }, () => result);

describe('make call', () => {
  it("dials the agent's own browser first, and says so", async () => {
    const answer = await call({ to: MARIA });
    expect(answer).toMatchObject({ status: 200, body: { status: 'connecting' } });
    expect(harness.telephony.sent).toHaveLength(1);
    expect(harness.telephony.sent[0]?.body).toMatchObject({
      kind: 'dial_agent',
      sipUsername: 'gencredana',
      from: MAPLE.phoneNumber,
      linkTo: null,
    });
    expect(theRow()?.stored.identity).toMatchObject({
      id: answer.body.call_id,
      organizationId: MAPLE.organizationId,
      direction: 'outbound',
      fromNumber: MAPLE.phoneNumber,
      toNumber: '+14165550123',
    });
  });

  it("dials the far end, linked to the agent's leg, when that is up", async () => {
    await ringFarEnd();
    expect(harness.telephony.sent[1]?.body).toMatchObject({
      kind: 'dial_external',
      to: '+14165550123',
      from: MAPLE.phoneNumber,
      linkTo: AGENT_LEG,
    });
    expect(theRow()?.state.status).toBe('ringing');
    await hear(FAR_LEG, { type: 'leg.answered' });
    expect(theRow()?.state.status).toBe('active');
  });

  it.each([
    ['user_busy', 'busy'],
    ['call_rejected', 'rejected'],
    ['timeout', 'no_answer'],
    ['not_found', 'failed'],
  ] as const)('the far end ends with %s: %s, and the agent is hung up', async (cause, outcome) => {
    await ringFarEnd();
    await hear(FAR_LEG, ended(cause));
    expect(theRow()?.state).toMatchObject({ status: 'ended', outcome, durationSeconds: 0 });
    expect(harness.telephony.sent.at(-1)?.body).toEqual({
      kind: 'hangup',
      callControlId: AGENT_LEG,
    });
  });

  it('[I3] nobody answers and nothing is heard any more: no answer, both legs hung up', async () => {
    await ringFarEnd();
    harness.telephony.alive.set(FAR_LEG, false);
    await harness.clock.advance(51_000);
    expect(theRow()?.state).toMatchObject({ status: 'ended', outcome: 'no_answer' });
    const hungUp = harness.telephony.sent.flatMap(({ body }) =>
      body.kind === 'hangup' ? [body.callControlId] : [],
    );
    expect(hungUp.toSorted()).toEqual([AGENT_LEG, FAR_LEG]);
  });

  it('[I7] the far end answered and every webhook of it got lost: the talk goes on', async () => {
    await ringFarEnd();
    await harness.clock.advance(51_000);
    expect(theRow()?.state).toMatchObject({ status: 'active' });
    expect(harness.telephony.kinds()).not.toContain('hangup');
  });

  it('[I3] a browser that does not come up ends the call, and the far end never rings', async () => {
    await call({ to: MARIA });
    harness.telephony.alive.set(AGENT_LEG, false);
    await harness.clock.advance(12_500);
    expect(theRow()?.state).toMatchObject({ status: 'ended', outcomeReason: 'agent_unreachable' });
    expect(harness.telephony.kinds()).not.toContain('dial_external');
  });

  it('[I6] pressed twice is one call; the second press hears agent_busy', async () => {
    const answers = await Promise.all([call({ to: MARIA }), call({ to: MARIA })]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    expect(answers.map(codeOf)).toContain('agent_busy');
    expect(harness.calls.rows.size).toBe(1);
    expect(harness.telephony.kinds()).toEqual(['dial_agent']);
    const released = harness.dialGuard.released.map(({ callId }) => callId);
    expect(released).toHaveLength(1);
    expect(released).not.toContain(theRow()?.stored.identity.id);
  });

  it.each([
    ['429', { ok: false, code: 'rate_limited', retryAfterMs: 1_000 }],
    ['500 or no answer', { ok: false, code: 'unavailable', retryAfterMs: null }],
    ['401', { ok: false, code: 'unauthorized', retryAfterMs: null }],
    ['a refusal', { ok: false, code: 'refused', retryAfterMs: null }],
  ] as const)(
    'Telnyx says %s: telnyx_error, and the call has ended as failed',
    async (_, result) => {
      harness.telephony.answers.set('dial_agent', always(result));
      const answering = call({ to: MARIA });
      await harness.clock.advance(5_000);
      const answer = await answering;
      expect([answer.status, codeOf(answer)]).toEqual([502, 'telnyx_error']);
      expect(answer.body.error?.call_id).toBe(theRow()?.stored.identity.id);
      expect(theRow()?.state).toMatchObject({ status: 'ended', outcome: 'failed' });
      const ids = new Set(harness.telephony.sent.map((command) => command.commandId));
      expect(ids.size).toBe(1);
    },
  );

  it('[I6] no answer to the dial, whose leg then tells of itself: the call lives', async () => {
    harness.telephony.answers.set(
      'dial_agent',
      always({ ok: false, code: 'unavailable', retryAfterMs: null }),
    );
    const answering = call({ to: MARIA });
    await settle();
    await hear('v3:unheard', { type: 'leg.answered' }, true);
    await harness.clock.advance(5_000);
    expect((await answering).status).toBe(200);
    expect(theRow()?.state.status).toBe('ringing');
    expect(harness.telephony.kinds()).not.toContain('hangup');
  });

  it('finds the client by the number, unless one is named', async () => {
    harness.directory.context = { clientByNumber: 'maria' };
    await call({ to: MARIA });
    expect(theRow()?.stored.identity.clientId).toBe('maria');
  });

  it('takes the client that is named', async () => {
    harness.directory.context = { client: { id: 'john' }, clientByNumber: 'maria' };
    await call({ to: MARIA, client_id: crypto.randomUUID() });
    expect(theRow()?.stored.identity.clientId).toBe('john');
  });

  const refusals: [string, number, unknown, Partial<OutboundContext>][] = [
    ['invalid_number', 422, { to: 'call me' }, {}],
    ['invalid_number', 422, { to: '911' }, {}],
    ['number_not_owned', 403, { to: MARIA, from_number_id: crypto.randomUUID() }, { number: null }],
    ['client_not_found', 404, { to: MARIA, client_id: crypto.randomUUID() }, { client: null }],
    ['agent_busy', 409, { to: MARIA }, { busy: true }],
    ['agent_not_registered', 409, { to: MARIA }, { device: null }],
    ['invalid_request', 400, { number: MARIA }, {}],
    ['invalid_request', 400, { to: '' }, {}],
    ['invalid_request', 400, '{"to":', {}],
    ['payload_too_large', 413, 'x'.repeat(20_000), {}],
  ];

  it.each(refusals)(
    '[I11] %s (%i): nothing is written, nobody is dialled',
    async (code, status, body, context) => {
      harness.directory.context = context;
      const answer = await call(body);
      expect([codeOf(answer), answer.status]).toEqual([code, status]);
      expect(harness.calls.rows.size + harness.telephony.sent.length).toBe(0);
      expect(harness.dialGuard.asked).toEqual([]);
    },
  );

  it.each([
    ['calling_stopped', 403],
    ['destination_not_allowed', 403],
    ['confirm_destination', 409],
    ['rate_limited', 429],
    ['concurrency_limit', 429],
    ['spend_limit', 403],
  ] as const)('[I11] the database says %s (%i): nobody is dialled', async (code, status) => {
    harness.dialGuard.answer = { ok: false, code, country: 'LV' };
    const answer = await call({ to: '+371 65550123' });
    expect(answer).toMatchObject({ status, body: { error: { code, country: 'LV' } } });
    expect(harness.calls.rows.size + harness.telephony.sent.length).toBe(0);
  });

  it('[I11] asks for the number as it will be dialled, and passes the answer on', async () => {
    await call({ to: MARIA, confirmed: true });
    expect(harness.dialGuard.asked).toEqual([
      {
        organizationId: MAPLE.organizationId,
        callId: theRow()?.stored.identity.id,
        memberId: MEMBERS.ana.memberId,
        to: '+14165550123',
        country: 'CA',
        numberType: 'unknown',
        confirmed: true,
        kind: 'agent',
      },
    ]);
  });

  it('[I11] the far end is dialled for no longer than what was set aside pays for', async () => {
    harness.dialGuard.answer = { ok: true, timeLimitSecs: 600 };
    await ringFarEnd();
    expect(harness.telephony.sent[1]?.body).toMatchObject({
      kind: 'dial_external',
      timeLimitSecs: 600,
    });
  });

  it('a browser that was not seen lately is not registered', async () => {
    const device = harness.directory.devices.get(MEMBERS.ana.memberId);
    if (device) device.fresh = false;
    expect(codeOf(await call({ to: MARIA }))).toBe('agent_not_registered');
  });

  it('[I8] nobody without a membership', async () => {
    expect((await call({ to: MARIA }, null)).status).toBe(401);
    const unknown = memberRequest('ana', { to: MARIA });
    unknown.headers.set('authorization', 'Bearer mallory');
    expect((await handle(unknown)).status).toBe(401);
  });

  it('the database is away: unavailable, and nobody is dialled', async () => {
    const away = Object.assign(new Error('away'), { name: 'UnavailableError' });
    harness.directory.outboundContext = () => Promise.reject(away);
    const answer = await call({ to: MARIA });
    expect([answer.status, codeOf(answer)]).toEqual([503, 'unavailable']);
    expect(harness.telephony.sent).toEqual([]);
  });
});
