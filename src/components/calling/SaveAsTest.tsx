import { FlaskConical } from 'lucide-react';
import { Button } from '@/components/ui/Button.tsx';
import { useSaveScenario } from '@/data/ai-dispatcher.queries.ts';
import type { CallRow } from '@/data/call-history.queries.ts';
import { useMembership } from '@/data/membership.queries.ts';
import { aiCallCopy } from './ai-call-copy.ts';

const { details: copy } = aiCallCopy;

/** Makes the call into a test that the AI must pass before it is published; owners and admins only. */
export function SaveAsTest({ row }: { row: CallRow }) {
  const { data: membership } = useMembership();
  const save = useSaveScenario();
  const mayManage = membership?.role === 'owner' || membership?.role === 'admin';
  if (!mayManage || row.status !== 'ended' || !row.ai) return null;
  const run = () => {
    if (save.isPending || save.isSuccess) return;
    save.mutate({ callId: row.id });
  };
  return (
    <div className="flex items-center justify-end gap-2">
      <span role="status" className="text-small text-muted">
        {save.isSuccess ? copy.saved : null}
        {save.isError ? copy.notSaved : null}
      </span>
      <Button aria-busy={save.isPending} disabled={save.isSuccess} onClick={run}>
        <FlaskConical aria-hidden="true" />
        {save.isPending ? copy.saving : copy.saveAsTest}
      </Button>
    </div>
  );
}
