import type { CallCard } from '@core/contracts/call-card.ts';
import { aiCallCopy as copy } from './ai-call-copy.ts';
import { HearSummary } from './HearSummary.tsx';
import { TranscriptLines } from './TranscriptLines.tsx';

/** Why the AI asks for a person, what the caller wants, and the last words: read in three seconds. */
export function PersonWanted({ card }: { card: CallCard }) {
  const wants = card.ai?.wants;
  if (!wants) return null;
  return (
    <div className="grid gap-1.5 bg-ai-soft px-3.5 py-2.5 text-small">
      <p>
        {wants.urgent ? (
          <b className="mr-1.5 rounded-chip bg-danger px-1.5 py-0.5 font-strong text-on-danger">
            {copy.urgent}
          </b>
        ) : null}
        <b className="font-strong text-ai-text">{wants.reason}</b>
      </p>
      {card.summaryLine ? <p>{card.summaryLine}</p> : null}
      <TranscriptLines card={card} count={2} />
      <div className="-ml-2.25">
        <HearSummary card={card} />
      </div>
    </div>
  );
}
