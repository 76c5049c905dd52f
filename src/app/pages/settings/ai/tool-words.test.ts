import { expect, it } from 'vitest';
import type { TestTool } from '@core/contracts/manage-ai.ts';
import { effectWords, toolWords } from './tool-words.ts';

const tool = (changes: Partial<TestTool>): TestTool => ({
  name: 'find_slots',
  arguments: {},
  ok: true,
  reason: null,
  result: {},
  duration_ms: 12,
  ...changes,
});

const TORONTO = 'America/Toronto';

it('free slots come with the service and the times, by the business’s clock', () => {
  const call = tool({
    result: {
      service: { name: 'Tap repair', durationMinutes: 60 },
      slots: [
        { slotId: 's1', startsAt: '2026-11-23T13:00:00.000000Z' },
        { slotId: 's2', startsAt: '2026-11-24T15:30:00.000000Z' },
      ],
    },
  });
  expect(toolWords(call, TORONTO)).toEqual({
    title: 'Free slots: Tap repair, 60 min',
    detail: 'Mon, Nov 23, 8:00 · Tue, Nov 24, 10:30',
  });
});

it('a booking that was only tried says “would”, a real one does not', () => {
  const result = {
    startsAt: '2026-11-23T13:00:00.000000Z',
    service: 'Tap repair',
    technician: 'Luis',
    name: 'Ann',
  };
  const tried = tool({ name: 'book_visit', result: { ...result, wouldDo: true } });
  expect(toolWords(tried, TORONTO).title).toBe('Would book Mon, Nov 23, 8:00');
  expect(toolWords(tool({ name: 'book_visit', result }), TORONTO)).toEqual({
    title: 'Booked Mon, Nov 23, 8:00',
    detail: 'Tap repair, Luis, Ann',
  });
});

it('prices are said as they are listed', () => {
  const quotes = [{ service: 'Toilet repair', currency: 'CAD', priceCents: 14_550 }];
  expect(toolWords(tool({ name: 'quote_price', result: { quotes } }), TORONTO).detail).toBe(
    'Toilet repair $145.50',
  );
});

it('a refusal says why in words, never as a code that is known', () => {
  const call = tool({ name: 'book_visit', ok: false, reason: 'not_confirmed' });
  expect(toolWords(call, TORONTO).title).toMatch(/visit: the caller had not said yes/);
});

it('a tool that nobody told us about is shown all the same', () => {
  expect(toolWords(tool({ name: 'send_fax', result: { message: 'Sent' } }), TORONTO)).toEqual({
    title: 'send fax',
    detail: 'Sent',
  });
});

it('an expected effect is a phrase', () => {
  expect(effectWords({ tool: 'book_visit', ok: true, service: 'Tap repair' })).toBe(
    'Books a visit: Tap repair',
  );
  expect(effectWords({ tool: 'quote_price', ok: false })).toBe('Says a price, refused');
});
