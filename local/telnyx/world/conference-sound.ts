import { inBackground } from '../background.ts';
import type { World } from '../world.ts';
import { heardBy, isOnHold } from './conference.ts';
import type { Conference, HoldAudio, Member } from './conference.ts';

async function startMusic(world: World, member: Member, audio: HoldAudio | null): Promise<void> {
  const music = { audio };
  member.music = music;
  const loaded = audio === null ? null : await audio();
  // Taken off hold, or given another sound, meanwhile.
  if (member.music !== music || member.leg.state === 'ended') return;
  // What cannot be fetched gives way to the simulator's own: nobody waits in silence.
  const source = loaded?.ok === true ? loaded.source : ({ kind: 'music' } as const);
  world.media.setHoldMusic(member.leg.id, source);
}

export function stopMusic(world: World, member: Member): void {
  if (member.music === null) return;
  member.music = null;
  world.media.setHoldMusic(member.leg.id, null);
}

function applyHold(world: World, member: Member): void {
  if (!isOnHold(member)) {
    stopMusic(world, member);
    return;
  }
  const audio = member.holdAudio ?? member.conference.holdAudio;
  if (member.music?.audio === audio) return;
  inBackground(startMusic(world, member, audio), 'music on hold');
}

/** Who is in it, on hold or muted has changed: each hears whom it should, or music. */
export function applyConferenceSound(world: World, conference: Conference): void {
  for (const member of conference.members) {
    world.media.setHears(
      member.leg.id,
      heardBy(member).map(({ leg }) => leg.id),
    );
    applyHold(world, member);
    world.live.notify('call', { id: member.leg.id });
  }
}
