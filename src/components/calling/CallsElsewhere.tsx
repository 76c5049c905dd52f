import { MonitorSmartphone } from 'lucide-react';
import { useShallow } from 'zustand/react/shallow';
import { callsElsewhere, firstName, partyName } from '@/calling/selectors.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { elsewhereCopy as copy } from './elsewhere-copy.ts';
import { ErrorNote } from './ErrorNote.tsx';

/** The calls that I have on another device of mine, and the way to bring them here. */
export function CallsElsewhere() {
  const cards = useCallingState(useShallow(callsElsewhere));
  return cards.map((card) => <CallElsewhere key={card.id} card={card} />);
}

function CallElsewhere({ card }: { card: CallCard }) {
  const calling = useCalling();
  const error = useCallingState((state) => state.popupErrors[card.id]);
  const party = firstName(partyName(card));
  return (
    <section
      aria-label={copy.title}
      className="arrive overflow-clip rounded-float bg-raised text-small shadow-float"
    >
      {error ? <ErrorNote error={error} /> : null}
      <div className="flex items-center gap-2.5 px-3.5 py-2.5">
        <MonitorSmartphone className="shrink-0 text-muted" aria-hidden="true" />
        <div className="min-w-0 flex-1">
          <p className="font-strong">{copy.title}</p>
          <p className="text-muted">{copy.text(party)}</p>
        </div>
        <Button
          size="sm"
          aria-label={copy.moveNamed(partyName(card))}
          onClick={() => void calling.moveHere(card.id)}
        >
          {copy.moveHere}
        </Button>
      </div>
    </section>
  );
}
