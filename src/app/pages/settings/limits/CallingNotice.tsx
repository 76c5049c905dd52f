import { OctagonX, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useCallingNotice } from '@/data/limits.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { CallingNotice as Notice } from '@core/contracts/limits.ts';
import { limitsCopy } from './limits-copy.ts';
import { money, moneyOfCents } from './limits-words.ts';

const HIDDEN_KEY = 'switchboard.spend-warning-hidden';
const strip = 'flex flex-wrap items-center gap-x-2 px-4 py-2 text-small desk:px-6';

/** Over every page: calls out are stopped; and, for owners and admins, the day's limit is near. */
export function CallingNotice() {
  const { data } = useCallingNotice();
  return (
    <div role="status">
      {data?.stoppedAt ? <Stopped by={data.stoppedBy} /> : null}
      {data?.warning && !data.stoppedAt ? <Near warning={data.warning} /> : null}
    </div>
  );
}

function Stopped({ by }: { by: string | null }) {
  const copy = useCopy(limitsCopy).notice;
  return (
    <p className={`${strip} bg-danger-soft`}>
      <OctagonX className="size-3.5 text-danger-text" aria-hidden="true" />
      <span className="font-strong text-danger-text">{copy.stopped(by)}</span>
      <span>{copy.stoppedText}</span>
      <SeeLimits />
    </p>
  );
}

function Near({ warning }: { warning: NonNullable<Notice['warning']> }) {
  const copy = useCopy(limitsCopy).notice;
  const [hiddenOn, setHiddenOn] = useState(() => localStorage.getItem(HIDDEN_KEY));
  if (hiddenOn === warning.day) return null;
  const hide = () => {
    localStorage.setItem(HIDDEN_KEY, warning.day);
    setHiddenOn(warning.day);
  };
  return (
    <p className={`${strip} bg-warning-soft text-warning-text`}>
      <TriangleAlert className="size-3.5" aria-hidden="true" />
      <span className="font-strong">
        {copy.near(money(warning.spentToday), moneyOfCents(warning.dailyCapCents))}
      </span>
      <span>{copy.nearText}</span>
      <SeeLimits />
      <button type="button" className="hit-area ml-auto underline" onClick={hide}>
        {copy.hide}
      </button>
    </p>
  );
}

function SeeLimits() {
  return (
    <Link to="/settings/limits" className="hit-area font-medium underline">
      {useCopy(limitsCopy).notice.see}
    </Link>
  );
}
