import { describe, expect, it } from 'vitest';
import type { CallOutcome, OutcomeReason } from './call-state.ts';
import { callWord, isMissed } from './call-words.ts';

const ended = (
  direction: 'inbound' | 'outbound',
  outcome: CallOutcome,
  outcomeReason: OutcomeReason | null = null,
) => ({ direction, status: 'ended' as const, outcome, outcomeReason });

describe('the words of the history', () => {
  it.each([
    [ended('inbound', 'answered', 'caller_hung_up'), 'in_answered'],
    [ended('inbound', 'missed', 'ring_timeout'), 'in_missed_timeout'],
    [ended('inbound', 'missed', 'caller_hung_up'), 'in_missed_hung_up'],
    [ended('inbound', 'missed', 'network'), 'in_missed_network'],
    [ended('inbound', 'missed'), 'in_missed'],
    [ended('outbound', 'answered'), 'out_answered'],
    [ended('outbound', 'busy'), 'out_busy'],
    [ended('outbound', 'rejected'), 'out_rejected'],
    [ended('outbound', 'no_answer', 'ring_timeout'), 'out_no_answer'],
    [ended('outbound', 'cancelled', 'agent_hung_up'), 'out_cancelled'],
    [ended('outbound', 'failed', 'number_not_found'), 'out_not_found'],
    [ended('outbound', 'failed', 'agent_unreachable'), 'out_agent_unreachable'],
    [ended('outbound', 'failed', 'dial_refused'), 'out_refused'],
    [ended('outbound', 'failed'), 'out_failed'],
  ])('%j is %s', (call, word) => {
    expect(callWord(call)).toBe(word);
  });

  it.each(['ringing', 'connecting', 'active'] as const)(
    '%s has a word in both directions',
    (status) => {
      for (const direction of ['inbound', 'outbound'] as const) {
        const call = { direction, status, outcome: null, outcomeReason: null };
        expect(callWord(call)).toBe(`${direction === 'inbound' ? 'in' : 'out'}_${status}`);
        expect(isMissed(call)).toBe(false);
      }
    },
  );

  it('missed is only who called us and spoke with nobody', () => {
    expect(isMissed(ended('inbound', 'missed'))).toBe(true);
    expect(isMissed(ended('inbound', 'answered'))).toBe(false);
    expect(isMissed(ended('outbound', 'no_answer'))).toBe(false);
  });
});
