import { describe, expect, it } from 'vitest';
import { audibleRings, readiness, ringingForMe, silencedRings } from './selectors.ts';
import { ANA, cardOf, startCalling, type Harness } from './testing/calling-harness.ts';
import { settle } from './testing/virtual-clock.ts';

const BEN = 'member-ben';
const light = ({ calling }: Harness) => readiness(calling.store.getState());
const rings = ({ calling }: Harness) => ringingForMe(calling.store.getState()).map(({ id }) => id);
const tell = async (harness: Harness, card = cardOf()) => {
  harness.server.live = [card];
  harness.server.broadcast(card);
  await settle();
};

describe('the heartbeat', () => {
  it('[I7] comes every 4 s, and at once with a call: well within the lease of 11 s', async () => {
    const harness = await startCalling();
    const before = harness.server.reports.length;
    await harness.clock.advance(12_000);
    expect(harness.server.reports.slice(before)).toEqual(['ready', 'ready', 'ready']);
    await harness.calling.dial({ to: '+14165550123' });
    expect(harness.server.reports.at(-1)).toBe('in_call');
  });

  it('[I7] is no promise while the telephone is not reached, and is one again once it is', async () => {
    const harness = await startCalling();
    harness.softphone.isReached = false;
    await harness.clock.advance(4_000);
    expect(harness.server.reports.at(-1)).toBe('offline');
    expect(light(harness)).toBe('reconnecting');
    await harness.clock.advance(4_000);
    expect(harness.server.reports.at(-1)).toBe('offline');
    harness.softphone.isReached = true;
    harness.softphone.emit({ type: 'ready' });
    await settle();
    expect(harness.server.reports.at(-1)).toBe('ready');
    expect(light(harness)).toBe('on');
  });

  it('finds a microphone that was taken away without a word, and turns red with the reason', async () => {
    const harness = await startCalling();
    harness.microphone.state = 'missing';
    await harness.clock.advance(4_000);
    expect(harness.calling.store.getState().phone).toEqual({
      status: 'blocked',
      problem: 'mic_missing',
    });
    expect(harness.server.reports.at(-1)).toBe('offline');
  });

  it('[I7] is sent at once on waking, after a look whether that is true', async () => {
    const harness = await startCalling();
    harness.hide();
    expect(harness.server.reports.at(-1)).toBe('offline');
    harness.wake();
    await settle();
    expect(harness.server.reports.at(-1)).toBe('ready');
  });

  it('tells the server who signs out, and is silent from then on', async () => {
    const harness = await startCalling();
    await harness.calling.signOut();
    expect(harness.server.reports.at(-1)).toBe('signed_out');
    const before = harness.server.reports.length;
    await harness.clock.advance(20_000);
    expect(harness.server.reports.length).toBe(before);
  });
});

