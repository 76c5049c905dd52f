import type { TeamMember } from '@/data/team.queries.ts';

/** A call would ring there now, or will once the call that they are in is over. */
export function isReachable({ presence }: Pick<TeamMember, 'presence'>): boolean {
  return presence === 'available' || presence === 'in_call';
}
