import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { readDeadLetters, settleDeadLetter } from '@/data/health-api.ts';
import { useSupabase } from '@/data/supabase-context.tsx';
import { shortAgo } from '@/lib/dates.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useNow } from '@/lib/use-now.ts';
import type { DeadLetter } from '@core/contracts/health.ts';
import { healthCopy } from './health-copy.ts';
import { HEALTH_KEY } from './use-health.ts';

const KEY = ['dead-letters'] as const;

/** Events that were set aside: look, try again, dismiss. */
export function DeadLettersDialog(props: {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}) {
  const copy = useCopy(healthCopy).letters;
  const supabase = useSupabase();
  const letters = useQuery({
    queryKey: KEY,
    enabled: props.isOpen,
    queryFn: async () => {
      const result = await readDeadLetters(supabase);
      if (!result.ok) throw new Error(result.error.message);
      return result.value.letters;
    },
  });
  return (
    <Dialog
      {...props}
      title={copy.title}
      description={copy.text}
      closeLabel={copy.close}
      className="desk:w-2xl"
    >
      {letters.isError ? <p role="alert">{copy.failed}</p> : null}
      {letters.isPending ? <p role="status">{copy.loading}</p> : null}
      {letters.data?.length === 0 ? <p className="text-muted">{copy.none}</p> : null}
      <ul className="grid gap-4">
        {letters.data?.map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
    </Dialog>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const copy = useCopy(healthCopy).letters;
  const { ago } = useCopy(healthCopy);
  const now = useNow();
  const supabase = useSupabase();
  const queryClient = useQueryClient();
  const settle = useMutation({
    mutationFn: (how: 'retry' | 'dismiss') => settleDeadLetter(supabase, how, letter.id),
    onSuccess: async (result, how) => {
      if (!result.ok) showToast({ text: copy.failed });
      else if (!result.value.settled) showToast({ text: copy.stays });
      else showToast({ text: how === 'retry' ? copy.settled : copy.dismissed });
      await queryClient.invalidateQueries({ queryKey: KEY });
      await queryClient.invalidateQueries({ queryKey: HEALTH_KEY });
    },
  });
  const { reasons } = copy;
  const reason = letter.reason in reasons ? (letter.reason as keyof typeof reasons) : 'other';
  return (
    <li className="grid gap-2 border-b border-line pb-4">
      <p className="font-medium">{reasons[reason]}</p>
      <p className="text-small text-muted">
        {ago(shortAgo(letter.lastSeenAt, now))}, {copy.times(letter.times)}
      </p>
      <details>
        <summary className="cursor-pointer py-1 text-small">{copy.content}</summary>
        <pre className="rounded-control bg-fill p-2 font-mono text-xs break-all whitespace-pre-wrap">
          {letter.body}
        </pre>
      </details>
      <div className="flex gap-2">
        <Button size="sm" disabled={settle.isPending} onClick={() => settle.mutate('retry')}>
          {copy.retry}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          disabled={settle.isPending}
          onClick={() => settle.mutate('dismiss')}
        >
          {copy.dismiss}
        </Button>
      </div>
    </li>
  );
}
