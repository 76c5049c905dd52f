import { describe, expect, it } from 'vitest';
import type { CallCard } from '@core/contracts/call-card.ts';
import type { PartyCard } from '@core/contracts/room-card.ts';
import { ringingForMe } from './selectors.ts';
import {
  ANA,
  cardOf,
  partyOf,
  roomOf,
  startCalling,
  type Harness,
} from './testing/calling-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const BEN = { id: 'member-ben', name: 'Ben' };
/** Maria's call, which Ben has, with Ana in it as `party` says. */
const bens = (party: Partial<PartyCard>, card: Partial<CallCard> = {}) =>
  cardOf({
    status: 'active',
    agent: BEN,
    room: roomOf({
      hold: { since: '2026-11-24T10:02:00.000Z', by: BEN },
      parties: [partyOf({ member: ANA, invitedBy: BEN, ...party })],
    }),
    ...card,
  });
const tell = (harness: Harness, card: CallCard) => {
  harness.server.live = [card];
  harness.server.broadcast(card);
};
const rings = ({ calling }: Harness) => ringingForMe(calling.store.getState()).map(({ id }) => id);
const front = ({ calling }: Harness) => calling.store.getState().own?.callId;

describe('a colleague who asks for me', () => {
  it('rings here like a call; accepted, its leg is answered and I am heard while the caller waits', async () => {
    const harness = await startCalling();
    tell(harness, bens({}));
    expect(rings(harness)).toEqual(['call-maria']);
    expect(harness.tones.at(-1)).toBe('ring');
    await harness.calling.accept('call-maria');
    expect(harness.server.controls).toEqual([{ callId: 'call-maria', action: 'accept' }]);
    tell(harness, bens({ status: 'connecting' }, { version: 2 }));
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
    tell(harness, bens({ status: 'joined' }, { version: 3 }));
    expect(harness.softphone.answered).toEqual(['leg-1']);
    expect(harness.softphone.isSilent('leg-1')).toBe(false);
    expect(rings(harness)).toEqual([]);
  });

  it('is answered in a tab that did not press Accept itself, as long as the server says it is for me', async () => {
    const harness = await startCalling({ live: [bens({ status: 'connecting' })] });
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-1']);
  });

  it('[I7] goes on without me: the ring stops and says so', async () => {
    const harness = await startCalling();
    tell(harness, bens({}));
    tell(harness, bens({ status: 'gone', endReason: 'removed' }, { version: 2 }));
    expect(rings(harness)).toEqual([]);
    expect(harness.tones.at(-1)).toBeNull();
    expect(harness.calling.store.getState().notices).toMatchObject([
      { kind: 'withdrawn', by: 'Ben', caller: 'Maria Lopez' },
    ]);
  });

  it('asks once more after I declined: that is a new ring', async () => {
    const harness = await startCalling();
    tell(harness, bens({}));
    await harness.calling.decline('call-maria');
    expect(rings(harness)).toEqual([]);
    tell(harness, bens({ number: 2 }, { version: 2 }));
    expect(rings(harness)).toEqual(['call-maria']);
  });

  it('passes the caller on to me: I hold the call, and it is not taken from the screen', async () => {
    const harness = await startCalling();
    tell(harness, bens({}));
    await harness.calling.accept('call-maria');
    tell(harness, bens({ status: 'joined' }, { version: 2 }));
    tell(harness, cardOf({ version: 3, status: 'active', agent: ANA, room: roomOf() }));
    expect(front(harness)).toBe('call-maria');
  });

  it('hung up by me ends my part, not the call', async () => {
    const harness = await startCalling();
    tell(harness, bens({}));
    await harness.calling.accept('call-maria');
    tell(harness, bens({ status: 'joined' }, { version: 2 }));
    await harness.calling.hangUp();
    expect(harness.server.controls.at(-1)).toEqual({ callId: 'call-maria', action: 'hangup' });
    expect(front(harness)).toBeUndefined();
  });
});

describe('a call that changes hands', () => {
  const handedOn = cardOf({
    version: 2,
    direction: 'outbound',
    offeredTo: [ANA.id],
    room: roomOf({
      handoff: { kind: 'transfer', by: BEN, to: 'Ana', since: '2026-11-24T10:05:00.000Z' },
    }),
  });

  it('rings at the target, also when it was a call out', async () => {
    const harness = await startCalling();
    tell(harness, handedOn);
    expect(rings(harness)).toEqual(['call-maria']);
  });

  it('that I passed on leaves my screen with something to write up; my leg ends', async () => {
    const harness = await startCalling();
    tell(harness, cardOf());
    await harness.calling.accept('call-maria');
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
    tell(harness, cardOf({ version: 2, status: 'active', agent: ANA }));
    tell(harness, cardOf({ version: 3, status: 'active', agent: BEN, room: roomOf() }));
    expect(front(harness)).toBeUndefined();
    expect(harness.softphone.hungUp).toEqual(['leg-1']);
    expect(harness.calling.store.getState().finished?.own.callId).toBe('call-maria');
  });

  it('whose browser was lost rings again, also where it was lost', async () => {
    const harness = await startCalling();
    tell(harness, cardOf());
    await harness.calling.accept('call-maria');
    tell(harness, cardOf({ version: 2, status: 'active', agent: ANA }));
    const handoff = { kind: 'lost' as const, by: ANA, to: null, since: '2026-11-24T10:05:00.000Z' };
    tell(harness, cardOf({ version: 3, agent: null, room: roomOf({ handoff }) }));
    expect(front(harness)).toBeUndefined();
    expect(rings(harness)).toEqual(['call-maria']);
  });
});

describe('listening to a colleague’s call', () => {
  it('takes a leg of its own, changes by the same action, and ends alone', async () => {
    const harness = await startCalling();
    tell(harness, cardOf({ status: 'active', agent: BEN }));
    await harness.calling.supervise('call-maria', 'monitor');
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
    const me = { member: ANA, role: 'supervisor', status: 'joined' } as const;
    tell(harness, bens({ ...me, mode: 'monitor' }, { version: 2 }));
    expect(harness.softphone.answered).toEqual(['leg-1']);
    expect(harness.softphone.isSilent('leg-1')).toBe(false);
    await harness.calling.supervise('call-maria', 'whisper');
    await harness.calling.hangUp();
    expect(harness.server.controls).toEqual([
      { callId: 'call-maria', action: 'supervise', supervision: 'monitor' },
      { callId: 'call-maria', action: 'supervise', supervision: 'whisper' },
      { callId: 'call-maria', action: 'stop_supervising' },
    ]);
    expect(harness.calling.store.getState().finished).toBeNull();
  });
});
