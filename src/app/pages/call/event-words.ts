import { aiCallCopy } from '@/components/calling/ai-call-copy.ts';
import type { StoryEvent, StoryLeg } from '@core/contracts/call-story.ts';
import { displayNumber } from '@core/e164.ts';
import { type CallPeople, legField } from './call-people.ts';
import { type EventFacts, eventCopy } from './event-copy.ts';
import { eventKeys } from './event-look.ts';

/** What happened, in one plain sentence; of a kind that nobody wrote one for, the words of its name. */
export function eventWords(event: StoryEvent, direction: string, people: CallPeople): string {
  const facts = factsOfEvent(event, direction, people);
  const part = textOf(event.fields['kind']) ?? textOf(event.fields['role']);
  const keys = [...(part ? [`${event.type}.${part}`] : []), ...eventKeys(event, direction)];
  for (const key of keys) {
    const say = eventCopy.events[key];
    if (say) return say(facts);
  }
  return spelledOut(event.type);
}

/** A command in words, `Ring the browser`. */
export function commandWords(kind: string): string {
  return eventCopy.commands[kind] ?? spelledOut(kind);
}

export function causeWords(cause: StoryLeg['hangupCause']): string {
  return cause === null ? '' : (eventCopy.causes[cause] ?? spelledOut(cause).toLowerCase());
}

/** `party.asked_in` as `Party asked in`. */
function spelledOut(name: string): string {
  const words = name.replace(/[._]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

function factsOfEvent(event: StoryEvent, direction: string, people: CallPeople): EventFacts {
  const { fields } = event;
  const role = legField(event, 'role');
  const number = legField(event, 'attempt');
  const ids = fields['memberIds'];
  const reason = textOf(fields['reason']);
  return {
    who: people.member(fields['memberId']),
    agent: people.agent(role === 'agent' ? number : fields['attempt']),
    outside: people.outside,
    party: people.party(role === 'party' ? number : fields['party']),
    names: Array.isArray(ids) ? ids.map(people.member).filter((name) => name !== null) : null,
    to: target(fields['to'], people),
    reason: (reason && (aiCallCopy.reasons as Record<string, string>)[reason]) ?? null,
    text: textOf(fields['text']) ?? reason,
    kind: textOf(fields['kind']) && commandWords(String(fields['kind'])),
    code: textOf(fields['code']),
    endedBy: endedBy(textOf(fields['source']), direction),
    count: typeof fields['digits'] === 'number' ? fields['digits'] : 0,
    seconds: typeof fields['aiAfterMs'] === 'number' ? Math.round(fields['aiAfterMs'] / 1_000) : 0,
  };
}

/** Telnyx names the side that hung up by the leg: of a call in, the outside party is its caller. */
function endedBy(source: string | null, direction: string): EventFacts['endedBy'] {
  if (source !== 'caller' && source !== 'callee') return null;
  return (source === 'caller') === (direction === 'inbound') ? 'outside' : 'us';
}

function target(to: unknown, people: CallPeople): string | null {
  if (typeof to === 'string') return displayNumber(to);
  if (typeof to !== 'object' || to === null) return null;
  const { memberId, number } = to as Record<string, unknown>;
  return people.member(memberId) ?? (typeof number === 'string' ? displayNumber(number) : null);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
