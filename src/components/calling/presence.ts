import type { LampState } from '@/components/ui/Lamp.tsx';
import type { TeamMember } from '@/data/team.queries.ts';
import { clockOf, dayOf, startOfDay } from '@/lib/dates.ts';
import type { PresenceCopy } from './presence-copy.ts';

/** Each presence has a shape of its own, beside its colour and its word. */
export const PRESENCE_LAMPS: Record<TeamMember['presence'], LampState> = {
  available: 'on',
  in_call: 'busy',
  away: 'away',
  do_not_disturb: 'quiet',
  unreachable: 'off',
  signed_out: 'gone',
};

/**
 * Why no call would reach somebody who wants calls.
 *
 * @param nowMs milliseconds since the epoch, by this machine
 */
export function silenceWords(
  member: Pick<TeamMember, 'lastSeenAt' | 'isSilent'>,
  copy: PresenceCopy,
  nowMs: number,
): string {
  if (!member.lastSeenAt) return copy.never;
  if (!member.isSilent) return copy.noPhone;
  const isToday = startOfDay(member.lastSeenAt) === startOfDay(nowMs);
  return copy.asleep(isToday ? clockOf(member.lastSeenAt) : dayOf(member.lastSeenAt, nowMs));
}

const MINUTE_MS = 60_000;

/** How long somebody has been in a call or away: `4 min`, `2 h`; null within the first minute. */
export function sinceWords(since: string, nowMs: number): string | null {
  const minutes = Math.floor((nowMs - Date.parse(since)) / MINUTE_MS);
  if (!(minutes >= 1)) return null;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h` : dayOf(since, nowMs);
}
