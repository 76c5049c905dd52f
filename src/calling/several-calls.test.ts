import { describe, expect, it } from 'vitest';
import type { CallCard } from '@core/contracts/call-card.ts';
import { heldSince } from './room-selectors.ts';
import { ringingForMe } from './selectors.ts';
import {
  ANA,
  cardOf,
  refuse,
  roomOf,
  startCalling,
  type Harness,
} from './testing/calling-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const JOHN = { id: 'client-john', name: 'John Chen' };
const maria = (card: Partial<CallCard> = {}) => cardOf({ status: 'active', agent: ANA, ...card });
const john = (card: Partial<CallCard> = {}) =>
  cardOf({ id: 'call-john', client: JOHN, fromNumber: '+14165550177', ...card });
const held = { hold: { since: '2026-11-24T10:02:00.000Z', by: ANA } };

const tell = (harness: Harness, ...cards: CallCard[]) => {
  harness.server.live = cards;
  for (const card of cards) harness.server.broadcast(card);
};

/** Ana talks with Maria on `leg-maria`, and John rings. */
async function inCallWithMaria(): Promise<Harness> {
  const harness = await startCalling();
  tell(harness, cardOf());
  await harness.calling.accept('call-maria');
  harness.softphone.emit({ type: 'leg_offered', legId: 'leg-maria', callId: 'call-maria' });
  await settle();
  tell(harness, maria({ version: 2 }), john());
  return harness;
}

/** Both accepted, John in front, as the server says it. */
async function withBoth(): Promise<Harness> {
  const harness = await inCallWithMaria();
  await harness.calling.accept('call-john');
  harness.softphone.emit({ type: 'leg_offered', legId: 'leg-john', callId: 'call-john' });
  await settle();
  tell(
    harness,
    maria({ version: 3, room: roomOf(held) }),
    john({ version: 2, status: 'active', agent: ANA }),
  );
  return harness;
}

const front = ({ calling }: Harness) => calling.store.getState().own?.callId;
const aside = ({ calling }: Harness) => calling.store.getState().aside.map(({ callId }) => callId);
const isOnHold = ({ calling }: Harness, callId: string) => {
  const state = calling.store.getState();
  return heldSince(state, { callId, holdWish: null }) !== null;
};

