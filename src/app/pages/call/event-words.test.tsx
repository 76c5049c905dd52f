// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '@/lib/language.ts';
import { legOf, storyEvent, storyOf } from '@/testing/call-story.ts';
import { callPeople } from './call-people.ts';
import { causeWords, commandWords, eventWords } from './event-words.ts';

afterEach(() => setLanguage('en'));

const events = [
  storyEvent(1, 'call.claimed', { attempt: 1, memberId: 'ana' }),
  storyEvent(2, 'party.asked', {
    party: 1,
    memberId: 'ana',
    role: 'consult',
    who: { kind: 'member', memberId: 'ben' },
  }),
  storyEvent(3, 'party.asked', {
    party: 2,
    memberId: 'ana',
    role: 'guest',
    who: { kind: 'outside', to: '+14165550199', clientId: null },
  }),
];
const people = callPeople(storyOf({ events }));
const say = (type: string, fields: Record<string, unknown> = {}, direction = 'inbound') =>
  eventWords(storyEvent(1, type, fields), direction, people);

describe('an event in plain words', () => {
  it.each<[string, Record<string, unknown>, string]>([
    ['leg.initiated', legOf('external'), 'Maria Lopez called'],
    ['leg.initiated', legOf('agent', 1), 'Ringing Ana’s browser'],
    ['leg.paired', legOf('agent', 1), 'Telnyx took the join'],
    ['leg.bridged', legOf('agent', 1), 'Ana and Maria Lopez hear each other'],
    ['leg.ended', { ...legOf('external'), source: 'caller' }, 'Maria Lopez hung up'],
    ['leg.ended', { ...legOf('external'), source: 'callee' }, 'We hung up'],
    ['leg.ended', { ...legOf('external'), source: 'unknown' }, 'The call ended'],
    ['leg.ended', legOf('party', 1), 'Ben left'],
    ['ring.step_began', { memberIds: ['ana', 'ben'] }, 'Rang Ana and Ben'],
    ['ring.step_began', { memberIds: null }, 'Rang everybody'],
    ['call.declined', { memberId: 'ben' }, 'Ben declined'],
    ['call.declined', { memberId: 'nobody known' }, 'A colleague declined'],
    ['ai.requested', { reason: 'overflow', memberId: null }, 'Nobody answered in time'],
    ['ai.requested', { reason: 'sent_by_agent', memberId: 'ana' }, 'Ana sent the call to the AI'],
    ['person.requested', { reason: 'Wants a refund' }, 'The AI asked for a person: Wants a refund'],
    ['hold.began', { hold: 1, party: null, memberId: 'ana' }, 'Ana put Maria Lopez on hold'],
    ['hold.began', { hold: 1, party: 1, memberId: 'ana' }, 'Ana put Ben on hold'],
    ['party.asked', { party: 1, memberId: 'ana', role: 'consult' }, 'Ana consulted Ben'],
    ['party.asked', { party: 2, memberId: 'ana', role: 'guest' }, 'Ana asked 416 555-0199 in'],
    [
      'handoff.began',
      { kind: 'transfer', memberId: 'ana', to: { memberId: 'ben' } },
      'Ana sent the call to Ben',
    ],
    ['handoff.began', { kind: 'lost', memberId: 'ana' }, 'Ana’s browser was gone: it rings again'],
    ['handoff.began', { kind: 'unheard_of' }, 'The call waits for somebody to take it on'],
    ['digits.pressed', { memberId: 'ana', digits: 4 }, 'Ana pressed 4 keys'],
    [
      'command.failed',
      { kind: 'dial_agent', code: '90018' },
      'Telnyx refused: Ring the browser (90018)',
    ],
    ['party.asked_to_dance', { party: {} }, 'Party asked to dance'],
    ['leg.wondered', legOf('external'), 'Leg wondered'],
  ])('%s %j', (type, fields, words) => {
    expect(say(type, fields)).toBe(words);
  });

  it('of a call out the other side is the callee', () => {
    expect(say('leg.ended', { ...legOf('external'), source: 'callee' }, 'outbound')).toBe(
      'Maria Lopez hung up',
    );
    expect(say('leg.answered', legOf('external'), 'outbound')).toBe('Maria Lopez answered');
  });

  it('speaks French', () => {
    setLanguage('fr');
    expect(say('hold.began', { hold: 1, party: null, memberId: 'ana' })).toBe(
      'Ana a mis Maria Lopez en attente',
    );
    expect(say('ring.step_began', { memberIds: ['ana', 'ben'] })).toBe('A sonné chez Ana et Ben');
  });

  it('names commands and causes, also those it does not know', () => {
    expect(commandWords('open_room')).toBe('Open the room');
    expect(commandWords('play_trumpet')).toBe('Play trumpet');
    expect(causeWords('user_busy')).toBe('busy');
    expect(causeWords('odd_cause')).toBe('odd cause');
    expect(causeWords(null)).toBe('');
  });
});
