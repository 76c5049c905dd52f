import { countryOf } from '../account/destinations.ts';
import { outboundRateUsd } from '../account/prices.ts';
import type { Resource } from '../account/resources.ts';
import { TIER_LIMITS } from '../account/settings.ts';
import type { TierLimits } from '../account/settings.ts';
import {
  accountChannelLimit,
  connectionChannelLimit,
  featureLimited,
  insufficientFunds,
  notAllowed,
  voiceProfileChannelLimit,
} from '../telnyx-error.ts';
import type { Refusal } from '../telnyx-error.ts';
import type { World } from '../world.ts';
import { sipUserOf } from './dialling.ts';
import type { Leg } from './leg.ts';

export type OutboundVerdict =
  | { ok: true; voiceProfileId: string | null; maxLengthMs: number | null }
  | { ok: false; refusal: Refusal };

/** Live calls to numbers, which are what channel limits count. */
function liveOutbound(world: World): Leg[] {
  return world.legs
    .live()
    .filter((leg) => leg.party.kind === 'person' && leg.origin === 'app' && !leg.isFree);
}

function refuseByAccount(world: World, limits: TierLimits, live: number): Refusal | null {
  const { ledger } = world.account;
  const { concurrentOutbound, callsPerHour, callsPerDay } = limits;
  if (ledger.balanceUsd() <= 0) return insufficientFunds;
  if (callsPerHour !== null && ledger.dialsInLastHour() >= callsPerHour) {
    return featureLimited(`An account of this level may call out ${callsPerHour} times an hour.`);
  }
  if (callsPerDay !== null && ledger.dialsInLastDay() >= callsPerDay) {
    return featureLimited(`An account of this level may call out ${callsPerDay} times a day.`);
  }
  if (concurrentOutbound !== null && live >= concurrentOutbound) {
    return accountChannelLimit(concurrentOutbound);
  }
  return null;
}

function refuseByProfile(world: World, profile: Resource, to: string, live: Leg[]): Refusal | null {
  const country = countryOf(to);
  const allowed = profile['whitelisted_destinations'] as string[];
  if (profile['enabled'] !== true) return notAllowed('The outbound voice profile is disabled.');
  if (country === null || !allowed.includes(country)) {
    const detail = `Calls to ${country ?? 'this destination'} are blocked: it is not among the`;
    return notAllowed(`${detail} outbound voice profile's whitelisted destinations (D41).`);
  }
  const maxRate = profile['max_destination_rate'];
  if (typeof maxRate === 'number' && outboundRateUsd(to) > maxRate) {
    return notAllowed("The destination costs more than the profile's max_destination_rate (D41).");
  }
  const channels = profile['concurrent_call_limit'];
  const busy = live.filter((leg) => leg.voiceProfileId === profile.id).length;
  if (typeof channels === 'number' && busy >= channels) return voiceProfileChannelLimit(channels);
  const limitUsd = Number(profile['daily_spend_limit'] ?? Infinity);
  const spentUsd = world.account.ledger.spentTodayOnUsd(profile.id);
  if (profile['daily_spend_limit_enabled'] === true && spentUsd >= limitUsd) {
    return notAllowed("The outbound voice profile's daily spend limit has been reached.");
  }
  return null;
}

function refuseByConnection(world: World, connectionId: string, live: Leg[]): Refusal | null {
  const connection = world.account.connectionById(connectionId);
  const limit = (connection?.['outbound'] as { channel_limit?: unknown } | undefined)
    ?.channel_limit;
  if (typeof limit !== 'number') return null;
  const busy = live.filter((leg) => leg.connectionId === connectionId).length;
  return busy >= limit ? connectionChannelLimit(limit) : null;
}

/**
 * May this connection call this destination now? Calls to a number need an outbound voice profile
 * and keep to its limits and the account's; calls to `sip:` addresses at Telnyx do not.
 */
export function judgeOutbound(world: World, connectionId: string, to: string): OutboundVerdict {
  if (sipUserOf(to) !== null) return { ok: true, voiceProfileId: null, maxLengthMs: null };
  const { account } = world;
  const limits = TIER_LIMITS[account.settings.tier];
  const profile = account.voiceProfileOf(connectionId);
  if (profile === null) {
    const detail = 'The connection has no outbound voice profile (D38).';
    return { ok: false, refusal: notAllowed(detail) };
  }
  const live = liveOutbound(world);
  const refusal =
    refuseByProfile(world, profile, to, live) ??
    refuseByConnection(world, connectionId, live) ??
    refuseByAccount(world, limits, live.length);
  if (refusal !== null) return { ok: false, refusal };
  return { ok: true, voiceProfileId: profile.id, maxLengthMs: limits.callLengthMs };
}