describe('whom a call is offered to', () => {
  it('rings in my turn only, stops the moment it moves on, and rings again when it comes back', async () => {
    const harness = await startCalling();
    await tell(harness, cardOf({ offeredTo: [ANA.id], ringStep: 1 }));
    expect(rings(harness)).toEqual(['call-maria']);
    expect(harness.tones.at(-1)).toBe('ring');
    await tell(harness, cardOf({ version: 2, offeredTo: [BEN], ringStep: 2 }));
    expect(rings(harness)).toEqual([]);
    expect(harness.tones.at(-1)).toBeNull();
    expect(harness.openNotifications.size).toBe(0);
    expect(harness.calling.store.getState().notices).toEqual([]);
    await tell(harness, cardOf({ version: 3, offeredTo: [ANA.id, BEN], ringStep: 3 }));
    expect(rings(harness)).toEqual(['call-maria']);
    expect(harness.tones.at(-1)).toBe('ring');
  });

  it('can be picked up by somebody else meanwhile', async () => {
    const harness = await startCalling();
    await tell(harness, cardOf({ offeredTo: [BEN], ringStep: 1 }));
    await harness.calling.accept('call-maria');
    expect(harness.server.controls).toEqual([{ callId: 'call-maria', action: 'accept' }]);
  });

  it('a call that I declined is kept within reach, though it is offered to others now', async () => {
    const harness = await startCalling();
    await tell(harness, cardOf({ offeredTo: [ANA.id, BEN], ringStep: 1 }));
    await harness.calling.decline('call-maria');
    await tell(
      harness,
      cardOf({ version: 2, offeredTo: [BEN], ringStep: 1, declinedBy: [ANA.id] }),
    );
    expect(rings(harness)).toEqual([]);
    expect(silencedRings(harness.calling.store.getState())).toHaveLength(1);
  });

  it('a caller who hears a message, or waits for a mobile, has not hung up', async () => {
    const harness = await startCalling();
    await tell(harness, cardOf({ offeredTo: [ANA.id], ringStep: 1 }));
    await tell(harness, cardOf({ version: 2, status: 'connecting', offeredTo: null }));
    expect(rings(harness)).toEqual([]);
    expect(harness.calling.store.getState().notices).toEqual([]);
  });

  it('[I7] a lost broadcast: asks as soon as the step should have ended, and stops ringing', async () => {
    const harness = await startCalling();
    const card = cardOf({
      offeredTo: [ANA.id],
      ringStep: 1,
      deadlineAt: '2026-11-24T10:00:08.000Z',
    });
    await tell(harness, card);
    harness.server.live = [cardOf({ version: 2, offeredTo: [BEN], ringStep: 2 })];
    await harness.clock.advance(9_000);
    expect(rings(harness)).toEqual([]);
  });
});

describe('away and do not disturb', () => {
  it.each(['away', 'do_not_disturb'] as const)(
    '%s: no popup, no sound, an honest light',
    async (chosen) => {
      const harness = await startCalling();
      harness.calling.setAvailability(chosen);
      expect(light(harness)).toBe(chosen);
      await tell(harness);
      expect(rings(harness)).toEqual([]);
      expect(harness.tones.filter((tone) => tone !== null)).toEqual([]);
      expect(harness.openNotifications.size).toBe(0);
      harness.calling.setAvailability('available');
      expect(rings(harness)).toEqual(['call-maria']);
      expect(light(harness)).toBe('on');
    },
  );

  it('a red light is said before an absence: it would not ring afterwards either', async () => {
    const harness = await startCalling({ microphone: 'denied' });
    harness.calling.setAvailability('away');
    expect(light(harness)).toBe('blocked');
  });
});

describe('the call of a health check', () => {
  const test = cardOf({ isTest: true, offeredTo: [ANA.id], client: null });

  it('makes no sound, is answered by itself, and leaves nothing behind', async () => {
    const harness = await startCalling();
    const answered = harness.calling.acceptTest(test.id);
    await tell(harness, test);
    expect(await answered).toBe(true);
    expect(harness.server.controls).toEqual([{ callId: test.id, action: 'accept' }]);
    expect(harness.tones.filter((tone) => tone === 'ring')).toEqual([]);
    await tell(harness, { ...test, version: 2, status: 'ended', outcome: 'answered' });
    const { own, finished, dialog, notices } = harness.calling.store.getState();
    expect({ own, finished, isOpen: dialog.isOpen, notices }).toEqual({
      own: null,
      finished: null,
      isOpen: false,
      notices: [],
    });
  });

  it('rings for one browser, whatever its member chose, and for no other', async () => {
    const harness = await startCalling();
    harness.calling.setAvailability('away');
    await tell(harness, { ...test, offeredTo: [BEN] });
    expect(rings(harness)).toEqual([]);
    await tell(harness, { ...test, version: 2 });
    expect(rings(harness)).toEqual([test.id]);
    expect(audibleRings(harness.calling.store.getState())).toEqual([]);
  });

  it('is given up when it never rings', async () => {
    const harness = await startCalling();
    const answered = harness.calling.acceptTest(test.id);
    await harness.clock.advance(10_000);
    expect(await answered).toBe(false);
    expect(harness.server.controls).toEqual([]);
  });
});
