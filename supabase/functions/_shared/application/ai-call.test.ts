import { describe, expect, it } from 'vitest';
import { createCallControlHandler } from '../../telnyx-call-control/handler.ts';
import type { HangupCause } from '../core/call-events.ts';
import type { AiPolicy, CallState } from '../core/call-state.ts';
import { encodeClientState } from '../core/client-state.ts';
import type { EscalationRule } from '../core/contracts/ai-profile.ts';
import type { TelnyxEvent } from '../ports/webhook.ts';
import {
  AI_ALWAYS,
  createHarness,
  type Harness,
  MAPLE,
  type MemberName,
  MEMBERS,
  memberRequest,
  settle,
} from '../testing/harness.ts';
import { accept } from './accept-call.ts';
import { handBack, sendToAi } from './give-to-ai.ts';
import { ingestEvent } from './ingest-event.ts';
import { requestPerson } from './request-person.ts';

const CALLER = 'v3:caller';
const GAS: EscalationRule = {
  id: 'danger',
  situation: 'Gas smell',
  words: ['smell gas'],
  urgent: true,
  enabled: true,
};

/** One inbound call on a line with the AI. */
class Line {
  readonly harness: Harness;
  #events = 0;

  constructor(ai: Partial<AiPolicy> = {}) {
    this.harness = createHarness({ ai: { ...AI_ALWAYS, ...ai }, escalations: [GAS] });
  }

  get callId(): string {
    return [...this.harness.calls.rows.keys()][0] ?? '';
  }

  get state(): CallState {
    const row = this.harness.calls.rows.get(this.callId);
    if (!row) throw new Error('no call');
    return row.state;
  }

  /** Telnyx tells something. */
  async hear(what: Partial<TelnyxEvent>): Promise<void> {
    this.#events += 1;
    await ingestEvent(this.harness, {
      id: `event-${this.#events}`,
      eventType: 'call.test',
      occurredAt: this.harness.clock.now(),
      fact: null,
      conversationEnded: null,
      news: null,
      callControlId: CALLER,
      callSessionId: 'session',
      direction: 'incoming',
      from: '+14165550123',
      to: MAPLE.phoneNumber,
      clientState: null,
      legStartedAt: null,
      payload: null,
      ...what,
    });
    await settle();
  }

  async ring(): Promise<void> {
    await this.hear({ fact: { type: 'leg.initiated' } });
  }

  async hearAgent(
    attempt: number,
    type: 'leg.answered' | 'leg.bridged' | 'ended',
    cause: HangupCause = 'normal_clearing',
  ): Promise<void> {
    const leg = this.state.legs.find((one) => one.role === 'agent' && one.attempt === attempt);
    await this.hear({
      callControlId: leg?.callControlId ?? 'none',
      clientState: encodeClientState({ callId: this.callId, role: 'agent', attempt }),
      direction: 'outgoing',
      fact: type === 'ended' ? hungUp(cause) : { type },
    });
  }

  async takeOver(name: MemberName = 'ana') {
    const member = MEMBERS[name];
    const device = this.harness.directory.findDevice(member.memberId);
    const result = await accept(this.harness, member, device, this.callId);
    await settle();
    return result;
  }

  async handBack(name: MemberName = 'ana', note: string | null = null) {
    const load = () => this.harness.calls.load(this.callId);
    const applied = await handBack(this.harness, load, MEMBERS[name], note);
    if (applied.ok) await this.hear({});
    return applied;
  }

  kinds(): string[] {
    return this.harness.telephony.kinds();
  }

  /** The tasks to call back that this call made. */
  tasks(): number {
    return this.harness.calls.tasks.size;
  }
}

function hungUp(cause: HangupCause = 'normal_clearing') {
  return { type: 'leg.ended', cause, source: 'caller' } as const;
}

async function talkingToAi(ai: Partial<AiPolicy> = {}): Promise<Line> {
  const line = new Line(ai);
  await line.ring();
  await line.hear({ fact: { type: 'leg.answered' } });
  return line;
}

