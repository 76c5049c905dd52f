import { AudioLines, BellOff, PhoneIncoming } from 'lucide-react';
import { firstName, partyName } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { useTeam } from '@/data/team.queries.ts';
import type { CallCard } from '@core/contracts/call-card.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { callingCopy } from './calling-copy.ts';
import { lineName } from './line-name.ts';
import { WaitTimer } from './WaitTimer.tsx';

const { incoming: copy } = callingCopy;
const frame = 'arrive overflow-clip rounded-float bg-raised shadow-float';

/** A further call that rings: one line with its own Accept. */
export function FoldedRing({ card }: { card: CallCard }) {
  const calling = useCalling();
  const name = partyName(card);
  return (
    <section
      aria-label={copy.alsoRinging(name)}
      className={`${frame} flex h-13 items-center gap-2.5 pr-2.5 pl-3.5`}
    >
      {card.ai?.wants ? (
        <AudioLines className="size-4 text-ai-text" aria-hidden="true" />
      ) : (
        <PhoneIncoming className="size-4 text-success-text" aria-hidden="true" />
      )}
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-small text-muted">
          {[
            card.client ? null : copy.unknown,
            card.ai?.wants ? aiCallCopy.asksForPerson : lineName(card),
          ]
            .filter(Boolean)
            .join(', ')}
        </p>
      </div>
      <WaitTimer card={card} />
      <Button
        variant="go"
        size="sm"
        aria-label={copy.acceptNamed(name)}
        onClick={() => void calling.accept(card.id)}
      >
        {copy.accept}
      </Button>
    </section>
  );
}

/** I declined; the others still ring, and I can come back. */
export function SilencedRing({ card }: { card: CallCard }) {
  const calling = useCalling();
  const me = useCallingState((state) => state.me?.id);
  const team = useTeam();
  const name = partyName(card);
  const others = (team.data ?? [])
    .filter((member) => member.presence === 'available' && member.memberId !== me)
    .filter((member) => card.offeredTo?.includes(member.memberId) ?? true)
    .filter((member) => !card.declinedBy.includes(member.memberId))
    .map((member) => member.displayName);
  return (
    <section aria-label={`${copy.silent} ${name}`} className={frame}>
      <p className="flex items-center gap-2.5 px-3.5 pt-3 text-small">
        <BellOff className="text-muted" aria-hidden="true" />
        <span>
          {copy.silent} {copy.stillRing(others.map(firstName))}
        </span>
      </p>
      <div className="flex items-center gap-2 py-2.5 pr-3.5 pl-10">
        <span className="min-w-0 flex-1 truncate text-small text-muted">
          {name}, {lineName(card)}
        </span>
        <WaitTimer card={card} className="text-small" />
        <Button
          variant="go"
          size="sm"
          aria-label={copy.acceptNamed(name)}
          onClick={() => void calling.accept(card.id)}
        >
          {copy.accept}
        </Button>
      </div>
    </section>
  );
}
