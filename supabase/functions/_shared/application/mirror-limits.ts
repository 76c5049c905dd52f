import type { LimitsStore, Mirror, MirrorOutcome } from '../ports/limits-store.ts';
import type { Logger } from '../ports/runtime.ts';
import type { VoiceProfileLimits, VoiceProfilePort } from '../ports/voice-profiles.ts';

export interface MirrorDeps {
  limits: LimitsStore;
  voiceProfiles: VoiceProfilePort;
  log: Logger;
}

const MOST_MIRRORS = 5;

/**
 * Makes Telnyx's voice profile say what the database says, and reads back whether it does. Our own
 * gate stands either way: a mirror that failed is noted, shown and repeated by the sweeper.
 */
export async function mirrorLimits(
  deps: MirrorDeps,
  organizationId: string,
): Promise<MirrorOutcome> {
  const mirror = await deps.limits.mirrorOf(organizationId);
  if (!mirror) return { state: 'none', code: null };
  const outcome = await tell(deps, mirror);
  if (outcome.state === 'failed') {
    deps.log.warn('limits not mirrored', { organization: organizationId, code: outcome.code });
  }
  await deps.limits.noteMirror(mirror, outcome);
  return outcome;
}

async function tell(deps: MirrorDeps, mirror: Mirror): Promise<MirrorOutcome> {
  const { profileId, limits } = mirror;
  if (!profileId) return { state: 'none', code: null };
  const now = await deps.voiceProfiles.read(profileId);
  if (!now.ok) return { state: 'failed', code: now.code };
  if (saysTheSame(now.profile.limits, limits)) return { state: 'ok', code: null };
  const set = await deps.voiceProfiles.ensure(profileId, now.profile.name, limits);
  if (!set.ok) return { state: 'failed', code: set.code };
  const readBack = await deps.voiceProfiles.read(profileId);
  if (!readBack.ok) return { state: 'failed', code: readBack.code };
  return saysTheSame(readBack.profile.limits, limits)
    ? { state: 'ok', code: null }
    : { state: 'failed', code: 'differs' };
}

function saysTheSame(one: VoiceProfileLimits, other: VoiceProfileLimits): boolean {
  return (
    one.enabled === other.enabled &&
    one.dailySpendLimitCents === other.dailySpendLimitCents &&
    one.concurrentLegs === other.concurrentLegs &&
    one.maxRatePerMinute === other.maxRatePerMinute &&
    one.countries.toSorted().join() === other.countries.toSorted().join()
  );
}

/** The sweeper's part: mirrors that failed, and a look every hour at those that stand. */
export async function repeatMirrors(deps: MirrorDeps): Promise<number> {
  const due = await deps.limits.dueMirrors(MOST_MIRRORS);
  for (const organizationId of due) await mirrorLimits(deps, organizationId);
  return due.length;
}
