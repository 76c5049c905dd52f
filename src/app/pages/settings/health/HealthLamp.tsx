import { Check, Minus, TriangleAlert, X } from 'lucide-react';
import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import type { HealthState } from '@core/contracts/health.ts';
import { healthCopy } from './health-copy.ts';

const lamps: Record<HealthState, { look: string; Icon: typeof Check }> = {
  ok: { look: 'rounded-full bg-success-soft text-success-text', Icon: Check },
  warn: { look: 'rounded-control bg-warning text-on-warning', Icon: TriangleAlert },
  bad: { look: 'rounded-chip bg-danger text-on-danger', Icon: X },
  off: { look: 'rounded-full text-faint inset-ring-[1.5px] inset-ring-line-strong', Icon: Minus },
};

/** A state by form, sign and colour; its name is read out. */
export function HealthLamp({ state, isLarge = false }: { state: HealthState; isLarge?: boolean }) {
  const copy = useCopy(healthCopy);
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
