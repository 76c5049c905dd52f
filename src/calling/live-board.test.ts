import { describe, expect, it } from 'vitest';
import type { CallCard } from '@core/contracts/call-card.ts';
import { laneOf, laneSince, liveBoard } from './live-board.ts';
import { aiCardOf, cardOf, WANTS } from './testing/calling-harness.ts';

type RoomCard = NonNullable<CallCard['room']>;
const ANA = { id: 'member-ana', name: 'Ana' };
const room = (more: Partial<RoomCard>): RoomCard => ({
  hold: null,
  parked: null,
  handoff: null,
  parties: [],
  ...more,
});
const parked = room({
  parked: { since: '2026-11-24T10:05:00Z', by: ANA, slot: 2, returnsAt: '2026-11-24T10:07:00Z' },
});
const handoff = room({
  handoff: { kind: 'transfer', by: ANA, to: 'Ben', since: '2026-11-24T10:03:00Z' },
});
const boardOf = (...cards: CallCard[]) =>
  liveBoard({ cards: Object.fromEntries(cards.map((card) => [card.id, card])) });

describe('which lane a call stands in', () => {
  it.each([
    ['ringing', cardOf(), 'ringing'],
    ['accepted', cardOf({ status: 'connecting', agent: ANA }), 'active'],
    ['talking', cardOf({ status: 'active', agent: ANA }), 'active'],
    ['a call out that rings there', cardOf({ direction: 'outbound' }), 'active'],
    [
      'a call out that was sent on and rings here',
      cardOf({ direction: 'outbound', room: handoff }),
      'ringing',
    ],
    ['with the AI', aiCardOf(), 'ai'],
    ['parked', cardOf({ status: 'active', room: parked }), 'parked'],
    ['parked, and nobody was rung yet', cardOf({ room: parked }), 'parked'],
    ['parked for too long', cardOf({ room: { ...parked, handoff: handoff.handoff } }), 'ringing'],
    ['parked after the AI had it', aiCardOf({}, { room: parked }), 'parked'],
    ['ended while parked', cardOf({ status: 'ended', room: parked }), null],
  ] as const)('%s', (_name, card, lane) => {
    expect(laneOf(card)).toBe(lane);
  });

  it('each live call stands in one lane', () => {
    const cards = [cardOf(), aiCardOf({}, { id: 'b' }), cardOf({ id: 'c', room: parked })];
    const board = boardOf(...cards);
    const shown = [...board.ringing, ...board.active, ...board.parked, ...board.ai];
    expect(shown.map(({ id }) => id).toSorted()).toEqual(['b', 'c', 'call-maria']);
  });
});

describe('since when', () => {
  it('a call that was sent on waits since then, not since it began', () => {
    expect(laneSince(cardOf({ room: handoff }))).toBe('2026-11-24T10:03:00Z');
  });
  it('a parked one since it was parked', () => {
    expect(laneSince(cardOf({ room: parked }))).toBe('2026-11-24T10:05:00Z');
  });
});

describe('the order', () => {
  it('who waits longest comes first', () => {
    const later = cardOf({ id: 'later', startedAt: '2026-11-24T10:00:09.000Z' });
    expect(boardOf(later, cardOf()).ringing.map(({ id }) => id)).toEqual(['call-maria', 'later']);
  });
  it('with the AI, those that want a person come first', () => {
    const asks = aiCardOf({ wants: WANTS }, { id: 'asks', startedAt: '2026-11-24T10:09:00.000Z' });
    expect(boardOf(aiCardOf(), asks).ai.map(({ id }) => id)).toEqual(['asks', 'call-maria']);
  });
});

it('what did not change is the same list, so that nothing of it is drawn again', () => {
  const ring = cardOf();
  const first = boardOf(ring, aiCardOf({}, { id: 'ai' }));
  const cards = { [ring.id]: ring, ai: aiCardOf({}, { id: 'ai', version: 3 }) };
  const second = liveBoard({ cards }, first);
  expect(second.ringing).toBe(first.ringing);
  expect(second.ai).not.toBe(first.ai);
  expect(liveBoard({ cards }, second)).toBe(second);
});
