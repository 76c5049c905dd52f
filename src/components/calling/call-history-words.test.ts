import { describe, expect, it } from 'vitest';
import { historyRow } from '@/testing/history-row.ts';
import { callSentence, followUp, handledBy, outsideName } from './call-history-words.ts';

const missed = { outcome: 'missed', agent: null, answeredAt: null, durationSeconds: null } as const;
const now = Date.parse('2026-11-20T16:00:00Z');
const outbound = { direction: 'outbound', answeredAt: null, durationSeconds: null } as const;

describe('the sentence of a call', () => {
  it.each([
    [historyRow(), 'Answered'],
    [historyRow({ summary: 'Kitchen tap' }), 'Answered. Kitchen tap'],
    [historyRow({ notes: ' Wants a quote ' }), 'Answered. Wants a quote'],
    [
      historyRow({ ...missed, outcomeReason: 'ring_timeout', waitSeconds: 25 }),
      'Missed. Nobody answered within 25 s',
    ],
    [
      historyRow({ ...missed, outcomeReason: 'caller_hung_up', waitSeconds: 4 }),
      'Missed. Hung up after 4 s',
    ],
    [historyRow({ ...outbound, outcome: 'busy' }), 'Called. Busy'],
    [historyRow({ ...outbound, outcome: 'rejected' }), 'Called. Rejected'],
    [
      historyRow({ ...outbound, outcome: 'no_answer', waitSeconds: 24 }),
      'Called. No answer, rang 24 s',
    ],
    [
      historyRow({ ...outbound, outcome: 'failed', outcomeReason: 'agent_unreachable' }),
      'Failed. Ana’s browser did not pick up',
    ],
    [historyRow({ status: 'active', outcome: null, endedAt: null }), 'In a call with Ana'],
  ])('%# says what happened', (row, sentence) => {
    expect(callSentence(row, now)).toBe(sentence);
  });

  it('names the client, else the number, else that it was withheld', () => {
    expect(outsideName(historyRow())).toBe('Maria Lopez');
    expect(outsideName(historyRow({ client: null }))).toBe('416 555-0123');
    expect(outsideName(historyRow({ client: null, fromNumber: null }))).toBe('Number withheld');
  });

  it('reds "Nobody" for a missed call only', () => {
    expect(handledBy(historyRow(missed))).toEqual({
      name: null,
      isNobody: true,
      isBad: true,
      isAi: false,
    });
    expect(handledBy(historyRow({ ...outbound, outcome: 'failed', agent: null }))).toEqual({
      name: null,
      isNobody: true,
      isAi: false,
      isBad: false,
    });
    expect(handledBy(historyRow())).toMatchObject({ name: 'Ana', isBad: false });
    expect(
      handledBy(historyRow({ agent: null, handledBy: 'forward', forwardedTo: '+1416•••0198' })),
    ).toMatchObject({ name: 'Mobile', isNobody: false, isBad: false });
  });
});

describe('the follow-up of a call', () => {
  const task = { id: 'task-1', doneAt: null, assignedName: null };

  it('is late once the time is over, due before, done when ticked off', () => {
    const at = (dueAt: string, more = {}) =>
      followUp(historyRow({ task: { ...task, dueAt, ...more } }), now);
    expect(at('2026-11-20T15:30:00Z')).toEqual({ tone: 'bad', text: 'Call back, late' });
    expect(at('2026-11-20T16:30:00Z')?.tone).toBe('warn');
    expect(at('2026-11-20T16:30:00Z', { assignedName: 'Ben' })?.text).toMatch(/^Ben by /);
    expect(at('2026-11-20T15:30:00Z', { doneAt: '2026-11-20T15:50:00Z' })).toEqual({
      tone: 'ok',
      text: 'Called back',
    });
    expect(followUp(historyRow(), now)).toBeNull();
  });
});
