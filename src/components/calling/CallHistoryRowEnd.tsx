import { Check, FileText, Phone, UserRound } from 'lucide-react';
import { Chip } from '@/components/ui/Chip.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import { cn } from '@/lib/cn.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { displayNumber } from '@core/e164.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { followUp, outsideName } from './call-history-words.ts';
import { callHistoryCopy as copy } from './copy.ts';

const fades = 'desk:group-focus-within/row:opacity-0 desk:group-hover/row:opacity-0 touch:hidden';

/** What is still to be done about the call; gives way to the keys. */
export function FollowUpChip({ row, now }: { row: CallRow; now: number }) {
  const next = followUp(row, now);
  if (!next) return null;
  return (
    <span className={cn('hidden max-w-full min-w-0 desk:inline-flex', fades)} title={next.text}>
      <Chip tone={next.tone} className="max-w-full">
        {next.tone === 'ok' ? <Check aria-hidden="true" /> : null}
        <span className="cut-off">{next.text}</span>
      </Chip>
    </span>
  );
}

const key =
  'inline-grid size-9 place-items-center rounded-control text-muted select-none hover:bg-fill hover:text-text disabled:text-disabled max-desk:hit-area desk:size-7';
const deskKey = cn(key, 'hidden desk:inline-grid');

interface RowActionsProps {
  row: CallRow;
  onOpen: (row: CallRow) => void;
  onCall: (row: CallRow) => void;
}

/** Drawn for a row that is pointed at, but there in each: keyboards and screen readers find them. */
export function RowActions({ row, onOpen, onCall }: RowActionsProps) {
  const number = outsideNumber(row);
  return (
    <span className="flex justify-end gap-0.5 shy-keys desk:-mr-1">
      <button
        type="button"
        className={key}
        disabled={number === null}
        aria-label={copy.callBack}
        title={number === null ? copy.cannotCallBack : displayNumber(number)}
        onClick={() => onCall(row)}
      >
        <Phone aria-hidden="true" />
      </button>
      {row.ai ? (
        <button
          type="button"
          className={deskKey}
          aria-label={aiCallCopy.details.openNamed(outsideName(row))}
          title={aiCallCopy.details.open}
          onClick={() => onOpen(row)}
        >
          <FileText aria-hidden="true" />
        </button>
      ) : null}
      {row.client ? (
        <a
          href={`/clients/${row.client.id}`}
          aria-label={copy.openClient}
          title={copy.openClient}
          className={deskKey}
        >
          <UserRound aria-hidden="true" />
        </a>
      ) : null}
    </span>
  );
}
