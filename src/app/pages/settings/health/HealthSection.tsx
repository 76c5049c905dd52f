import { Activity } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { cn } from '@/lib/cn.ts';
import { clockOf } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { SectionPage } from '../SectionPage.tsx';
import { browserName } from './browser-name.ts';
import { healthCopy } from './health-copy.ts';
import { type GroupName, GROUPS } from './health-rows.ts';
import { HealthLine } from './HealthLine.tsx';
import { HealthSummary } from './HealthSummary.tsx';
import { SelfTest } from './SelfTest.tsx';
import { useHealth } from './use-health.ts';

/** Settings, Health: the way that a call takes, part by part: each green or with the remedy in place. */
export function HealthSection() {
  const copy = useCopy(healthCopy);
  const { check, rows, measure } = useHealth();
  return (
    <SectionPage
      title={copy.title}
      text={rows ? copy.checked(clockOf(check.dataUpdatedAt)) : copy.never}
      isWide
      actions={
        <Button
          variant="primary"
          aria-busy={check.isFetching}
          onClick={() => void check.refetch()}
          className="max-desk:w-full"
        >
          <Activity aria-hidden="true" />
          {copy.run}
        </Button>
      }
    >
      <div role="status" className={cn(check.isFetching && rows && 'opacity-60')}>
        {rows ? <HealthSummary rows={rows} /> : <p className="sr-only">{copy.running}</p>}
      </div>
      {(Object.keys(GROUPS) as GroupName[]).map((group) => (
        <section key={group} aria-label={copy.groups[group]} className="pt-5">
          <h3 className="border-b border-line pb-1.5">
            {copy.groups[group]}
            <span className="ml-2 text-xs font-normal text-faint">
              {group === 'browser' ? browserName(navigator.userAgent) : copy.providers[group]}
            </span>
          </h3>
          <ul>
            {GROUPS[group].map((id) => {
              const row = rows?.find((one) => one.id === id);
              return rows && !row ? null : (
                <HealthLine key={id} id={id} row={row} onMeasure={measure} />
              );
            })}
          </ul>
        </section>
      ))}
      <SelfTest />
    </SectionPage>
  );
}