describe('an inbound call on a line with the AI', () => {
  it('always: is answered and the assistant runs, no agent rings', async () => {
    const line = await talkingToAi();
    expect(line.kinds()).toEqual(['answer', 'start_ai']);
    expect(line.state).toMatchObject({
      status: 'active',
      handledBy: 'ai',
      current: null,
      ai: { status: 'talking', reason: 'always', wants: null },
    });
  });

  it('off: agents ring, nothing is answered', async () => {
    const line = new Line({ enabled: false });
    await line.ring();
    expect(line.kinds()).toEqual([]);
    expect(line.state).toMatchObject({ status: 'ringing', ai: null });
  });

  it.each([
    [true, 'ringing'],
    [false, 'active'],
  ])('after hours: open %s', async (isOpen, status) => {
    const line = await talkingToAi({ mode: 'after_hours', isOpen });
    expect(line.state.status).toBe(status);
  });

  it('overflow: people ring first, then the AI has it', async () => {
    const line = new Line({ mode: 'overflow', overflowAfterMs: 8_000 });
    await line.ring();
    await line.harness.clock.advance(7_000);
    expect(line.state.status).toBe('ringing');
    await line.harness.clock.advance(1_500);
    expect(line.state).toMatchObject({ status: 'active', ai: { reason: 'overflow' } });
  });

  it('an agent sends a ringing call to it, even where the switch is off', async () => {
    const line = new Line({ enabled: false });
    await line.ring();
    const load = () => line.harness.calls.load(line.callId);
    expect((await sendToAi(line.harness, load, MEMBERS.ana)).ok).toBe(true);
    await line.hear({ fact: { type: 'leg.answered' } });
    expect(line.state).toMatchObject({ status: 'active', ai: { reason: 'sent_by_agent' } });
    expect(await sendToAi(line.harness, load, MEMBERS.ben)).toMatchObject({ ok: false });
  });

  it('the caller hangs up: answered by the AI, nobody must call back', async () => {
    const line = await talkingToAi();
    await line.harness.clock.advance(30_000);
    await line.hear({ conversationEnded: { conversationId: 'conversation-1', cause: 'hangup' } });
    await line.hear({ fact: hungUp() });
    expect(line.state).toMatchObject({ status: 'ended', outcome: 'answered', handledBy: 'ai' });
    expect(line.tasks()).toBe(0);
  });
});

