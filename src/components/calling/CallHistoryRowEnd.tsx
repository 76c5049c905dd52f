import { Check, FileText, Phone, UserRound } from 'lucide-react';
import { Link } from 'react-router';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import type { CallRow } from '@/data/call-history.queries.ts';
import { cn } from '@/lib/cn.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { followUp, outsideName } from './call-history-words.ts';
import { CallButton } from './CallButton.tsx';
import { callHistoryCopy as copy } from './copy.ts';

const fades = 'desk:group-focus-within/row:opacity-0 desk:group-hover/row:opacity-0 touch:hidden';

/** What is still to be done about the call; gives way to the keys. */
export function FollowUpChip({ row, now }: { row: CallRow; now: number }) {
  const next = followUp(row, now);
  if (!next) return null;
  return (
    <span className={cn('hidden desk:inline', fades)} title={next.text}>
      <Chip tone={next.tone} className="max-w-full">
        {next.tone === 'ok' ? <Check aria-hidden="true" /> : null}
        <span className="truncate">{next.text}</span>
      </Chip>
    </span>
  );
}

/** Hidden by opacity, never by display: keyboards and screen readers find them in every row. */
export function RowActions({ row, onOpen }: { row: CallRow; onOpen: (row: CallRow) => void }) {
  const number = outsideNumber(row);
  return (
    <span className="flex justify-end gap-0.5 desk:absolute desk:top-1/2 desk:right-1 desk:-translate-y-1/2 desk:opacity-0 desk:group-focus-within/row:opacity-100 desk:group-hover/row:opacity-100 touch:static touch:translate-y-0 touch:opacity-100">
      {number ? (
        <CallButton
          phoneNumber={number}
          name={outsideName(row)}
          {...(row.client ? { clientId: row.client.id } : {})}
          appearance="row"
          label={copy.callBack}
        />
      ) : (
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          disabled
          aria-label={copy.callBack}
          title={copy.cannotCallBack}
        >
          <Phone aria-hidden="true" />
        </Button>
      )}
      {row.ai ? (
        <Button
          variant="ghost"
          size="sm"
          iconOnly
          className="hidden desk:inline-flex"
          aria-label={aiCallCopy.details.openNamed(outsideName(row))}
          title={aiCallCopy.details.open}
          onClick={() => onOpen(row)}
        >
          <FileText aria-hidden="true" />
        </Button>
      ) : null}
      {row.client ? (
        <Link
          to={`/clients/${row.client.id}`}
          aria-label={copy.openClient}
          title={copy.openClient}
          className={cn(
            buttonStyle({ variant: 'ghost', size: 'sm', iconOnly: true }),
            'hidden desk:inline-flex',
          )}
        >
          <UserRound aria-hidden="true" />
        </Link>
      ) : null}
    </span>
  );
}
