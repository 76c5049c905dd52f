import { Button } from '@/components/ui/Button.tsx';
import { Skeleton } from '@/components/ui/Skeleton.tsx';
import { useAiLines } from '@/data/ai-dispatcher-lines.queries.ts';
import { aiCopy } from './ai-copy.ts';
import { AiLineRow } from './AiLineRow.tsx';

/** Every number with its switch, when the AI answers there, and in which language. */
export function AiLines({ canSwitch }: { canSwitch: boolean }) {
  const lines = useAiLines();
  if (lines.isError) {
    return (
      <p role="status" className="flex items-center gap-2 py-4 text-warning-text">
        {aiCopy.failed}
        <Button size="sm" onClick={() => void lines.refetch()}>
          {aiCopy.retry}
        </Button>
      </p>
    );
  }
  if (!lines.data) {
    return (
      <div role="status" aria-label={aiCopy.loading} className="grid gap-6 py-6">
        <Skeleton className="w-64" />
        <Skeleton className="w-56" />
      </div>
    );
  }
  return (
    <ul aria-label={aiCopy.lines.list} className="divide-y divide-line pt-2 pb-6">
      {lines.data.map((line) => (
        <AiLineRow key={line.id} line={line} canSwitch={canSwitch} />
      ))}
    </ul>
  );
}
