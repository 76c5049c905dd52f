import type { World } from '../world.ts';
import type { AudioItem, LoadedSource } from './audio-queue.ts';
import { emitConferenceAudio } from './conference-webhooks.ts';
import type { Conference, Member } from './conference.ts';
import { transcribeHeard } from './transcription.ts';
import { writeDownFor } from './utterance.ts';

export interface ConferenceAudio {
  kind: AudioItem['kind'];
  /** Event fields of a playback. */
  fields: Record<string, unknown>;
  /** The words, for the transcripts of the persons who hear them. */
  text: string | null;
  loops: AudioItem['loops'];
  load: AudioItem['load'];
}

/**
 * Plays something to all who are in the conference now, or to some of them. Who joins later does not
 * hear it.
 */
export async function playInConference(
  world: World,
  conference: Conference,
  some: Member[] | null,
  audio: ConferenceAudio,
): Promise<void> {
  const loaded = await audio.load();
  const members = (some ?? conference.members).filter(({ leg }) => leg.member !== null);
  const tell = (what: 'started' | 'ended'): void =>
    emitConferenceAudio(world, conference, some, `${audio.kind}.${what}`, audio.fields);
  if (!loaded.ok) {
    tell('ended');
    return;
  }
  tell('started');
  const legs = members.map(({ leg }) => leg);
  if (audio.text !== null) writeDownFor(legs, audio.text);
  await Promise.all(members.map((member) => playTo(world, member, loaded, audio.loops)));
  if (audio.text !== null) transcribeHeard(world, legs, audio.text);
  tell('ended');
}

async function playTo(
  world: World,
  { leg }: Member,
  { source }: LoadedSource & { ok: true },
  loops: AudioItem['loops'],
): Promise<void> {
  const rounds = loops === 'infinity' ? 1 : loops;
  for (let round = 0; round < rounds; round += 1) {
    const options = loops === 'infinity' ? { loop: true } : {};
    if ((await world.media.playTo(leg.id, source, options)) === 'cancelled') return;
  }
}

export function stopInConference(world: World, members: Member[]): void {
  for (const { leg } of members) world.media.stopPlayingTo(leg.id);
}
