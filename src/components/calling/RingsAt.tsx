import { Users } from 'lucide-react';
import { firstName } from '@/calling/selectors.ts';
import { useTeam } from '@/data/team.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { ringCopy } from './ring-copy.ts';

/** Whose turn a ringing call is: others can pick it up too. */
export function RingsAt({ card }: { card: CallCard }) {
  const copy = useCopy(ringCopy);
  const team = useTeam();
  const words = () => {
    if (card.forwardedTo) return copy.forwarded(card.forwardedTo);
    if (card.offeredTo === null) return copy.ringsEverywhere;
    const names = (team.data ?? [])
      .filter(({ memberId }) => card.offeredTo?.includes(memberId))
      .filter(({ memberId }) => !card.declinedBy.includes(memberId))
      .map(({ displayName }) => firstName(displayName));
    if (names.length > 0) return copy.ringsAt(names);
    return team.isPending ? '' : copy.ringsNowhere;
  };
  return (
    <p className="mt-1 flex min-h-4 items-center gap-1.5 text-small text-muted">
      <Users className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="min-w-0 truncate">{words()}</span>
    </p>
  );
}
