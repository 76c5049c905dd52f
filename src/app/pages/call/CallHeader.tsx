import { AudioLines, Check, PhoneIncoming, PhoneOutgoing, UserRound } from 'lucide-react';
import { Link } from 'react-router';
import { numberWords } from '@/calling/number-words.ts';
import { aiWords, whatHappened } from '@/components/calling/call-history-words.ts';
import { CallButton } from '@/components/calling/CallButton.tsx';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { buttonStyle } from '@/components/ui/Button.tsx';
import { Chip } from '@/components/ui/Chip.tsx';
import { isMissed } from '@core/call-words.ts';
import { outsideNumber } from '@core/contracts/call-card.ts';
import type { StoryCall } from '@core/contracts/call-story.ts';
import { callPageCopy as copy } from './call-page-copy.ts';
import { historyRowOf } from './history-row-of.ts';

interface CallHeaderProps {
  call: StoryCall;
  /** The party outside. */
  who: string;
  nowMs: number;
}

/** Who it was, on which line, and what came of it; and the ways on. */
export function CallHeader({ call, who, nowMs }: CallHeaderProps) {
  const number = outsideNumber(call);
  const isInbound = call.direction === 'inbound';
  const Icon = isInbound ? PhoneIncoming : PhoneOutgoing;
  const place = isInbound ? copy.toLine : copy.fromLine;
  return (
    <div className="flex flex-wrap items-start gap-4 px-4 py-4 desk:px-6 desk:pt-5">
      <Avatar name={call.client ? who : ''} size="lg" className="mt-1" />
      <div className="min-w-0 flex-1 basis-52">
        <h1 className="text-xl font-heavy tracking-(--tracking-display) break-words">{who}</h1>
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted">
          <Icon className="size-3.5" aria-hidden="true" />
          <span>{place(numberWords(number), call.line.label)}</span>
          <Outcome call={call} nowMs={nowMs} />
        </div>
      </div>
      <div className="flex w-full gap-2 desk:w-auto max-desk:[&>*]:flex-1">
        {call.client ? (
          <Link to={`/clients/${call.client.id}`} className={buttonStyle()}>
            <UserRound aria-hidden="true" />
            {copy.openClient}
          </Link>
        ) : null}
        {number && call.status === 'ended' ? (
          <CallButton
            phoneNumber={number}
            name={who}
            {...(call.client ? { clientId: call.client.id } : {})}
            appearance="primary"
            label={copy.callBackNamed(who)}
          />
        ) : null}
      </div>
    </div>
  );
}

function Outcome({ call, nowMs }: { call: StoryCall; nowMs: number }) {
  const row = historyRowOf(call);
  const ai = aiWords(row, nowMs);
  return (
    <>
      {call.status === 'ended' ? null : <Chip tone="ok">{copy.live}</Chip>}
      <Chip tone={isMissed(row) ? 'bad' : 'plain'}>
        {call.outcome === 'answered' ? <Check aria-hidden="true" /> : null}
        {whatHappened(row)}
      </Chip>
      {ai ? (
        <Chip tone="ai">
          <AudioLines aria-hidden="true" />
          {ai}
        </Chip>
      ) : null}
    </>
  );
}
