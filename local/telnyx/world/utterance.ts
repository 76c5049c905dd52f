import { legsOf } from '../ai/session.ts';
import type { World } from '../world.ts';
import { hearersOf } from './conference.ts';
import type { Leg } from './leg.ts';
import { transcribeHeard, transcribeSaid } from './transcription.ts';

/** The other end of its bridge, its conference's members, or the others in a conversation. */
function joinedWith(leg: Leg): Leg[] {
  if (leg.partner !== null) return [leg.partner];
  if (leg.member !== null) return hearersOf(leg.member).map((member) => member.leg);
  return leg.ai === null ? [] : legsOf(leg.ai).filter((other) => other !== leg);
}

/** To whom a supervisor speaks. */
function supervisedBy({ supervises }: Leg): Leg[] {
  if (supervises === null || supervises.role === 'monitor') return [];
  const { leg, role } = supervises;
  return role === 'whisper' ? [leg] : [leg, ...joinedWith(leg)];
}

/** Who hears what the leg's party says, supervisors included. */
export function listenersOf(leg: Leg): Leg[] {
  const direct = [...joinedWith(leg), ...supervisedBy(leg)];
  const listening = [leg, ...direct].flatMap(({ supervisors }) => [...supervisors]);
  const all = new Set([...direct, ...listening]);
  all.delete(leg);
  return [...all];
}

/** The persons among those who listen have the words in their transcripts. */
export function writeDownFor(listeners: Leg[], text: string): void {
  for (const { party } of listeners) {
    if (party.kind === 'person') party.record.transcript.push(text);
  }
}

/** The leg's party begins to speak: an assistant on the leg listens. */
export function beginUtterance(leg: Leg): void {
  leg.ai?.callerBegan();
}

/** It has finished: an assistant and transcriptions, here and at the other end, have the words. */
export function endUtterance(world: World, leg: Leg, text: string | null): void {
  leg.ai?.callerEnded(text);
  if (text === null) return;
  transcribeSaid(world, leg, text);
  transcribeHeard(world, listenersOf(leg), text);
}

/** Words without a sound of their own: a browser's, whose microphone is not understood. */
export function hearWords(world: World, leg: Leg, text: string): void {
  writeDownFor(listenersOf(leg), text);
  beginUtterance(leg);
  endUtterance(world, leg, text);
}
