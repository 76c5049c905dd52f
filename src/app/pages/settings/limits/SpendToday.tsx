import { cn } from '@/lib/cn.ts';
import { useCopy } from '@/lib/language.ts';
import type { LimitsState } from '@core/contracts/limits.ts';
import { limitsCopy } from './limits-copy.ts';
import { money, moneyOfCents } from './limits-words.ts';
import { MirrorNote } from './MirrorNote.tsx';

/** What calls out have cost today against the limit, in words and as a bar. */
export function SpendToday({ state, canChange }: { state: LimitsState; canChange: boolean }) {
  const copy = useCopy(limitsCopy).today;
  const { dailyCapCents, warnAtPercent } = state.limits;
  const share = Math.min(100, state.spentToday / dailyCapCents);
  const isFull = share >= 100;
  const isNear = share >= warnAtPercent;
  const words = copy.of(money(state.spentToday), moneyOfCents(dailyCapCents));
  return (
    <section
      aria-label={copy.title}
      className="mb-6 grid gap-2 rounded-card border border-line p-4"
    >
      <div className="flex flex-wrap items-baseline gap-x-2">
        <h3 className="text-small font-medium text-muted">{copy.title}</h3>
        <p className="ml-auto text-md font-strong tabular-nums">{words}</p>
      </div>
      <div
        role="meter"
        aria-label={copy.meter}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share)}
        aria-valuetext={words}
        className="h-2 overflow-hidden rounded-full bg-fill-strong"
      >
        <div
          className={cn(
            'h-full rounded-full',
            isFull ? 'bg-danger' : isNear ? 'bg-(--lamp-wait)' : 'bg-accent',
          )}
          style={{ width: `${share}%` }}
        />
      </div>
      {isFull || isNear ? (
        <p className={cn('font-medium', isFull ? 'text-danger-text' : 'text-warning-text')}>
          {isFull ? copy.full : copy.near}
        </p>
      ) : null}
      {state.callsNow > 0 ? (
        <p className="text-small">{copy.reserved(money(state.reservedNow), state.callsNow)}</p>
      ) : null}
      <p className="text-small text-muted">{copy.text}</p>
      <MirrorNote mirror={state.mirror} canChange={canChange} />
    </section>
  );
}
