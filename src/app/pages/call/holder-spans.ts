import type { CallStory, StoryEvent } from '@core/contracts/call-story.ts';
import { type CallPeople, legField } from './call-people.ts';

/** Who or what had the caller. */
export type HolderKind =
  | 'rang'
  | 'calling'
  | 'ai'
  | 'person'
  | 'held'
  | 'parked'
  | 'waiting'
  | 'mobile'
  | 'message';

export interface HolderSpan {
  kind: HolderKind;
  /** The person's name, where there is one. */
  name: string | null;
  fromMs: number;
  toMs: number;
}

type Holder = Pick<HolderSpan, 'kind' | 'name'>;
interface Reading {
  isInbound: boolean;
  people: CallPeople;
  /** Who holds the call, or is about to. */
  agent: string | null;
  /** Holds of the outside party that have not ended. */
  holds: Set<unknown>;
}

/**
 * Who had the caller, from the call's beginning to its end, as its log tells it. Spans follow each
 * other without a gap.
 *
 * @param lengthMs how long the call lasted, or lasts until now
 */
export function holderSpans(story: CallStory, people: CallPeople, lengthMs: number): HolderSpan[] {
  const { call } = story;
  const since = Date.parse(call.startedAt);
  const isInbound = call.direction === 'inbound';
  const reading: Reading = { isInbound, people, agent: null, holds: new Set() };
  const spans: HolderSpan[] = [
    { kind: isInbound ? 'rang' : 'calling', name: null, fromMs: 0, toMs: lengthMs },
  ];
  const change = (next: Holder, atMs: number) => {
    const last = spans.at(-1);
    if (!last || (last.kind === next.kind && last.name === next.name)) return;
    const at = Math.min(Math.max(atMs, last.fromMs), lengthMs);
    last.toMs = at;
    spans.push({ ...next, fromMs: at, toMs: lengthMs });
  };
  for (const event of story.events) {
    if (event.ignoredReason !== null) continue;
    const next = afterEvent(event, reading, spans.at(-1)?.kind ?? 'rang');
    if (next) change(next, Date.parse(event.at) - since);
  }
  // The log may have lost the news that somebody was on; the call knows it was answered.
  if (spans.length === 1 && call.answeredAt && call.agent) {
    change({ kind: 'person', name: call.agent.name }, Date.parse(call.answeredAt) - since);
  }
  return spans.filter((span) => span.toMs > span.fromMs);
}

function afterEvent(event: StoryEvent, reading: Reading, now: HolderKind): Holder | null {
  return event.type.startsWith('leg.')
    ? afterLegEvent(event, reading)
    : afterOwnEvent(event, reading, now);
}

function afterLegEvent(event: StoryEvent, reading: Reading): Holder | null {
  const role = legField(event, 'role');
  const { type } = event;
  const isAnswer = type === 'leg.answered' || type === 'leg.bridged';
  if (role === 'forward') return isAnswer ? { kind: 'mobile', name: null } : null;
  if (role === 'external' && type === 'leg.answered' && !reading.isInbound) return person(reading);
  if (role !== 'agent' || (type !== 'leg.bridged' && type !== 'leg.joined')) return null;
  if (reading.holds.size > 0) return null;
  reading.agent = reading.people.agent(legField(event, 'attempt')) ?? reading.agent;
  return person(reading);
}

function person({ agent }: Reading): Holder {
  return { kind: 'person', name: agent };
}

function afterOwnEvent(
  { type, fields }: StoryEvent,
  reading: Reading,
  now: HolderKind,
): Holder | null {
  switch (type) {
    case 'call.placed':
    case 'call.claimed':
      reading.agent = reading.people.member(fields['memberId']);
      return typeof fields['fromParty'] === 'number' ? person(reading) : null;
    case 'ai.started':
      return { kind: 'ai', name: null };
    case 'ai.ended':
      return now === 'ai' ? { kind: 'waiting', name: null } : null;
    case 'message.began':
      return { kind: 'message', name: null };
    case 'hold.began':
      if (fields['party'] !== null && fields['party'] !== undefined) return null;
      reading.holds.add(fields['hold']);
      return { kind: 'held', name: reading.agent };
    case 'hold.ended':
      return reading.holds.delete(fields['hold']) && reading.holds.size === 0 && now === 'held'
        ? person(reading)
        : null;
    case 'call.parked':
      reading.holds.clear();
      return { kind: 'parked', name: null };
    case 'handoff.began':
      reading.holds.clear();
      return { kind: 'waiting', name: null };
    default:
      return null;
  }
}
