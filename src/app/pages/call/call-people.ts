import { numberWords } from '@/calling/number-words.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import type { CallStory, StoryEvent } from '@core/contracts/call-story.ts';
import { displayNumber } from '@core/e164.ts';

/** Whom a call's log speaks of, by the numbers and ids that stand in it. */
export interface CallPeople {
  /** The party outside. */
  outside: string;
  member(id: unknown): string | null;
  /** Who was to be connected in this try. */
  agent(attempt: unknown): string | null;
  /** Who was brought in as this number. */
  party(number: unknown): string | null;
}

/** Reads from the log who is who in it. */
export function callPeople({ call, people, events }: CallStory): CallPeople {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const member = (id: unknown) => (typeof id === 'string' ? (names.get(id) ?? null) : null);
  const agents = new Map<unknown, string | null>();
  const parties = new Map<unknown, string | null>();
  for (const { type, fields } of events) {
    if (type === 'call.claimed') agents.set(fields['attempt'], member(fields['memberId']));
    if (type === 'call.placed') agents.set(1, member(fields['memberId']));
    if (type === 'party.asked') parties.set(fields['party'], addressee(fields['who'], member));
  }
  return {
    outside: call.client?.name ?? numberWords(outsideNumber(call)),
    member,
    agent: (attempt) => agents.get(attempt) ?? null,
    party: (number) => parties.get(number) ?? null,
  };
}

function addressee(who: unknown, member: CallPeople['member']): string | null {
  if (typeof who !== 'object' || who === null) return null;
  const { kind, memberId, to, phoneNumber } = who as Record<string, unknown>;
  if (kind === 'member') return member(memberId);
  const number = to ?? phoneNumber;
  return typeof number === 'string' ? displayNumber(number) : null;
}

/** A field of the leg that an event is about. */
export function legField(event: StoryEvent, name: 'role' | 'attempt' | 'callControlId'): unknown {
  const leg = event.fields['leg'];
  return typeof leg === 'object' && leg !== null
    ? (leg as Record<string, unknown>)[name]
    : undefined;
}
