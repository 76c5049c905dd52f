import { describe, expect, it } from 'vitest';
import { toolSegmentOf } from '@/testing/transcript-segment.ts';
import { factsOf, type ToolCall, toolWords } from './tool-words.ts';

function toolOf(changes: Partial<ToolCall>): ToolCall {
  const { tool } = toolSegmentOf(changes);
  if (!tool) throw new Error('a tool call expected');
  return tool;
}

const startsAt = new Date(2026, 10, 26, 9).toISOString();

describe('a tool call in words', () => {
  it.each([
    [{}, '3 free slots found'],
    [{ result: { slots: [{}] } }, '1 free slot found'],
    [{ result: { slots: [] } }, 'No free slot found'],
    [{ name: 'book_visit', result: { startsAt } }, 'Booked Thu 9:00'],
    [{ name: 'reschedule_visit', result: { startsAt } }, 'Moved to Thu 9:00'],
    [{ name: 'cancel_visit', result: { startsAt } }, 'Cancelled Thu 9:00'],
    [{ name: 'look_up_client', result: { known: true } }, 'Recognised the caller'],
    [{ name: 'look_up_client', result: { known: false } }, 'Not recognised by the number'],
    [{ name: 'request_callback', result: { withinMinutes: 30 } }, 'Call-back within 30 min'],
    [
      { name: 'quote_price', result: { quotes: [{ service: 'Tap repair' }] } },
      'Price looked up: Tap repair',
    ],
    [{ name: 'request_person' }, 'Rings the team'],
    [
      { name: 'book_visit', ok: false, reason: 'slot_taken', result: {} },
      'Book a visit: that time had just been taken',
    ],
    [{ name: 'dance', ok: false, reason: 'no_such_reason' }, 'dance: something went wrong'],
  ] satisfies [Partial<ToolCall>, string][])('%# says what came of it', (tool, words) => {
    expect(toolWords(toolOf(tool))).toBe(words);
  });

  it('opens to what was asked and got, without ids and without code', () => {
    const facts = factsOf({
      part_of_day: 'afternoon',
      confirmed: true,
      address: null,
      slots: [{ slotId: 'f00', startsAt }],
      service: { name: 'Tap repair', durationMinutes: 60 },
    });
    expect(facts).toEqual([
      ['part of day', 'afternoon'],
      ['confirmed', 'yes'],
      ['slots', 'Thu Nov 26, 9:00'],
      ['service', 'Tap repair, 60'],
    ]);
  });
});
