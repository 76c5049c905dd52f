import type { ReactNode } from 'react';
import { cn } from '@/lib/cn.ts';
import { clockTime } from '@/lib/duration.ts';
import { analyticsCopy } from './copy.ts';
import { DayBars } from './DayBars.tsx';
import type { Figures } from './figures.ts';
import { LineTable } from './LineTable.tsx';
import { percent } from './percent.ts';

const { figures: copy, chart } = analyticsCopy;

/** Five figures, and the answer rate by day with the exact table beside it. */
export function AnalyticsFigures({ figures, now }: { figures: Figures; now: number }) {
  const { inbound, medianWaitSeconds } = figures;
  const rate = percent(inbound.answered, inbound.calls);
  return (
    <>
      <dl
        aria-label={copy.label}
        className="grid grid-cols-2 border-b border-line desk:grid-cols-5 [&>div]:border-line [&>div]:px-4 [&>div]:py-4 desk:[&>div]:px-6 desk:[&>div+div]:border-l"
      >
        <Figure name={copy.calls}>{inbound.calls}</Figure>
        <Figure name={copy.answered}>{rate}</Figure>
        <Figure name={copy.wait}>
          {medianWaitSeconds === null ? copy.none : clockTime(Math.round(medianWaitSeconds))}
        </Figure>
        <Figure name={copy.missed} isBad={inbound.missed > 0}>
          {inbound.missed}
        </Figure>
        <Figure name={copy.out}>{figures.outbound}</Figure>
      </dl>
      <section
        aria-labelledby="rate-title"
        className="grid gap-8 border-b border-line px-4 py-6 desk:px-6 min-[1001px]:grid-cols-[minmax(0,1.84fr)_minmax(0,1fr)] min-[1001px]:gap-10"
      >
        <div>
          <div className="flex flex-wrap items-baseline gap-x-4">
            <h2 id="rate-title">{chart.title}</h2>
            <span aria-hidden="true" className="ml-auto flex gap-3 text-xs text-muted">
              <Legend className="bg-chart-1">{chart.answered}</Legend>
              <Legend className="bg-chart-4">{chart.missed}</Legend>
            </span>
          </div>
          <p className="text-muted">
            {inbound.calls === 0 ? chart.noCalls : chart.finding(rate, inbound.missed)}
          </p>
          <DayBars days={figures.days} now={now} />
        </div>
        <LineTable figures={figures} />
      </section>
    </>
  );
}

function Figure({
  name,
  isBad = false,
  children,
}: {
  name: string;
  isBad?: boolean;
  children: ReactNode;
}) {
  return (
    <div>
      <dt className="text-small text-muted">{name}</dt>
      <dd
        className={cn(
          'text-xl font-strong tracking-(--tracking-tight) tabular-nums',
          isBad && 'text-danger-text',
        )}
      >
        {children}
      </dd>
    </div>
  );
}

function Legend({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span className={cn('size-2 rounded-[2px]', className)} />
      {children}
    </span>
  );
}
