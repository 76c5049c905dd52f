import { isWithAi, partyName } from '@/calling/selectors.ts';
import { Dialog } from '@/components/ui/Dialog.tsx';
import type { CallCard } from '@core/contracts/call-card.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { TakeOverButton } from './AiButtons.tsx';
import { HearSummary } from './HearSummary.tsx';
import { TranscriptLog } from './TranscriptLog.tsx';

const { transcript: copy } = aiCallCopy;

export interface TranscriptDialogProps {
  card: CallCard;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The whole conversation of a call that goes on, and the way in. */
export function TranscriptDialog({ card, isOpen, onOpenChange }: TranscriptDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={copy.of(partyName(card))}
      {...(card.summaryLine ? { description: card.summaryLine } : {})}
      className="desk:w-2xl"
    >
      <TranscriptLog card={card} />
      {isWithAi(card) ? (
        <div className="mt-3 flex flex-wrap items-center justify-end gap-2">
          <HearSummary card={card} />
          <TakeOverButton card={card} place="popup" size="md" />
        </div>
      ) : null}
    </Dialog>
  );
}