describe('a second call', () => {
  it('rings quietly beside the one that goes on: a soft tone, no notification, no flashing title', async () => {
    const harness = await inCallWithMaria();
    expect(ringingForMe(harness.calling.store.getState()).map(({ id }) => id)).toEqual([
      'call-john',
    ]);
    expect(harness.tones.at(-1)).toBe('quiet_ring');
    expect(harness.openNotifications.size).toBe(0);
    expect(harness.titles.at(-1)).toBeNull();
    expect(harness.softphone.isSilent('leg-maria')).toBe(false);
  });

  it('[I2] silences the first both ways in the moment of accepting, before any answer of the server', async () => {
    const harness = await inCallWithMaria();
    harness.server.onControl = () => new Promise(() => {});
    void harness.calling.accept('call-john');
    expect(front(harness)).toBe('call-john');
    expect(aside(harness)).toEqual(['call-maria']);
    expect(harness.softphone.isSilent('leg-maria')).toBe(true);
    expect(harness.softphone.hungUp).toEqual([]);
  });

  it('has a leg of its own; each is answered for its call, and a second for the same is turned away', async () => {
    const harness = await withBoth();
    expect(harness.softphone.answered).toEqual(['leg-maria', 'leg-john']);
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-maria-2', callId: 'call-maria' });
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-maria', 'leg-john']);
    expect(harness.softphone.hungUp).toEqual(['leg-maria-2']);
  });

  it('somebody else was quicker: the first is in front again, not on hold', async () => {
    const harness = await inCallWithMaria();
    const taken = { code: 'already_claimed' as const, message: 'taken' };
    harness.server.onControl = () => Promise.resolve(refuse(taken));
    await harness.calling.accept('call-john');
    expect(front(harness)).toBe('call-maria');
    expect(aside(harness)).toEqual([]);
    expect(harness.softphone.isSilent('leg-maria')).toBe(false);
    expect(harness.calling.store.getState().own?.holdWish).toBeNull();
  });

  it('swapped ten times: the requests go out one after the other, nothing is lost, the last press counts', async () => {
    const harness = await withBoth();
    const before = harness.server.controls.length;
    let open = 0;
    let mostOpen = 0;
    harness.server.onControl = async (_action, callId) => {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      await settle();
      open -= 1;
      return { ok: true, value: { call_id: callId, status: 'active' } };
    };
    const swaps = Array.from({ length: 10 }, (_, index) =>
      harness.calling.resume(index % 2 === 0 ? 'call-maria' : 'call-john'),
    );
    expect(front(harness)).toBe('call-john');
    expect(harness.softphone.isSilent('leg-maria')).toBe(true);
    await Promise.all(swaps);
    const asked = harness.server.controls.slice(before);
    expect(asked).toHaveLength(10);
    expect(asked.at(-1)).toMatchObject({ callId: 'call-john', action: 'resume' });
    expect(mostOpen).toBe(1);
    expect([front(harness), ...aside(harness)]).toEqual(['call-john', 'call-maria']);
    expect(harness.softphone.hungUp).toEqual([]);
  });

  it('a swap that the server refuses is taken back, and says so', async () => {
    const harness = await withBoth();
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'telnyx_error', message: 'no' }));
    await harness.calling.resume('call-maria');
    expect(front(harness)).toBe('call-john');
    expect(harness.softphone.isSilent('leg-john')).toBe(false);
    expect(harness.softphone.isSilent('leg-maria')).toBe(true);
    expect(harness.calling.store.getState().dialError?.code).toBe('telnyx_error');
  });

  it('ended, gives the place in front to the one that waits, still on hold', async () => {
    const harness = await withBoth();
    tell(harness, maria({ version: 3, room: roomOf(held) }), john({ version: 3, status: 'ended' }));
    expect(front(harness)).toBe('call-maria');
    expect(isOnHold(harness, 'call-maria')).toBe(true);
    expect(harness.softphone.isSilent('leg-maria')).toBe(true);
    expect(harness.softphone.hungUp).toEqual(['leg-john']);
  });

  it('either can be ended without touching the other', async () => {
    const harness = await withBoth();
    await harness.calling.hangUp('call-maria');
    expect(harness.server.controls.at(-1)).toEqual({ callId: 'call-maria', action: 'hangup' });
    expect(harness.softphone.hungUp).toEqual(['leg-maria']);
    expect(front(harness)).toBe('call-john');
  });

  it('the mute of one is not the mute of the other', async () => {
    const harness = await withBoth();
    harness.calling.setMuted(true);
    expect(harness.softphone.isMuted('leg-john')).toBe(true);
    expect(harness.softphone.isMuted('leg-maria')).toBe(false);
    await harness.calling.resume('call-maria');
    expect(harness.softphone.isMuted('leg-maria')).toBe(false);
    expect(harness.calling.store.getState().aside[0]?.muted).toBe(true);
  });

  it('dialled while I talk, it puts the first on hold; refused, the first is back', async () => {
    const harness = await inCallWithMaria();
    harness.server.onDial = () => Promise.resolve(refuse({ code: 'spend_limit', message: 'no' }));
    const dialled = harness.calling.dial({ to: '+14165550190' });
    expect(aside(harness)).toEqual(['call-maria']);
    await dialled;
    expect(front(harness)).toBe('call-maria');
    expect(harness.calling.store.getState().dialError?.code).toBe('spend_limit');
  });

  it('both are there after a reload, each with its leg', async () => {
    const before = await withBoth();
    const remembered = before.memory.current;
    if (!remembered) throw new Error('nothing was remembered');
    // The server does not say yet that Maria waits: she is not heard all the same.
    const live = [maria({ version: 4 }), john({ version: 3, status: 'active', agent: ANA })];
    const harness = await startCalling({ remembered, live });
    for (const legId of ['leg-john', 'leg-maria']) {
      harness.softphone.emit({ type: 'leg_active', legId, callId: null, recovered: true });
    }
    expect([front(harness), ...aside(harness)]).toEqual(['call-john', 'call-maria']);
    expect(harness.softphone.isSilent('leg-maria')).toBe(true);
    expect(harness.softphone.isSilent('leg-john')).toBe(false);
    await harness.clock.advance(5_000);
    expect(harness.server.controls).toEqual([]);
  });

  it('the leg that the SDK does not bring back after a reload is asked for again, once', async () => {
    const before = await withBoth();
    const remembered = before.memory.current;
    if (!remembered) throw new Error('nothing was remembered');
    const harness = await startCalling({ remembered, live: before.server.live });
    harness.softphone.emit({
      type: 'leg_active',
      legId: 'leg-john',
      callId: null,
      recovered: true,
    });
    await harness.clock.advance(2_000);
    expect(harness.server.controls).toEqual([{ callId: 'call-maria', action: 'move_here' }]);
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-new', callId: 'call-maria' });
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-new']);
    expect(harness.softphone.isSilent('leg-new')).toBe(true);
  });
});

