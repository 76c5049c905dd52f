import { describe, expect, it } from 'vitest';
import { newCall } from './own-calls.ts';
import { ownPhase, readiness, ringingForMe, silencedRings } from './selectors.ts';
import {
  ANA,
  cardOf,
  refuse,
  roomOf,
  startCalling,
  type Harness,
} from './testing/calling-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const BEN = { id: 'member-ben', name: 'Ben' };
const ringIds = ({ calling }: Harness) =>
  ringingForMe(calling.store.getState()).map((card) => card.id);
const ring = async (harness: Harness, card = cardOf()) => {
  harness.server.live = [card];
  harness.server.broadcast(card);
  await settle();
};

describe('an incoming call', () => {
  it('[I7] popup, ring, title and notification stop at once when a colleague answers, who is named', async () => {
    const harness = await startCalling();
    await ring(harness);
    expect(ringIds(harness)).toEqual(['call-maria']);
    expect(harness.tones.at(-1)).toBe('ring');
    expect([...harness.openNotifications]).toEqual(['call-maria']);
    harness.server.broadcast(cardOf({ version: 2, status: 'connecting', agent: BEN }));
    expect(ringIds(harness)).toEqual([]);
    expect(harness.tones.at(-1)).toBeNull();
    expect(harness.titles.at(-1)).toBeNull();
    expect(harness.openNotifications.size).toBe(0);
    expect(harness.calling.store.getState().notices).toMatchObject([{ kind: 'taken', by: 'Ben' }]);
    await harness.clock.advance(3_000);
    expect(harness.calling.store.getState().notices).toEqual([]);
  });

  it('declining silences only me, and leaves a way back', async () => {
    const harness = await startCalling();
    await ring(harness);
    await harness.calling.decline('call-maria');
    expect(ringIds(harness)).toEqual([]);
    expect(silencedRings(harness.calling.store.getState())).toHaveLength(1);
    expect(harness.calling.store.getState().cards['call-maria']?.status).toBe('ringing');
    await harness.calling.accept('call-maria');
    expect(harness.server.controls.map(({ action }) => action)).toEqual(['decline', 'accept']);
  });

  it('a decline that did not reach the server lets it ring again, and says so', async () => {
    const harness = await startCalling();
    await ring(harness);
    harness.server.isReachable = false;
    await harness.calling.decline('call-maria');
    expect(ringIds(harness)).toEqual(['call-maria']);
    expect(harness.calling.store.getState().popupErrors['call-maria']?.code).toBe('offline');
  });

  it('Accept pressed twice asks once', async () => {
    const harness = await startCalling();
    await ring(harness);
    await Promise.all([harness.calling.accept('call-maria'), harness.calling.accept('call-maria')]);
    expect(harness.server.controls).toHaveLength(1);
  });

  it('[I2] the loser of a race is told who has the call and carries none', async () => {
    const harness = await startCalling();
    await ring(harness);
    harness.server.onControl = () =>
      Promise.resolve(refuse({ code: 'already_claimed', message: 'taken', claimedBy: BEN }));
    await harness.calling.accept('call-maria');
    expect(harness.calling.store.getState().own).toBeNull();
    expect(ringIds(harness)).toEqual([]);
    expect(harness.calling.store.getState().notices).toMatchObject([{ kind: 'taken', by: 'Ben' }]);
  });

  it('rings on when my browser could not be connected, and says why', async () => {
    const harness = await startCalling();
    await ring(harness);
    await harness.calling.accept('call-maria');
    harness.server.broadcast(cardOf({ version: 2, status: 'connecting', agent: ANA }));
    harness.server.broadcast(cardOf({ version: 3, status: 'ringing' }));
    expect(harness.calling.store.getState().own).toBeNull();
    expect(ringIds(harness)).toEqual(['call-maria']);
    expect(harness.calling.store.getState().popupErrors['call-maria']).toBeDefined();
  });

  it('parked by me: over for me, and no failure, even when my leg went before the card said so', async () => {
    const harness = await startCalling();
    await ring(harness);
    await harness.calling.accept('call-maria');
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-maria' });
    await settle();
    harness.server.broadcast(cardOf({ version: 2, status: 'active', agent: ANA }));
    harness.softphone.emit({ type: 'leg_ended', legId: 'leg-1' });
    const since = '2026-11-24T10:05:00Z';
    const parked = { since, by: ANA, slot: 1, returnsAt: '2026-11-24T10:07:00Z' };
    harness.server.broadcast(cardOf({ version: 3, status: 'active', room: roomOf({ parked }) }));
    const { own, finished, popupErrors } = harness.calling.store.getState();
    expect(own).toBeNull();
    expect(finished?.card?.room?.parked?.slot).toBe(1);
    expect(popupErrors['call-maria']).toBeUndefined();
  });

  it('[I7] with realtime down it still comes within 3 s, by polling', async () => {
    const harness = await startCalling();
    harness.server.setJoined(false);
    await settle();
    harness.server.live = [cardOf()];
    await harness.clock.advance(3_000);
    expect(ringIds(harness)).toEqual(['call-maria']);
    harness.server.live = [];
    await harness.clock.advance(3_000);
    expect(ringIds(harness)).toEqual([]);
  });

  it('[I7] waking up asks for a fresh snapshot at once', async () => {
    const harness = await startCalling();
    harness.server.live = [cardOf()];
    harness.wake();
    await settle();
    expect(ringIds(harness)).toEqual(['call-maria']);
  });
});

