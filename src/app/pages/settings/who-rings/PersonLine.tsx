import { presenceCopy } from '@/components/calling/presence-copy.ts';
import { PRESENCE_LAMPS } from '@/components/calling/presence.ts';
import { Lamp } from '@/components/ui/Lamp.tsx';
import type { TeamMember } from '@/data/team.queries.ts';
import { useCopy } from '@/lib/language.ts';

export interface PersonLineProps {
  /** From 1; left out where the order does not count. */
  position?: number;
  name: string;
  /** Null: no longer in the team. */
  member: TeamMember | null;
}

/** A person with the light that a call would find now. */
export function PersonLine({ position, name, member }: PersonLineProps) {
  const copy = useCopy(presenceCopy);
  const presence = member?.presence ?? 'signed_out';
  return (
    <span className="flex min-w-0 items-center gap-2">
      {position === undefined ? null : (
        <span className="w-5 shrink-0 text-faint tabular-nums">{position}.</span>
      )}
      <Lamp state={PRESENCE_LAMPS[presence]} />
      <span className="truncate font-medium">{name}</span>
      {member ? (
        <span className="shrink-0 text-small text-faint">{copy.presence[presence]}</span>
      ) : null}
    </span>
  );
}
