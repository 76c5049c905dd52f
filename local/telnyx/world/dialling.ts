import { inBackground } from '../background.ts';
import type { WebhookRoute } from '../webhooks/webhook-route.ts';
import type { World } from '../world.ts';
import type { AudioItem } from './audio-queue.ts';
import { endLeg } from './ending.ts';
import { emitInitiated } from './leg-webhooks.ts';
import type { Ending, CustomHeader, Leg, LegParty } from './leg.ts';
import { createLeg, newPersonRecord, setLegTimer } from './leg.ts';
import { ringOwnNumber } from './own-number-call.ts';
import { comeAlive, reactToRinging } from './people.ts';

export interface OutboundCall {
  connectionId: string;
  /** +E.164, or `sip:<user>@sip.telnyx.com`. */
  to: string;
  from: string;
  callerIdName: string;
  timeoutMs: number;
  timeLimitMs: number;
  /** False: an unanswered call ends as `no_answer` instead of `timeout`. */
  retryOnTimeout: boolean;
  sessionId?: string;
  clientState: string | null;
  customHeaders: CustomHeader[];
  parkAfterUnbridge: boolean;
  route: WebhookRoute | null;
  digitsOnAnswer: string;
  /** The outbound voice profile of a call to a number (world/outbound-rules.ts). */
  voiceProfileId: string | null;
  /** Played to the called party when it answers (`audio_url`). */
  audio?: AudioItem['load'] | null;
  /** Telnyx's own test number: no cost, no limits. */
  isFree?: boolean;
}

const NOT_REGISTERED: Ending = { cause: 'unspecified', source: 'callee', sipCause: '480' };
/** Of the user's own connection (D18). */
const CONNECTION_INACTIVE: Ending = { cause: 'not_found', source: 'callee', sipCause: '404' };
const SIP_CALLS_DISABLED: Ending = { cause: 'call_rejected', source: 'callee', sipCause: '403' };
const SIP_CALLS_ALLOWED = ['internal', 'unrestricted'];

/** The user of a `sip:` address at Telnyx, or null for a phone number. */
export function sipUserOf(address: string): string | null {
  return /^sips?:([^@;]+)@/i.exec(address)?.[1] ?? null;
}

/** A number of ours comes back to us, unless a test plays whoever answers there. */
function isOurs(world: World, to: string): boolean {
  const isPlayed = world.callees.list().some(([number]) => number === to);
  return !isPlayed && world.account.numberByE164(to) !== null;
}

function partyOf(world: World, to: string): LegParty {
  const sipUsername = sipUserOf(to);
  if (sipUsername !== null) return { kind: 'browser', sipUsername };
  const { behaviour, script, toneHz } = world.callees.of(to);
  // Somebody plays this person by hand: it says nothing of its own accord.
  const isSilent = behaviour === 'manual' || isOurs(world, to);
  const ownScript = script ?? (isSilent ? [] : null);
  return { kind: 'person', record: newPersonRecord(ownScript, toneHz) };
}

async function ringPerson(world: World, leg: Leg, audio: AudioItem['load'] | null): Promise<void> {
  await world.media.createPerson(leg.id);
  if (leg.state === 'ended') await world.media.close(leg.id);
  else if (isOurs(world, leg.to)) await ringOwnNumber(world, leg, audio);
  else reactToRinging(world, leg, world.callees.of(leg.to));
}

async function ringBrowser(world: World, leg: Leg, sipUsername: string): Promise<void> {
  const credential = world.account.credentialByUsername(sipUsername);
  if (credential === null || world.account.isExpired(credential)) {
    endLeg(world, leg, NOT_REGISTERED, true);
    return;
  }
  const connection = world.account.credentialConnections.get(credential.connectionId);
  const preference = String(connection?.['sip_uri_calling_preference'] ?? '');
  if (connection?.['active'] !== true || !SIP_CALLS_ALLOWED.includes(preference)) {
    const isInactive = connection?.['active'] !== true;
    endLeg(world, leg, isInactive ? CONNECTION_INACTIVE : SIP_CALLS_DISABLED, true);
    return;
  }
  const isRinging = await world.gateway().invite({
    legId: leg.id,
    sipUsername,
    callerName: leg.callerIdName,
    callerNumber: leg.from,
    calleeNumber: sipUsername,
    callControlId: leg.callControlId,
    callLegId: leg.id,
    callSessionId: leg.sessionId,
    customHeaders: leg.customHeaders,
    ...(leg.clientState === null ? {} : { clientState: leg.clientState }),
  });
  if (!isRinging) endLeg(world, leg, NOT_REGISTERED, true);
}

/** Rings a number or a browser. The leg exists at once; everything else comes by webhook. */
export function placeCall(world: World, call: OutboundCall): Leg {
  const party = partyOf(world, call.to);
  const leg = createLeg(world.clock, { ...call, origin: 'app', party });
  world.legs.add(leg);
  if (call.voiceProfileId !== null) world.account.ledger.noteDial();
  if (party.kind === 'person') leg.whenAnswered.push(() => comeAlive(world, leg));
  if (call.digitsOnAnswer !== '') {
    leg.whenAnswered.push(() => {
      inBackground(world.media.dtmfTo(leg.id, call.digitsOnAnswer), 'sending digits');
    });
  }
  setLegTimer(world.clock, leg, call.timeoutMs, () => {
    const cause = call.retryOnTimeout ? 'timeout' : 'no_answer';
    endLeg(world, leg, { cause, source: 'callee', sipCause: '487' });
  });
  // The reply to the command leaves first, as at Telnyx: dialling is asynchronous.
  world.clock.setTimeout(() => {
    if (leg.state === 'ended') return;
    emitInitiated(world, leg, false);
    world.live.notify('call', { id: leg.id });
    const ringing =
      party.kind === 'person'
        ? ringPerson(world, leg, call.audio ?? null)
        : ringBrowser(world, leg, party.sipUsername);
    inBackground(ringing, 'ringing');
  }, 0);
  return leg;
}