describe('a leg that the server dials to this browser', () => {
  const offer = (harness: Harness, callId: string | null) =>
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId });

  it('is answered for the call that this tab accepted', async () => {
    const harness = await startCalling();
    await ring(harness);
    await harness.calling.accept('call-maria');
    offer(harness, 'call-maria');
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-1']);
  });

  it('waits for the answer that names the call, when it comes first', async () => {
    const harness = await startCalling();
    let answer = () => {};
    harness.server.onDial = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: true, value: { call_id: 'call-9', status: 'connecting' } });
      });
    void harness.calling.dial({ to: '+14165550123' });
    await settle();
    offer(harness, 'call-9');
    await settle();
    expect(harness.softphone.answered).toEqual([]);
    answer();
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-1']);
  });

  it('is turned away without a name even while a call is being placed', async () => {
    const harness = await startCalling();
    harness.server.onDial = () => new Promise(() => {});
    void harness.calling.dial({ to: '+14165550123' });
    await settle();
    offer(harness, null);
    await settle();
    expect(harness.softphone.answered).toEqual([]);
  });

  it('is answered when the server says that I am being connected to it', async () => {
    const connecting = cardOf({ version: 2, status: 'connecting', agent: ANA });
    const harness = await startCalling();
    harness.server.live = [connecting];
    offer(harness, 'call-maria');
    await settle();
    expect(harness.softphone.answered).toEqual(['leg-1']);
    expect(harness.calling.store.getState().own?.callId).toBe('call-maria');
  });

  it.each([
    ['names no call', null, [] as never[]],
    ['names a call that nobody here knows', 'call-unknown', []],
    ['names a colleague’s call', 'call-maria', [cardOf({ status: 'connecting', agent: BEN })]],
  ])('is turned away when it %s', async (_why, callId, live) => {
    const harness = await startCalling({ live });
    offer(harness, callId);
    await settle();
    expect(harness.softphone.answered).toEqual([]);
    expect(harness.softphone.hungUp).toEqual(['leg-1']);
  });
});

