import { inBackground } from '../background.ts';
import type { ByeCause } from '../rtc/rtc-gateway.ts';
import type { World } from '../world.ts';
import { endAudioWithCall } from './audio-queue.ts';
import { chargeLeg } from './charging.ts';
import { stopGather } from './gather.ts';
import { emitHangup } from './leg-webhooks.ts';
import type { Ending, Leg } from './leg.ts';
import { stopRecording } from './record-leg.ts';

/** Who a hang-up by our app comes from, seen from this leg. */
export function appHangup(leg: Leg): Ending {
  if (leg.state === 'answered') {
    const source = leg.origin === 'app' ? 'caller' : 'callee';
    return { cause: 'normal_clearing', source, sipCause: '200' };
  }
  return leg.origin === 'app'
    ? { cause: 'originator_cancel', source: 'caller', sipCause: '487' }
    : { cause: 'call_rejected', source: 'callee', sipCause: '603' };
}

/** How a hang-up by the leg's own party looks. */
export function partyHangup(leg: Leg): Ending {
  const isCaller = leg.origin !== 'app';
  const source = isCaller ? 'caller' : 'callee';
  if (leg.state === 'answered') return { cause: 'normal_clearing', source, sipCause: '200' };
  return isCaller
    ? { cause: 'originator_cancel', source, sipCause: '487' }
    : { cause: 'call_rejected', source, sipCause: '603' };
}

function byeFor(leg: Leg, ending: Ending): ByeCause {
  if (leg.answeredAtMs !== null) {
    return { cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: 200, sipReason: 'OK' };
  }
  if (leg.origin !== 'browser') {
    const sip = { sipCode: 487, sipReason: 'Request Terminated' };
    return { cause: 'ORIGINATOR_CANCEL', causeCode: 487, ...sip };
  }
  switch (ending.cause) {
    case 'user_busy':
      return { cause: 'USER_BUSY', causeCode: 17, sipCode: 486, sipReason: 'Busy Here' };
    case 'call_rejected':
      return { cause: 'CALL_REJECTED', causeCode: 21, sipCode: 603, sipReason: 'Decline' };
    case 'not_found':
      return { cause: 'UNALLOCATED_NUMBER', causeCode: 1, sipCode: 404, sipReason: 'Not Found' };
    case 'normal_clearing':
      return { cause: 'NORMAL_CLEARING', causeCode: 16, sipCode: 200, sipReason: 'OK' };
    default: {
      const sip = { sipCode: 480, sipReason: 'Temporarily Unavailable' };
      return { cause: 'NO_ANSWER', causeCode: 19, ...sip };
    }
  }
}

/** Keeps what a person heard, and the sound of the call, before the leg's media is freed. */
async function releaseMedia(world: World, leg: Leg): Promise<void> {
  const { party, id } = leg;
  if (party.kind === 'person' && leg.answeredAtMs !== null) {
    party.record.heardAtEnd = await world.media.heard(id);
    const wav = await world.media.wavOf(id);
    if (wav !== null) await world.wavFiles.write(id, wav);
  }
  await world.media.close(id);
}

/**
 * Ends a leg: its audio, gather and recordings are over, `call.hangup` goes out, and its partner is
 * hung up too unless it asked to stay (`park_after_unbridge: self`).
 *
 * @param byParty the party itself hung up, so it is not told again
 */
export function endLeg(world: World, leg: Leg, ending: Ending, byParty = false): void {
  if (leg.state === 'ended') return;
  const isAnswered = leg.state === 'answered';
  for (const timer of leg.timers) timer.cancel();
  leg.timers.clear();
  if (isAnswered) {
    endAudioWithCall(world, leg);
    stopGather(world, leg, 'call_hangup');
    leg.ai?.legEnded(leg, byParty);
  }
  leg.state = 'ended';
  leg.endedAtMs = world.clock.now();
  leg.ending = ending;
  const { partner } = leg;
  if (partner !== null) {
    world.media.unbridge(leg.id);
    leg.partner = null;
    partner.partner = null;
  }
  emitHangup(world, leg);
  chargeLeg(world, leg);
  const recording = world.recordings.running(leg);
  const recorded = recording === undefined ? Promise.resolve() : stopRecording(world, recording);
  if (leg.party.kind === 'browser' && !byParty) world.gateway().bye(leg.id, byeFor(leg, ending));
  inBackground(
    recorded.then(() => releaseMedia(world, leg)),
    'closing a leg',
  );
  world.live.notify('call', { id: leg.id });
  for (const run of leg.whenEnded.splice(0)) run();
  if (partner !== null && !partner.parkAfterUnbridge) endLeg(world, partner, appHangup(partner));
}

/** Takes a leg out of its bridge. The partner it leaves is hung up, unless it asked to stay. */
export function leaveBridge(world: World, leg: Leg): void {
  const { partner } = leg;
  if (partner === null) return;
  world.media.unbridge(leg.id);
  leg.partner = null;
  partner.partner = null;
  if (!partner.parkAfterUnbridge) endLeg(world, partner, appHangup(partner));
}
