import { Activity } from 'lucide-react';
import { Link } from 'react-router';
import { Button, buttonStyle } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useCopy } from '@/lib/language.ts';
import { healthCopy } from './health-copy.ts';
import { HealthLamp } from './HealthLamp.tsx';
import { summarise } from './HealthSummary.tsx';
import { useHealth } from './use-health.ts';

/** How calls stand, in one box, for pages other than Health. */
export function HealthSummaryCard() {
  const copy = useCopy(healthCopy);
  const { check, rows } = useHealth();
  const summary = rows ? summarise(rows, copy) : null;
  return (
    <section
      aria-label={copy.title}
      className="flex flex-wrap items-center gap-3 rounded-card p-4 inset-ring inset-ring-line"
    >
      {summary ? (
        <HealthLamp state={summary.state} />
      ) : (
        <Skeleton className="size-5.5 rounded-full" />
      )}
      <div role="status" className="min-w-0 flex-1 basis-48">
        <p className="font-medium">{summary?.title ?? copy.running}</p>
        {summary?.text ? <p className="text-small text-muted">{summary.text}</p> : null}
      </div>
      <Button aria-busy={check.isFetching} onClick={() => void check.refetch()}>
        <Activity aria-hidden="true" />
        {copy.run}
      </Button>
      <Link to="/settings/health" className={buttonStyle({ variant: 'ghost' })}>
        {copy.showMore}
      </Link>
    </section>
  );
}
