import { UsersRound } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import {
  type ClientDuplicate,
  useClientDuplicates,
  useClientMerges,
  useTellApart,
  useUndoMerge,
} from '@/data/client-merges.queries.ts';
import type { Client } from '@/data/client.queries.ts';
import { shortAgo } from '@/lib/dates.ts';
import { showToast } from '@/lib/toast-store.ts';
import { useNow } from '@/lib/use-now.ts';
import { mergeCopy as copy } from './merge-copy.ts';
import { MergeDialog } from './MergeDialog.tsx';

const COMPARE = 'compare';

/** Who may be the same client, what to do about it, and what was merged lately. */
export function DuplicateNotice({ client }: { client: Client }) {
  const [params, setParams] = useSearchParams();
  const { data: duplicates = [] } = useClientDuplicates([client.id]);
  const comparedId = params.get(COMPARE);
  const compare = (otherId: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (otherId === null) next.delete(COMPARE);
        else next.set(COMPARE, otherId);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <>
      {duplicates.map((duplicate) => (
        <Duplicate
          key={duplicate.client.id}
          duplicate={duplicate}
          onCompare={() => compare(duplicate.client.id)}
        />
      ))}
      <LateMerges client={client} />
      {comparedId && comparedId !== client.id ? (
        <MergeDialog client={client} otherId={comparedId} onClose={() => compare(null)} />
      ) : null}
    </>
  );
}

const frame =
  'mx-4 mb-3 flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-card bg-fill px-3.5 py-2 desk:mx-6';

function Duplicate({
  duplicate,
  onCompare,
}: {
  duplicate: ClientDuplicate;
  onCompare: () => void;
}) {
  const tellApart = useTellApart();
  const { client, clientId, reasons } = duplicate;
  const why = reasons.map((reason) => copy.reasons[reason]).join(copy.and);
  const onError = () => showToast({ text: copy.failed });
  const pair = { clientId, otherId: client.id };
  // A promise, not callbacks: this line is gone from the screen when it is remembered.
  const takeApart = async () => {
    await tellApart.mutateAsync({ ...pair, isApart: true });
    const undo = () => void tellApart.mutateAsync({ ...pair, isApart: false }).catch(onError);
    showToast({ text: copy.toldApart, action: { label: copy.undo, run: undo } });
  };
  return (
    <p className={frame}>
      <UsersRound className="size-4 text-faint" aria-hidden="true" />
      <span className="min-w-0 flex-1 basis-56">{copy.may(client.name, why)}</span>
      <span className="flex gap-2">
        <Button size="sm" aria-label={copy.compareWith(client.name)} onClick={onCompare}>
          {copy.compare}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-label={`${copy.notSame}, ${client.name}`}
          onClick={() => void takeApart().catch(onError)}
        >
          {copy.notSame}
        </Button>
      </span>
    </p>
  );
}

/** For a week a merge can be undone, also when the message with its Undo is long gone. */
function LateMerges({ client }: { client: Client }) {
  const now = useNow();
  const { data: merges = [] } = useClientMerges(client.id);
  const undo = useUndoMerge();
  return merges.map((merge) => (
    <p key={merge.id} className={frame}>
      <span className="min-w-0 flex-1 basis-56 text-muted">
        {copy.mergedLately(merge.name, shortAgo(merge.mergedAt, now))}
      </span>
      <Button
        size="sm"
        aria-busy={undo.isPending}
        onClick={() =>
          undo.mutate(merge.id, {
            onSuccess: () => showToast({ text: copy.undone }),
            onError: () => showToast({ text: copy.tooLate }),
          })
        }
      >
        {copy.undoMerge}
      </Button>
    </p>
  ));
}
