import type { ReactNode } from 'react';
import { Chip } from '@/components/ui/Chip.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import { exactTime } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { aiWords, outsideName, whatHappened } from './call-history-words.ts';
import { SaveAsTest } from './SaveAsTest.tsx';
import { TranscriptLog } from './TranscriptLog.tsx';

const { details: copy, transcript } = aiCallCopy;

/** What was said and done in a call that the AI had a part in, and what is left to do. */
export function CallDetails({ row, onClose }: { row: CallRow; onClose: () => void }) {
  const now = useNow();
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={copy.title(outsideName(row))}
      description={`${aiWords(row, now) ?? whatHappened(row)}. ${exactTime(row.startedAt)}`}
      className="desk:w-2xl"
    >
      <Part title={copy.summary} aside={<Mood row={row} />}>
        <p className={row.summary ? '' : 'text-muted'}>{row.summary ?? copy.noSummary}</p>
      </Part>
      {row.followUps.length > 0 ? (
        <Part title={copy.followUps}>
          <ul className="list-disc pl-4">
            {row.followUps.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Part>
      ) : null}
      <Part title={transcript.title}>
        <TranscriptLog card={row} />
      </Part>
      <SaveAsTest row={row} />
    </Dialog>
  );
}

function Part({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="mb-4">
      <h3 className="mb-1 flex items-center gap-2 text-body">
        {title}
        {aside}
      </h3>
      {children}
    </section>
  );
}

function Mood({ row }: { row: CallRow }) {
  const words = row.sentiment ? copy.sentiment[row.sentiment] : '';
  if (words === '') return null;
  return <Chip tone={row.sentiment === 'negative' ? 'warn' : 'ok'}>{words}</Chip>;
}
