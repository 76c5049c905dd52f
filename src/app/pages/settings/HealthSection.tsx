import { useQuery } from '@tanstack/react-query';
import { Activity, Check, Minus, TriangleAlert, X } from 'lucide-react';
import { useCalling } from '@/calling/use-calling.ts';
import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useSupabase } from '@/data/supabase-context.tsx';
import { cn } from '@/lib/cn.ts';
import { clockOf } from '@/lib/dates.ts';
import { settingsCopy } from './copy.ts';
import {
  type HealthCheckId,
  type HealthResult,
  type HealthState,
  runHealthCheck,
} from './health-checks.ts';
import { healthCopy as copy } from './health-copy.ts';

const GROUPS: readonly { name: string; ids: readonly HealthCheckId[] }[] = [
  { name: copy.groups.telephone, ids: ['numbers', 'lastEvent'] },
  { name: copy.groups.system, ids: ['session', 'database', 'realtime'] },
  { name: copy.groups.browser, ids: ['microphone', 'sound', 'registration', 'notifications'] },
];

const EVERY_MS = 60_000;

/** The way that a call takes, part by part: each green or with the remedy in place. */
export function HealthSection() {
  const supabase = useSupabase();
  const calling = useCalling();
  const check = useQuery({
    queryKey: ['health'],
    queryFn: () => runHealthCheck(supabase, calling),
    staleTime: 0,
    refetchInterval: EVERY_MS,
  });
  const results = check.data;

  return (
    <section id="health" aria-labelledby="health-title" className="scroll-mt-16 py-6">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-56">
          <h2 id="health-title" className="text-lg tracking-(--tracking-tight)">
            {settingsCopy.sections.health}
          </h2>
          <p className="text-muted">
            {results ? copy.checked(clockOf(check.dataUpdatedAt)) : copy.never}
          </p>
        </div>
        <Button
          variant="primary"
          aria-busy={check.isFetching}
          onClick={() => void check.refetch()}
          className="max-desk:w-full"
        >
          <Activity aria-hidden="true" />
          {copy.run}
        </Button>
      </header>
      <div role="status" className={cn(check.isFetching && results && 'opacity-60')}>
        {results ? <Summary results={results} /> : <p className="sr-only">{copy.running}</p>}
      </div>
      {GROUPS.map((group) => (
        <div key={group.name} className="pt-5">
          <h3 className="border-b border-line pb-1.5">{group.name}</h3>
          <ul>
            {group.ids.map((id) => (
              <HealthLine key={id} id={id} result={results?.find((one) => one.id === id)} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Summary({ results }: { results: readonly HealthResult[] }) {
  const broken = results.filter(({ state }) => state === 'bad').length;
  const doubtful = results.filter(({ state }) => state === 'warn').length;
  const state = broken > 0 ? 'bad' : doubtful > 0 ? 'warn' : 'ok';
  const words = [
    broken > 0 ? copy.summary.bad(broken) : '',
    doubtful > 0 ? copy.summary.warn(doubtful) : '',
  ].filter(Boolean);
  return (
    <p
      className={cn(
        'mt-5 mb-2 flex items-center gap-3.5 rounded-card px-4 py-3.5 font-strong',
        { ok: 'bg-success-soft', warn: 'bg-warning-soft', bad: 'bg-danger-soft' }[state],
      )}
    >
      <HealthLamp state={state} isLarge />
      {words.join(' ') || copy.summary.ok}
    </p>
  );
}

function HealthLine({ id, result }: { id: HealthCheckId; result: HealthResult | undefined }) {
  const isFault = result?.state === 'bad' || result?.state === 'warn';
  return (
    <li className="grid min-h-10.5 grid-cols-[1.375rem_minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-1.5 max-desk:py-2.5 desk:grid-cols-[1.375rem_10rem_minmax(0,1fr)_auto]">
      {result ? (
        <HealthLamp state={result.state} />
      ) : (
        <Skeleton className="size-5.5 rounded-full" />
      )}
      <span className="font-medium">{copy.names[id]}</span>
      <span
        className={cn(
          'max-desk:col-span-2 max-desk:col-start-2 max-desk:row-start-2 max-desk:text-small',
          isFault ? 'text-text' : 'text-muted',
        )}
      >
        {result?.finding ?? <Skeleton className="w-40" />}
      </span>
      <span className="text-right text-xs text-faint tabular-nums">{result?.measure}</span>
      {result?.remedy ? (
        <p className="col-start-2 col-end-[-1] max-w-176 pt-1 pb-1.5 text-muted">{result.remedy}</p>
      ) : null}
    </li>
  );
}

const lamps: Record<HealthState, { look: string; Icon: typeof Check }> = {
  ok: { look: 'rounded-full bg-success-soft text-success-text', Icon: Check },
  warn: { look: 'rounded-control bg-warning text-on-warning', Icon: TriangleAlert },
  bad: { look: 'rounded-chip bg-danger text-on-danger', Icon: X },
  off: { look: 'rounded-full text-faint inset-ring-[1.5px] inset-ring-line-strong', Icon: Minus },
};

function HealthLamp({ state, isLarge = false }: { state: HealthState; isLarge?: boolean }) {
  const { look, Icon } = lamps[state];
  return (
    <span
      role="img"
      aria-label={copy.states[state]}
      className={cn(
        'inline-grid shrink-0 place-items-center',
        isLarge ? 'size-8' : 'size-5.5',
        look,
        isLarge && state === 'ok' && 'bg-success text-on-success',
      )}
    >
      <Icon className={cn('stroke-[2.5]', isLarge ? 'size-4' : 'size-3')} aria-hidden="true" />
    </span>
  );
}