describe('taking over and handing back', () => {
  it('[I2] [I4] the AI talks on until the agent is up, is stopped, then both are joined', async () => {
    const line = await talkingToAi();
    await line.takeOver();
    expect(line.kinds().slice(2)).toEqual(['dial_agent']);
    expect(line.state).toMatchObject({ status: 'active', ai: { status: 'talking' } });
    await line.hearAgent(1, 'leg.answered');
    expect(line.kinds().slice(3)).toEqual(['stop_ai', 'start_transcription', 'bridge']);
    expect(
      line.harness.telephony.sent.find((one) => one.body.kind === 'dial_agent')?.body,
    ).toMatchObject({ joinsLater: true });
    expect(line.state).toMatchObject({ handledBy: 'person', ai: { status: 'over' } });
  });

  it('two agents press at once: one has it', async () => {
    const line = await talkingToAi();
    const results = await Promise.all([line.takeOver('ana'), line.takeOver('ben')]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ code: 'already_claimed' });
  });

  it('the agent’s leg does not come: the AI goes on by itself', async () => {
    const line = await talkingToAi();
    await line.takeOver();
    await line.hearAgent(1, 'ended', 'timeout');
    expect(line.state).toMatchObject({
      status: 'active',
      current: null,
      ai: { status: 'talking' },
    });
    expect(line.kinds()).not.toContain('stop_ai');
  });

  it('hand back: the agent’s leg goes first, then the assistant runs again', async () => {
    const line = await talkingToAi();
    await line.takeOver();
    await line.hearAgent(1, 'leg.answered');
    await line.hearAgent(1, 'leg.bridged');
    const applied = await line.handBack('ana', 'The gate code is 4512');
    expect(applied.ok).toBe(true);
    // The commands go out in the background of the handler; here the sweeper's way is taken.
    const { sweepCall } = await import('./sweep-call.ts');
    await sweepCall(line.harness, line.callId);
    await settle();
    expect(line.kinds().slice(6)).toEqual(['hangup', 'start_ai']);
    expect(line.harness.telephony.sent.at(-1)?.body).toMatchObject({
      opening: 'handed_back',
      note: 'The gate code is 4512',
    });
    await line.hearAgent(1, 'ended');
    expect(line.state).toMatchObject({
      status: 'active',
      current: null,
      handledBy: 'person',
      ai: { status: 'talking', reason: 'handed_back' },
    });
  });

  it('only whoever has the caller may hand them back', async () => {
    const line = await talkingToAi();
    expect(await line.handBack('ana')).toMatchObject({ ok: false, code: 'not_in_this_state' });
    await line.takeOver('ana');
    await line.hearAgent(1, 'leg.answered');
    expect(await line.handBack('ben')).toMatchObject({ ok: false, code: 'not_in_this_state' });
  });

  it('[I6] ten rounds leave no leg behind', async () => {
    const line = await talkingToAi();
    const { sweepCall } = await import('./sweep-call.ts');
    for (let round = 1; round <= 10; round += 1) {
      await line.takeOver();
      await line.hearAgent(round, 'leg.answered');
      await line.hearAgent(round, 'leg.bridged');
      expect(line.state.handledBy).toBe('person');
      expect((await line.handBack()).ok).toBe(true);
      await sweepCall(line.harness, line.callId);
      await settle();
      await line.hearAgent(round, 'ended');
      expect(line.state.ai).toMatchObject({ status: 'talking', reason: 'handed_back' });
    }
    await line.hear({ fact: hungUp() });
    expect(line.state.status).toBe('ended');
    expect(line.state.legs.filter((leg) => leg.endedAt === null)).toEqual([]);
    expect(line.kinds().filter((kind) => kind === 'start_ai')).toHaveLength(11);
  });
});

describe('the AI wants a person', () => {
  it('people ring with the reason while the AI talks on; nobody comes: it is told, and a task is made', async () => {
    const line = await talkingToAi();
    const asked = { reason: 'Wants Luis', urgent: false, source: 'tool' } as const;
    expect(await requestPerson(line.harness, line.callId, asked)).toBe('asked');
    expect(await requestPerson(line.harness, line.callId, asked)).toBe('already');
    expect(line.state.ai?.wants).toMatchObject({ reason: 'Wants Luis', urgent: false });
    expect(line.kinds()).not.toContain('stop_ai');
    await line.harness.clock.advance(21_000);
    expect(line.state.ai?.wants).toBeNull();
    expect(line.kinds().at(-1)).toBe('tell_ai');
    expect(line.tasks()).toBe(1);
  });

  it('who silenced the first ring is asked again', async () => {
    const line = new Line({ mode: 'overflow', overflowAfterMs: 5_000 });
    await line.ring();
    const handle = createCallControlHandler(line.harness);
    const decline = () =>
      handle(memberRequest('ana', { call_id: line.callId, action: 'decline' })).then(settle);
    await decline();
    expect(line.state.declinedBy).toEqual([MEMBERS.ana.memberId]);
    await line.harness.clock.advance(6_000);
    await line.hear({ fact: { type: 'leg.answered' } });
    await line.harness.clock.advance(1_000);
    await requestPerson(line.harness, line.callId, { reason: 'x', urgent: false, source: 'tool' });
    expect(line.state.declinedBy).toEqual([]);
    await line.harness.clock.advance(1_000);
    await decline();
    expect(line.state.declinedBy).toEqual([MEMBERS.ana.memberId]);
  });

  it('somebody comes in time: no task', async () => {
    const line = await talkingToAi();
    await requestPerson(line.harness, line.callId, { reason: 'x', urgent: true, source: 'tool' });
    await line.takeOver();
    await line.hearAgent(1, 'leg.answered');
    await line.harness.clock.advance(60_000);
    expect(line.tasks()).toBe(0);
    expect(line.kinds()).not.toContain('tell_ai');
  });

  it('an owner’s words fetch somebody whatever the model thinks', async () => {
    const line = await talkingToAi();
    const items = [{ role: 'user', content: 'Hello, I think I smell  GAS in the kitchen!' }];
    await line.hear({ news: { kind: 'history', items } });
    expect(line.state.ai?.wants).toMatchObject({ reason: 'Gas smell', urgent: true });
  });

  it('the caller leaves before anybody came: they are called back', async () => {
    const line = await talkingToAi();
    await requestPerson(line.harness, line.callId, { reason: 'x', urgent: false, source: 'tool' });
    await line.hear({ fact: hungUp() });
    expect(line.state).toMatchObject({ outcome: 'answered', callBack: { reason: 'nobody_free' } });
    expect(line.tasks()).toBe(1);
  });
});

