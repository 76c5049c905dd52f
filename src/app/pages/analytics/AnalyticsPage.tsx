import { ChartNoAxesColumn, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { EmptyState } from '@/components/ui/EmptyState.tsx';
import { PageBar } from '@/components/ui/PageBar.tsx';
import { Segmented } from '@/components/ui/Segmented.tsx';
import { useCallFacts } from '@/data/call-figures.queries.ts';
import { addDays, startOfDay } from '@/lib/dates.ts';
import { useNow } from '@/lib/use-now.ts';
import { PageLoading } from '../../layout/PageLoading.tsx';
import { usePageTitle } from '../../layout/use-page-title.ts';
import { AnalyticsFigures } from './AnalyticsFigures.tsx';
import { analyticsCopy as copy } from './copy.ts';
import { figures } from './figures.ts';

const PERIODS = ['day', 'week', 'month'] as const;
type Period = (typeof PERIODS)[number];
const periodDays: Record<Period, number> = { day: 1, week: 7, month: 30 };
const options = () => PERIODS.map((value) => ({ value, label: copy.period.options[value] }));

/** How many callers reached somebody: counted from the calls themselves. */
export function AnalyticsPage() {
  usePageTitle(copy.title);
  const [params, setParams] = useSearchParams();
  const period = PERIODS.find((value) => value === params.get('period')) ?? 'week';
  const today = startOfDay(useNow(60_000));
  const days = useMemo(
    () =>
      Array.from({ length: periodDays[period] }, (_, index) =>
        addDays(today, index - periodDays[period] + 1),
      ),
    [today, period],
  );
  const facts = useCallFacts(new Date(days[0] ?? today).toISOString());
  const counted = useMemo(() => figures(facts.data?.calls ?? [], days), [facts.data, days]);

  return (
    <>
      <PageBar title={copy.title} />
      <div className="border-b border-line px-4 py-3 desk:px-6">
        <Segmented
          label={copy.period.label}
          value={period}
          options={options()}
          onChange={(next) => setParams({ period: next }, { replace: true })}
        />
      </div>
      {facts.isPending ? <PageLoading /> : null}
      {facts.isError ? (
        <EmptyState
          icon={<TriangleAlert />}
          text={copy.failed}
          action={<Button onClick={() => void facts.refetch()}>{copy.retry}</Button>}
        />
      ) : null}
      {facts.data?.calls.length === 0 ? (
        <EmptyState className="pt-[12vh]" icon={<ChartNoAxesColumn />} text={copy.empty} />
      ) : null}
      {facts.data && facts.data.calls.length > 0 ? (
        <>
          {facts.data.isComplete ? null : (
            <p role="status" className="bg-warning-soft px-4 py-2 text-warning-text desk:px-6">
              {copy.partial}
            </p>
          )}
          <AnalyticsFigures figures={counted} now={today} />
        </>
      ) : null}
      <div className="h-(--dock-h,4rem)" />
    </>
  );
}
