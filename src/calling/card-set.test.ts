import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INITIAL_STATE } from './call-state.ts';
import { withCard, withQuality, withSnapshot } from './card-set.ts';
import { cardOf } from './testing/calling-harness.ts';

describe('the cards on screen', () => {
  it('[I5] whatever order the versions come in, the highest one stays', () => {
    const statuses = ['ringing', 'connecting', 'active', 'ended'] as const;
    const versions = statuses.map((status, index) => cardOf({ version: index + 1, status }));
    fc.assert(
      fc.property(fc.shuffledSubarray([...versions, ...versions], { minLength: 1 }), (heard) => {
        const set = heard.reduce((before, card) => withCard(before, card), INITIAL_STATE);
        const highest = Math.max(...heard.map((card) => card.version));
        expect(set.cards['call-maria']?.version).toBe(highest);
      }),
    );
  });

  it('[I5] an ended call stays ended, even against a higher version', () => {
    const ended = withCard(INITIAL_STATE, cardOf({ version: 4, status: 'ended' }));
    const after = withCard(ended, cardOf({ version: 5, status: 'ringing' }));
    expect(after.cards['call-maria']?.status).toBe('ended');
  });

  it('takes what was found out beside the events: a later card of the same version', () => {
    const known = withCard(INITIAL_STATE, cardOf());
    const later = { serverTime: '2026-11-24T10:00:09.000Z', summaryLine: 'Wants a drain cleaned' };
    expect(withCard(known, cardOf(later)).cards['call-maria']?.summaryLine).toBe(later.summaryLine);
    expect(withSnapshot(known, [cardOf(later)], 99).cards['call-maria']?.summaryLine).toBe(
      later.summaryLine,
    );
    const earlier = { ...later, serverTime: '2026-11-24T09:59:00.000Z' };
    expect(withCard(known, cardOf(earlier))).toBe(known);
  });

  it('is not new for every snapshot that says the same', () => {
    const known = withCard(INITIAL_STATE, cardOf());
    const again = cardOf({ serverTime: '2026-11-24T10:00:09.000Z' });
    expect(withSnapshot(known, [again], 99).cards).toBe(known.cards);
  });

  it('[I7] a live call that the snapshot does not list has ended', () => {
    const ringing = withCard(INITIAL_STATE, cardOf());
    const after = withSnapshot(ringing, [], ringing.lastHeard);
    expect(after.cards['call-maria']?.status).toBe('ended');
  });

  it('a call heard of after the snapshot was asked for survives it', () => {
    const askedAt = INITIAL_STATE.lastHeard;
    const ringing = withCard(INITIAL_STATE, cardOf());
    const after = withSnapshot(ringing, [], askedAt);
    expect(after.cards['call-maria']?.status).toBe('ringing');
  });

  it('[I5] a late hint does not bring back a call that the snapshot has ended', () => {
    const gone = withSnapshot(withCard(INITIAL_STATE, cardOf()), [], 99);
    const after = withCard(gone, cardOf({ version: 2, status: 'active' }));
    expect(after.cards['call-maria']?.status).toBe('ended');
  });

  it('the true outcome still arrives after a snapshot ended the call', () => {
    const gone = withSnapshot(withCard(INITIAL_STATE, cardOf()), [], 99);
    const after = withCard(gone, cardOf({ version: 2, status: 'ended', outcome: 'missed' }));
    expect(after.cards['call-maria']?.outcome).toBe('missed');
  });

  it('a call that a later snapshot lists again is live again', () => {
    const gone = withSnapshot(withCard(INITIAL_STATE, cardOf()), [], 99);
    const after = withSnapshot(gone, [cardOf()], 99);
    expect(after.cards['call-maria']?.status).toBe('ringing');
  });
});

describe('whose network troubles a call', () => {
  const active = cardOf({ version: 2, status: 'active' });
  const slow = { member: { id: 'member-ana', name: 'Ana' }, what: 'slow' as const, since: '' };
  const at = (second: number) => `2026-11-24T10:00:0${second}.000Z`;
  const told = (second: number, quality: (typeof slow)[]) =>
    ({ callId: active.id, quality, serverTime: at(second) }) as const;

  it('is on the card until it is over, though the call has not changed', () => {
    const troubled = withQuality(withCard(INITIAL_STATE, active), told(3, [slow]));
    expect(troubled.cards['call-maria']?.quality).toEqual([slow]);
    expect(withQuality(troubled, told(4, [])).cards['call-maria']?.quality).toEqual([]);
  });

  it('[I5] an older word does not undo a newer one', () => {
    const over = withQuality(withCard(INITIAL_STATE, active), told(4, []));
    expect(withQuality(over, told(3, [slow]))).toBe(over);
  });

  it('a word that was lost is in the next snapshot', () => {
    const set = withCard(INITIAL_STATE, active);
    const card = { ...active, quality: [slow], serverTime: at(5) };
    const after = withSnapshot(set, [card], set.lastHeard);
    expect(after.cards['call-maria']?.quality).toEqual([slow]);
  });

  it('is nothing of a call that is over, or that is not known', () => {
    const ended = withCard(INITIAL_STATE, cardOf({ version: 3, status: 'ended' }));
    expect(withQuality(ended, told(4, [slow]))).toBe(ended);
    expect(withQuality(INITIAL_STATE, told(4, [slow]))).toBe(INITIAL_STATE);
  });
});