describe('[I4] [I12] the AI fails', () => {
  it('Telnyx refuses the start: the caller is told, people ring, then an excuse and a task', async () => {
    const line = new Line();
    line.harness.telephony.answers.set('start_ai', [
      { ok: false, code: 'refused', retryAfterMs: null },
    ]);
    await line.ring();
    await line.hear({ fact: { type: 'leg.answered' } });
    expect(line.state.status).toBe('ringing');
    expect(line.kinds().slice(2).sort()).toEqual(['apologise', 'play_ringback']);
    await line.harness.clock.advance(26_000);
    expect(line.state).toMatchObject({
      status: 'ended',
      outcome: 'missed',
      outcomeReason: 'ai_failed',
    });
    expect(line.kinds().at(-1)).toBe('apologise');
    await line.harness.clock.advance(4_000);
    expect(line.kinds().at(-1)).toBe('apologise');
    await line.hear({ fact: { type: 'leg.speech_ended' } });
    expect(line.kinds().at(-1)).toBe('hangup');
    expect(line.tasks()).toBe(1);
  });

  it('an assistant dies: another goes on; that one dies too: people ring', async () => {
    const line = await talkingToAi();
    await line.harness.clock.advance(10_000);
    await line.hear({ conversationEnded: { conversationId: 'conversation-1', cause: 'error' } });
    await line.harness.clock.advance(1_000);
    expect(line.state.ai).toMatchObject({ status: 'talking', reason: 'resumed' });
    await line.hear({ conversationEnded: { conversationId: 'conversation-2', cause: 'error' } });
    expect(line.state.status).toBe('ringing');
    await line.takeOver();
    await line.hearAgent(1, 'leg.answered');
    expect(line.state).toMatchObject({ status: 'active', handledBy: 'person' });
    expect(line.kinds()).toContain('stop_ringback');
  });

  it('an assistant dies and the caller leaves at once: they are called back', async () => {
    const line = await talkingToAi();
    await line.hear({ conversationEnded: { conversationId: 'conversation-1', cause: 'error' } });
    await line.harness.clock.advance(500);
    await line.hear({ conversationEnded: { conversationId: 'conversation-2', cause: 'error' } });
    await line.harness.clock.advance(5_000);
    await line.hear({ fact: hungUp() });
    expect(line.tasks()).toBe(1);
  });

  it('[I3] the start is never answered: after its time people ring', async () => {
    const line = new Line();
    const silent = { ok: false, code: 'unavailable', retryAfterMs: null } as const;
    line.harness.telephony.answers.set('start_ai', [silent, silent, silent]);
    await line.ring();
    await line.hear({ fact: { type: 'leg.answered' } });
    await line.harness.clock.advance(7_000);
    expect(line.state.status).toBe('ringing');
  });
});
