import { Check, TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { useManageLimits } from '@/data/limits.queries.ts';
import { shortAgo } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { useNow } from '@/lib/use-now.ts';
import type { MirrorState } from '@core/contracts/limits.ts';
import { type LimitsCopy, limitsCopy } from './limits-copy.ts';

/** Whether Telnyx keeps the same limits; where it does not yet, why, and a way to tell it at once. */
export function MirrorNote({ mirror, canChange }: { mirror: MirrorState; canChange: boolean }) {
  const copy = useCopy(limitsCopy).mirror;
  const manage = useManageLimits();
  const now = useNow();
  if (mirror.state === 'ok') {
    return (
      <p className="flex gap-2 text-small text-muted">
        <Check className="mt-px size-3.5 shrink-0 text-success-text" aria-hidden="true" />
        {copy.ok(mirror.at ? shortAgo(mirror.at, now) : '')}
      </p>
    );
  }
  if (mirror.state === 'none') return <p className="text-small text-muted">{copy.none}</p>;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <p role="status" className="flex min-w-0 flex-1 basis-64 gap-2 text-small text-warning-text">
        <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden="true" />
        {mirror.state === 'pending' ? copy.pending : copy.failed(whyWords(copy, mirror.code))}
      </p>
      {canChange ? (
        <Button
          size="sm"
          disabled={manage.isPending}
          aria-busy={manage.isPending}
          onClick={() => manage.mutate({ action: 'mirror' })}
        >
          {manage.isPending ? copy.busy : copy.again}
        </Button>
      ) : null}
    </div>
  );
}

function whyWords(copy: LimitsCopy['mirror'], code: string | null): string {
  return code !== null && code in copy.why
    ? copy.why[code as keyof LimitsCopy['mirror']['why']]
    : copy.why.other;
}
