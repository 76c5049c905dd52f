import { Lamp } from '@/components/ui/Lamp.tsx';
import { useLatestHealth } from '@/data/health-reports.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { healthMarkCopy } from './health-mark-copy.ts';

/** Beside the link to Health: amber or red where the last check found something. */
export function HealthMark() {
  const copy = useCopy(healthMarkCopy);
  const state = useLatestHealth();
  if (state !== 'warn' && state !== 'bad') return null;
  return (
    <span className="ml-auto inline-flex pl-2">
      <Lamp state={state === 'bad' ? 'off' : 'wait'} />
      <span className="sr-only">{copy.mark[state]}</span>
    </span>
  );
}
