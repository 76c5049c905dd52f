import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { usePhoneNumbers } from '@/data/phone-numbers.queries.ts';
import { useCopy } from '@/lib/language.ts';
import type { NumberSetupAnswer } from '@core/contracts/number-setup.ts';
import { numbersCopy } from './numbers-copy.ts';
import { NumberTable } from './NumberTable.tsx';

export interface NumbersSectionProps {
  /** Null until it is known, and for agents, who may not see it. */
  answer: NumberSetupAnswer | null;
  canChange: boolean;
}

/** The lines of the business, or why there are none. */
export function NumbersSection({ answer, canChange }: NumbersSectionProps) {
  const copy = useCopy(numbersCopy);
  const lines = usePhoneNumbers();
  if (lines.isPending) {
    return (
      <div role="status" aria-label={copy.loading} className="grid gap-6 py-6">
        <Skeleton className="w-64" />
        <Skeleton className="w-56" />
      </div>
    );
  }
  return (
    <div className="pb-6">
      {lines.isError ? (
        <p role="status" className="flex items-center gap-2 py-4 text-warning-text">
          {copy.failed}
          <Button size="sm" onClick={() => void lines.refetch()}>
            {copy.retry}
          </Button>
        </p>
      ) : null}
      {lines.data?.length === 0 && !canChange ? (
        <p className="py-4 text-muted">{copy.none}</p>
      ) : null}
      {lines.data && lines.data.length > 0 ? (
        <NumberTable lines={lines.data} answer={answer} canChange={canChange} />
      ) : null}
    </div>
  );
}