describe('an outgoing call', () => {
  const connect = async (harness: Harness) => {
    await harness.calling.dial({ to: '+14165550123', name: 'Maria Lopez' });
    harness.softphone.emit({ type: 'leg_offered', legId: 'leg-1', callId: 'call-dialled' });
    await settle();
  };
  const outbound = cardOf({
    id: 'call-dialled',
    direction: 'outbound',
    status: 'connecting',
    agent: ANA,
  });
  const tell = (harness: Harness, change: Partial<typeof outbound>) => {
    const card = { ...outbound, ...change };
    harness.server.live = card.status === 'ended' ? [] : [card];
    harness.server.broadcast(card);
  };

  it('the ringback is heard exactly while it rings at the far end', async () => {
    const harness = await startCalling();
    await connect(harness);
    tell(harness, { version: 2, status: 'ringing' });
    expect(harness.tones.at(-1)).toBe('ringback');
    tell(harness, { version: 3, status: 'active', answeredAt: '2026-11-24T10:00:05.000Z' });
    expect(harness.tones.at(-1)).toBeNull();
    expect(ownPhase(harness.calling.store.getState())).toBe('active');
  });

  it('its outcome stays for a moment, then makes room', async () => {
    const harness = await startCalling();
    await connect(harness);
    tell(harness, { version: 2, status: 'ended', outcome: 'busy' });
    expect(harness.calling.store.getState().own).toBeNull();
    expect(harness.calling.store.getState().finished?.card?.outcome).toBe('busy');
    await harness.clock.advance(8_000);
    expect(harness.calling.store.getState().finished).toBeNull();
  });

  it('the word for the outcome may come after the end', async () => {
    const harness = await startCalling();
    await connect(harness);
    tell(harness, { version: 2, status: 'ended', outcome: null });
    expect(harness.calling.store.getState().finished?.card?.outcome).toBeNull();
    tell(harness, { version: 3, status: 'ended', outcome: 'busy' });
    expect(harness.calling.store.getState().finished?.card?.outcome).toBe('busy');
  });

  it('a refusal keeps what was typed and shows the reason', async () => {
    const harness = await startCalling();
    harness.server.onDial = () =>
      Promise.resolve(refuse({ code: 'destination_not_allowed', message: 'off' }));
    await harness.calling.dial({ to: '+19005550134' });
    const { own, form, dialError, dialog } = harness.calling.store.getState();
    expect(own).toBeNull();
    expect(form.number).toBe('+19005550134');
    expect(dialError?.code).toBe('destination_not_allowed');
    expect(dialog.isOpen).toBe(true);
  });

  it('pressed twice it dials once', async () => {
    const harness = await startCalling();
    await Promise.all([
      harness.calling.dial({ to: '+14165550123' }),
      harness.calling.dial({ to: '+14165550123' }),
    ]);
    expect(harness.server.dials).toHaveLength(1);
    expect(harness.calling.store.getState().dialError).toBeNull();
  });

  it('[I6] ended before the server named it, it is hung up as soon as it has a name', async () => {
    const harness = await startCalling();
    let answer = () => {};
    harness.server.onDial = () =>
      new Promise((resolve) => {
        answer = () => resolve({ ok: true, value: { call_id: 'call-9', status: 'connecting' } });
      });
    void harness.calling.dial({ to: '+14165550123' });
    await settle();
    await harness.calling.hangUp();
    answer();
    await settle();
    expect(harness.server.controls).toEqual([{ callId: 'call-9', action: 'hangup' }]);
    expect(harness.calling.store.getState().own).toBeNull();
  });

  it('a press while the telephone registers waits for it', async () => {
    const harness = await startCalling({ registers: false });
    void harness.calling.dial({ to: '+14165550123' });
    await settle();
    expect(harness.server.dials).toEqual([]);
    harness.softphone.emit({ type: 'ready' });
    await settle();
    expect(harness.server.dials).toHaveLength(1);
  });

  it('without a microphone it is refused with the reason', async () => {
    const harness = await startCalling({ microphone: 'denied' });
    await harness.calling.dial({ to: '+14165550123' });
    expect(harness.server.dials).toEqual([]);
    expect(harness.calling.store.getState().dialError?.code).toBe('phone_not_ready');
    expect(readiness(harness.calling.store.getState())).toBe('blocked');
  });

  it('[I3] a leg that is gone ends the call on screen though the server stays silent', async () => {
    const harness = await startCalling();
    await connect(harness);
    tell(harness, { version: 2, status: 'active' });
    harness.server.isReachable = false;
    harness.softphone.emit({ type: 'leg_ended', legId: 'leg-1' });
    await harness.clock.advance(3_000);
    expect(harness.calling.store.getState().own).toBeNull();
  });

  it('mute and digits go to the leg that carries the call', async () => {
    const harness = await startCalling();
    await connect(harness);
    harness.calling.setMuted(true);
    harness.calling.sendDigit('5');
    expect(harness.softphone.isMuted('leg-1')).toBe(true);
    expect(harness.softphone.digits).toBe('5');
  });
});

describe('a reload during a call', () => {
  const call = { key: 'call-maria', callId: 'call-maria', direction: 'inbound' } as const;
  const remembered = {
    calls: [newCall({ ...call, legId: 'leg-1', leg: 'active', muted: true })],
    finished: null,
  };
  const active = cardOf({
    version: 5,
    status: 'active',
    agent: ANA,
    answeredAt: '2026-11-24T09:58:00.000Z',
  });

  it('brings back the call, its leg, its timer and the mute', async () => {
    const harness = await startCalling({ remembered, live: [active] });
    harness.softphone.emit({ type: 'leg_active', legId: 'leg-1', callId: null, recovered: true });
    await settle();
    const state = harness.calling.store.getState();
    expect(state.own).toMatchObject({ callId: 'call-maria', legId: 'leg-1', leg: 'active' });
    expect(state.cards['call-maria']?.answeredAt).toBe(active.answeredAt);
    expect(harness.softphone.isMuted('leg-1')).toBe(true);
    expect(harness.softphone.hungUp).toEqual([]);
  });

  it('lets go when the call has ended meanwhile', async () => {
    const harness = await startCalling({ remembered, live: [] });
    expect(harness.calling.store.getState().own).toBeNull();
    expect(harness.memory.current).toBeNull();
  });

  it('lets go when a colleague has the call now', async () => {
    const harness = await startCalling({ remembered, live: [{ ...active, agent: BEN }] });
    expect(harness.calling.store.getState().own).toBeNull();
  });
});

describe('the readiness light', () => {
  it('is green only after the server knows of this browser', async () => {
    const harness = await startCalling({ registers: false });
    harness.server.isReachable = false;
    harness.softphone.emit({ type: 'ready' });
    await settle();
    expect(readiness(harness.calling.store.getState())).not.toBe('on');
    harness.server.isReachable = true;
    await harness.clock.advance(2_000);
    expect(readiness(harness.calling.store.getState())).toBe('on');
  });

  it('goes out with the registration, and the server is told', async () => {
    const harness = await startCalling();
    harness.softphone.emit({ type: 'blocked', problem: 'signed_in_elsewhere' });
    expect(readiness(harness.calling.store.getState())).toBe('blocked');
    expect(harness.server.reports.at(-1)).toBe('offline');
  });
});
