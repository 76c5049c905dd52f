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
