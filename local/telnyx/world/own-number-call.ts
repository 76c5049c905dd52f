import { inBackground } from '../background.ts';
import type { World } from '../world.ts';
import { markAnswered } from './answering.ts';
import type { AudioItem } from './audio-queue.ts';
import { endLeg } from './ending.ts';
import { receiveCall } from './inbound-call.ts';
import type { Leg } from './leg.ts';

/**
 * A number of ours, dialled by us, comes back as a call from outside, as at Telnyx: two legs of the
 * same application. What the app has played to the first (`audio_url` of the dial) is what the caller
 * of the second says; nothing else is carried over.
 */
export async function ringOwnNumber(
  world: World,
  leg: Leg,
  audio: AudioItem['load'] | null,
): Promise<void> {
  const number = world.account.numberByE164(leg.to);
  const back = await receiveCall(
    world,
    {
      from: leg.from,
      to: leg.to,
      callerName: leg.callerIdName,
      attestation: 'A',
      script: [],
      toneHz: null,
    },
    String(number?.['connection_id'] ?? ''),
  );
  leg.whenEnded.push(() => {
    const { ending } = leg;
    if (ending) endLeg(world, back, { ...ending, source: 'caller' }, true);
  });
  if (back.state === 'ended' || leg.state === 'ended') {
    const ending = back.ending ?? leg.ending;
    if (ending) {
      endLeg(world, leg, ending, true);
      endLeg(world, back, ending, true);
    }
    return;
  }
  back.whenAnswered.push(() => {
    markAnswered(world, leg);
    if (audio) inBackground(speak(world, back, audio), 'the sound of a call to ourselves');
  });
  back.whenEnded.push(() => {
    const { ending } = back;
    if (ending) endLeg(world, leg, { ...ending, source: 'callee' }, true);
  });
}

async function speak(world: World, leg: Leg, load: AudioItem['load']): Promise<void> {
  const loaded = await load();
  if (loaded.ok && leg.state === 'answered') await world.media.speakAs(leg.id, loaded.source);
}
