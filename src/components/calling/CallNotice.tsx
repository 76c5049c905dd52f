import { AudioLines, PhoneMissed } from 'lucide-react';
import type { Notice } from '@/calling/call-state.ts';
import { isWithAi } from '@/calling/selectors.ts';
import { useCallingState } from '@/calling/use-calling.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { clockTime } from '@/lib/duration.ts';
import { aiCallCopy } from './ai-call-copy.ts';
import { TakeOverButton } from './AiButtons.tsx';
import { callingCopy } from './calling-copy.ts';

const { incoming: copy } = callingCopy;

/** One line where the popup was, for a moment: who took the call, or that the caller gave up. */
export function CallNotice({ notice }: { notice: Notice }) {
  return (
    <div className="flex min-h-12 items-center gap-2.5 rounded-float bg-raised px-3.5 py-2 text-small shadow-float">
      <Mark notice={notice} />
      <NoticeWords notice={notice} />
    </div>
  );
}

function Mark({ notice }: { notice: Notice }) {
  switch (notice.kind) {
    case 'gave_up':
      return <PhoneMissed className="text-danger-text" aria-hidden="true" />;
    case 'ai_took':
      return <Avatar name="" tone="ai" icon={<AudioLines />} />;
    case 'taken':
      return <Avatar name={notice.by} />;
    case 'withdrawn':
      return <Avatar name={notice.by} />;
    case 'taken_here':
      return <Avatar name={notice.caller} />;
  }
}

function NoticeWords({ notice }: { notice: Notice }) {
  if (notice.kind === 'taken') {
    return (
      <>
        <span className="font-medium">{copy.taken(notice.by)}</span>
        <span className="ml-auto truncate text-faint tabular-nums">
          {copy.takenDetail(notice.caller, clockTime(notice.afterSeconds))}
        </span>
      </>
    );
  }
  if (notice.kind === 'ai_took') return <AiTook notice={notice} />;
  if (notice.kind === 'withdrawn') {
    return <span className="font-medium">{copy.withdrawn(notice.by, notice.caller)}</span>;
  }
  if (notice.kind === 'taken_here') return <span className="font-medium">{copy.takenHere}</span>;
  return (
    <>
      <span className="font-medium">{copy.gaveUp(notice.caller)}</span>
      <span className="ml-auto text-faint tabular-nums">
        {copy.gaveUpAfter(clockTime(notice.afterSeconds))}
      </span>
    </>
  );
}

function AiTook({ notice }: { notice: Extract<Notice, { kind: 'ai_took' }> }) {
  const card = useCallingState((state) => state.cards[notice.callId]);
  return (
    <>
      <span className="min-w-0 flex-1">
        <b className="font-medium">{aiCallCopy.theAi}</b> {aiCallCopy.answered(notice.caller)}
      </span>
      {card && isWithAi(card) ? <TakeOverButton card={card} place="popup" /> : null}
    </>
  );
}
