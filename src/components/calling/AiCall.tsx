import { AudioLines, FileText } from 'lucide-react';
import { memo } from 'react';
import { partyName, wantsPerson } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { Button } from '@/components/ui/Button.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { aiCallCopy as copy } from './ai-call-copy.ts';
import { TakeOverButton } from './AiButtons.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { HearSummary } from './HearSummary.tsx';
import { lineName } from './line-name.ts';
import { LiveLine } from './LiveLine.tsx';
import { TranscriptLines } from './TranscriptLines.tsx';

/** A call that the AI handles: what it is about, what is being said, and the way in. */
export const AiCall = memo(function AiCall({
  card,
  onOpen,
}: {
  card: CallCard;
  onOpen: (callId: string) => void;
}) {
  const error = useCallingState((state) => state.popupErrors[card.id]);
  const name = partyName(card);
  return (
    <>
      <LiveLine
        mark={<Avatar name="" tone="ai" icon={<AudioLines />} />}
        name={name}
        place={card.summaryLine ?? `${stage(card)}, ${lineName(card)}`}
        since={card.ai?.since ?? card.startedAt}
      />
      {wantsPerson(card) ? <Wanted card={card} /> : null}
      <button
        type="button"
        title={copy.transcript.open}
        className="mt-2 block w-full rounded-chip hover:bg-fill"
        onClick={() => onOpen(card.id)}
      >
        <TranscriptLines card={card} count={3} />
        <span className="sr-only">{copy.transcript.open}</span>
      </button>
      {error && !wantsPerson(card) ? <ErrorNote error={error} /> : null}
      <div className="mt-2 flex flex-wrap gap-1.5">
        <TakeOverButton card={card} className="flex-1 desk:flex-none" />
        <HearSummary card={card} />
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          aria-label={copy.transcript.of(name)}
          title={copy.transcript.open}
          onClick={() => onOpen(card.id)}
        >
          <FileText aria-hidden="true" />
        </Button>
      </div>
    </>
  );
});

function stage(card: CallCard): string {
  return card.ai && card.ai.status !== 'starting' ? copy.reasons[card.ai.reason] : copy.starting;
}

function Wanted({ card }: { card: CallCard }) {
  const wants = card.ai?.wants;
  if (!wants) return null;
  return (
    <p className="mt-2 rounded-control bg-ai-soft px-2.5 py-1.5 text-small">
      {wants.urgent ? <b className="mr-1 font-strong text-danger-text">{copy.urgent}</b> : null}
      <b className="font-medium text-ai-text">{copy.wants(wants.reason)}</b>
    </p>
  );
}
