import { describe, expect, it } from 'vitest';
import { liveBoard } from './live-board.ts';
import { aiCalls, ownPhase, ringingForMe, silencedRings, takeOverTarget } from './selectors.ts';
import {
  aiCardOf,
  ANA,
  cardOf,
  type Harness,
  refuse,
  startCalling,
  WANTS,
} from './testing/calling-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const BEN = { id: 'member-ben', name: 'Ben' };
const CALL = 'call-maria';
const stateOf = ({ calling }: Harness) => calling.store.getState();
const ringIds = (harness: Harness) => ringingForMe(stateOf(harness)).map((card) => card.id);

async function hear(harness: Harness, card = aiCardOf()): Promise<void> {
  harness.server.live = card.status === 'ended' ? [] : [card];
  harness.server.broadcast(card);
  await settle();
}

/** Ana has taken over: her leg is up and the AI has let go. */
async function takenOver(): Promise<Harness> {
  const harness = await startCalling();
  await hear(harness);
  await harness.calling.accept(CALL);
  await hear(harness, aiCardOf({}, { version: 3, agent: ANA }));
  harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: CALL });
  await settle();
  harness.softphone.emit({ type: 'leg_active', legId: 'leg-1', callId: CALL, recovered: false });
  await hear(
    harness,
    aiCardOf({ status: 'over' }, { version: 4, agent: ANA, handledBy: 'person' }),
  );
  return harness;
}

describe('a call that the AI has', () => {
  it('stands with the AI and neither rings nor counts as somebody’s', async () => {
    const harness = await startCalling();
    await hear(harness);
    expect(aiCalls(stateOf(harness)).map((card) => card.id)).toEqual([CALL]);
    expect(liveBoard(stateOf(harness)).active).toEqual([]);
    expect(ringIds(harness)).toEqual([]);
    expect(harness.tones.at(-1)).not.toBe('ring');
  });

  it('is with the AI also while it starts and while one that died is followed by another', async () => {
    const harness = await startCalling();
    await hear(harness, aiCardOf({ status: 'starting', since: null }, { status: 'connecting' }));
    expect(aiCalls(stateOf(harness))).toHaveLength(1);
    await hear(harness, aiCardOf({ status: 'over' }, { status: 'connecting', version: 3 }));
    expect(aiCalls(stateOf(harness))).toHaveLength(1);
  });

  it('is offered to whom it rang for a moment ago, and a little later no more', async () => {
    const harness = await startCalling();
    await hear(harness, cardOf());
    await hear(harness);
    expect(stateOf(harness).notices).toMatchObject([{ kind: 'ai_took', callId: CALL }]);
    await harness.clock.advance(8_000);
    expect(stateOf(harness).notices).toEqual([]);
  });

  it('goes there when somebody sends it; pressed twice it is sent once', async () => {
    const harness = await startCalling();
    await hear(harness, cardOf({ aiAvailable: true }));
    await Promise.all([harness.calling.sendToAi(CALL), harness.calling.sendToAi(CALL)]);
    expect(harness.server.controls).toEqual([{ callId: CALL, action: 'send_to_ai' }]);
    expect(stateOf(harness).sentToAi).toEqual({});
  });

  it('says why it could not be sent, and rings on', async () => {
    const harness = await startCalling();
    await hear(harness, cardOf({ aiAvailable: true }));
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'ai_unavailable', message: 'no assistant' }));
    await harness.calling.sendToAi(CALL);
    expect(stateOf(harness).popupErrors[CALL]?.code).toBe('ai_unavailable');
    expect(ringIds(harness)).toEqual([CALL]);
  });
});

describe('an AI that asks for a person', () => {
  it('[I7] rings like a call, and stops at once when a colleague comes, who is named', async () => {
    const harness = await startCalling();
    await hear(harness, aiCardOf({ wants: WANTS }));
    expect(ringIds(harness)).toEqual([CALL]);
    expect(harness.tones.at(-1)).toBe('ring');
    await hear(harness, aiCardOf({ wants: WANTS }, { version: 3, agent: BEN }));
    expect(ringIds(harness)).toEqual([]);
    expect(harness.tones.at(-1)).toBeNull();
    expect(stateOf(harness).notices).toMatchObject([{ kind: 'taken', by: 'Ben' }]);
  });

  it('waits since it was asked for, not since the call began', async () => {
    const harness = await startCalling();
    harness.server.broadcast(cardOf({ id: 'ringing', startedAt: '2026-11-24T10:00:30.000Z' }));
    harness.server.broadcast(aiCardOf({ wants: WANTS }));
    expect(ringIds(harness)).toEqual(['ringing', CALL]);
  });

  it('stops without a word when it asks no more and goes on by itself', async () => {
    const harness = await startCalling();
    await hear(harness, aiCardOf({ wants: WANTS }));
    await hear(harness, aiCardOf({}, { version: 3 }));
    expect(ringIds(harness)).toEqual([]);
    expect(stateOf(harness).notices).toEqual([]);
  });

  it('is silenced for me alone, and rings again when it asks anew', async () => {
    const harness = await startCalling();
    await hear(harness, aiCardOf({ wants: WANTS }));
    await harness.calling.decline(CALL);
    expect(ringIds(harness)).toEqual([]);
    expect(silencedRings(stateOf(harness))).toHaveLength(1);
    const later = { ...WANTS, since: '2026-11-24T10:05:00.000Z' };
    await hear(harness, aiCardOf({ wants: later }, { version: 3 }));
    expect(ringIds(harness)).toEqual([CALL]);
  });

  it('rings again for me after I lost the race for its last request', async () => {
    const harness = await startCalling();
    await hear(harness, aiCardOf({ wants: WANTS }));
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'already_claimed', message: 'taken', claimedBy: BEN }));
    await harness.calling.accept(CALL);
    expect(ringIds(harness)).toEqual([]);
    const later = { ...WANTS, since: '2026-11-24T10:05:00.000Z' };
    await hear(harness, aiCardOf({ wants: later }, { version: 3 }));
    expect(ringIds(harness)).toEqual([CALL]);
  });

  it('comes first when somebody takes over without naming a call', async () => {
    const harness = await startCalling();
    const other = aiCardOf({}, { id: 'other', startedAt: '2026-11-24T09:00:00.000Z' });
    harness.server.broadcast(other);
    await hear(harness);
    expect(takeOverTarget(stateOf(harness))).toBeNull();
    await hear(harness, aiCardOf({ wants: WANTS }, { version: 3 }));
    expect(takeOverTarget(stateOf(harness))?.id).toBe(CALL);
  });
});

