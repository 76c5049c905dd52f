import { PhoneMissed } from 'lucide-react';
import type { Notice } from '@/calling/call-state.ts';
import { Avatar } from '@/components/ui/Avatar.tsx';
import { clockTime } from '@/lib/duration.ts';
import { callingCopy } from './calling-copy.ts';

const { incoming: copy } = callingCopy;

/** One line where the popup was, for three seconds: who took the call, or that the caller gave up. */
export function CallNotice({ notice }: { notice: Notice }) {
  return (
    <div
      role="status"
      className="flex min-h-12 items-center gap-2.5 rounded-float bg-raised px-3.5 py-2 text-small shadow-float"
    >
      {notice.kind === 'gave_up' ? (
        <PhoneMissed className="text-danger-text" aria-hidden="true" />
      ) : (
        <Avatar name={notice.kind === 'taken' ? notice.by : notice.caller} />
      )}
      <NoticeWords notice={notice} />
    </div>
  );
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