describe('a long hold', () => {
  const since = '2026-11-24T10:00:00.000Z';
  const heldFrom = { hold: { since, by: ANA } };

  it('knocks after two minutes, until the caller is heard again', async () => {
    const harness = await inCallWithMaria();
    tell(harness, maria({ version: 3, room: roomOf(heldFrom) }));
    await harness.clock.advance(119_000);
    expect(harness.tones.at(-1) ?? null).toBeNull();
    await harness.clock.advance(1_000);
    expect(harness.tones.at(-1)).toBe('knock');
    tell(harness, maria({ version: 4, room: roomOf() }));
    expect(harness.tones.at(-1)).toBeNull();
    await harness.clock.advance(300_000);
    expect(harness.tones.at(-1)).toBeNull();
  });

  it('knocks for the one who waits while I talk with another; who rings is heard instead', async () => {
    const harness = await withBoth();
    tell(harness, maria({ version: 5, room: roomOf(heldFrom) }));
    await harness.clock.advance(120_000);
    expect(harness.tones.at(-1)).toBe('knock');
    tell(harness, cardOf({ id: 'call-zoe', fromNumber: '+14165550199' }));
    expect(harness.tones.at(-1)).toBe('quiet_ring');
  });
});

describe('hold', () => {
  it('[I2] silences both ways at once, with its own clock, and asks the server', async () => {
    const harness = await inCallWithMaria();
    void harness.calling.hold();
    const { own } = harness.calling.store.getState();
    expect(own?.holdWish?.isHeld).toBe(true);
    expect(harness.softphone.isSilent('leg-maria')).toBe(true);
    await settle();
    expect(harness.server.controls.at(-1)).toEqual({ callId: 'call-maria', action: 'hold' });
  });

  it('refused, it is taken back with the reason', async () => {
    const harness = await inCallWithMaria();
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'telnyx_error', message: 'no' }));
    await harness.calling.hold();
    expect(harness.softphone.isSilent('leg-maria')).toBe(false);
    expect(harness.calling.store.getState().dialError?.code).toBe('telnyx_error');
  });

  it('pressed and released quickly ends as pressed last, however slow the server is', async () => {
    const harness = await inCallWithMaria();
    const done = [harness.calling.hold(), harness.calling.resume(), harness.calling.hold()];
    await Promise.all(done);
    expect(harness.server.controls.slice(1).map(({ action }) => action)).toEqual([
      'hold',
      'resume',
      'hold',
    ]);
  });

  it('stays on the word of the server once that has come', async () => {
    const harness = await inCallWithMaria();
    const answer = harness.calling.hold();
    tell(harness, maria({ version: 3, room: roomOf(held) }));
    await answer;
    expect(harness.calling.store.getState().own?.holdWish).toBeNull();
    expect(harness.softphone.isSilent('leg-maria')).toBe(true);
    tell(harness, maria({ version: 4, room: roomOf() }));
    expect(harness.softphone.isSilent('leg-maria')).toBe(false);
  });
});

describe('digits', () => {
  it('go with the leg while two are bridged', async () => {
    const harness = await inCallWithMaria();
    for (const digit of '24') harness.calling.sendDigit(digit);
    expect(harness.softphone.digits).toBe('24');
  });

  it('in a room go to the server once each and in order, counted, also when a request is lost', async () => {
    const harness = await inCallWithMaria();
    tell(harness, maria({ version: 3, room: roomOf() }));
    let lose = true;
    harness.server.onControl = (_action, callId) => {
      const isLost = lose;
      lose = false;
      return Promise.resolve(
        isLost
          ? refuse({ code: 'offline', message: 'lost' })
          : { ok: true, value: { call_id: callId, status: 'active' } },
      );
    };
    for (const digit of '2401#') harness.calling.sendDigit(digit);
    await harness.clock.advance(3_000);
    const sent = harness.server.controls.filter(({ action }) => action === 'dtmf');
    expect(sent.map(({ digits, press }) => [digits, press])).toEqual([
      ['2', 1],
      ['2', 1],
      ['401#', 2],
    ]);
    expect(harness.calling.store.getState().own?.digits).toBe('2401#');
    expect(harness.softphone.digits).toBe('');
  });
});