describe('taking over', () => {
  it('answers the leg that the server dials; the AI goes on until the sound is there', async () => {
    const harness = await startCalling();
    await hear(harness);
    await harness.calling.accept(CALL);
    expect(harness.server.controls).toEqual([{ callId: CALL, action: 'take_over' }]);
    expect(ownPhase(stateOf(harness))).toBe('taking_over');
    await hear(harness, aiCardOf({}, { version: 3, agent: ANA }));
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: CALL });
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-1']);
    expect(ownPhase(stateOf(harness))).toBe('taking_over');
  });

  it('is a call like any other once the AI has let go', async () => {
    const harness = await takenOver();
    expect(ownPhase(stateOf(harness))).toBe('active');
    expect(aiCalls(stateOf(harness))).toEqual([]);
    expect(liveBoard(stateOf(harness)).active).toHaveLength(1);
  });

  it('[I3] leaves the caller with the AI when my browser could not be connected, and says why', async () => {
    const harness = await startCalling();
    await hear(harness);
    await harness.calling.accept(CALL);
    await hear(harness, aiCardOf({}, { version: 3, agent: ANA }));
    await hear(harness, aiCardOf({}, { version: 4 }));
    expect(stateOf(harness).own).toBeNull();
    expect(stateOf(harness).handed).toBeNull();
    expect(aiCalls(stateOf(harness))).toHaveLength(1);
    expect(stateOf(harness).popupErrors[CALL]?.code).toBe('unavailable');
  });

  it('takes a leg that comes after a reload only for a call that is on its way to me', async () => {
    const harness = await startCalling({ live: [aiCardOf({}, { agent: ANA })] });
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: CALL });
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-1']);
  });

  it('does not take a leg of a call that the AI has for itself', async () => {
    const harness = await startCalling({ live: [aiCardOf()] });
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: CALL });
    await settle();
    expect(harness.softphone.answered).toEqual([]);
  });
});

describe('handing back', () => {
  it('tells the AI, frees my telephone at once and keeps the call in sight', async () => {
    const harness = await takenOver();
    await harness.calling.handBack(' Wants Friday ');
    expect(harness.server.controls.at(-1)).toEqual({
      callId: CALL,
      action: 'hand_back',
      note: 'Wants Friday',
    });
    expect(ownPhase(stateOf(harness))).toBe('handing_back');
    const starting = aiCardOf({ status: 'starting' }, { version: 5, status: 'connecting' });
    await hear(harness, starting);
    expect(stateOf(harness).own).toBeNull();
    expect(stateOf(harness).handed?.callId).toBe(CALL);
    expect(harness.softphone.hungUp).toEqual(['leg-1']);
    expect(harness.memory.current).toBeNull();
    expect(stateOf(harness).finished).toBeNull();
  });

  it('can be taken back with one press, and folded away', async () => {
    const harness = await takenOver();
    await harness.calling.handBack();
    await hear(harness, aiCardOf({ reason: 'handed_back' }, { version: 5 }));
    expect(takeOverTarget(stateOf(harness))?.id).toBe(CALL);
    await harness.calling.accept(CALL);
    expect(stateOf(harness)).toMatchObject({ handed: null, own: { callId: CALL } });
    await hear(harness, aiCardOf({}, { version: 6 }));
    harness.calling.foldHanded();
    expect(stateOf(harness).handed).toBeNull();
  });

  it('that is refused leaves the call with me, and says why', async () => {
    const harness = await takenOver();
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'ai_unavailable', message: 'no assistant' }));
    await harness.calling.handBack();
    expect(ownPhase(stateOf(harness))).toBe('active');
    expect(stateOf(harness).dialError?.code).toBe('ai_unavailable');
    expect(harness.softphone.hungUp).toEqual([]);
  });

  it('is not taken for the end of the call when my leg ends before the card comes', async () => {
    const harness = await takenOver();
    await harness.calling.handBack();
    harness.softphone.emit({ type: 'leg_ended', legId: 'leg-1' });
    await harness.clock.advance(4_000);
    expect(stateOf(harness).finished).toBeNull();
    await hear(harness, aiCardOf({ status: 'starting' }, { version: 5 }));
    expect(stateOf(harness).handed?.callId).toBe(CALL);
  });

  it('shows how the call ended that I handed over', async () => {
    const harness = await takenOver();
    await harness.calling.handBack();
    await hear(harness, aiCardOf({}, { version: 5 }));
    const over = { version: 6, status: 'ended', outcome: 'answered' } as const;
    await hear(harness, aiCardOf({ status: 'over' }, over));
    expect(stateOf(harness).handed).toBeNull();
    expect(stateOf(harness).finished?.card?.id).toBe(CALL);
  });
});
