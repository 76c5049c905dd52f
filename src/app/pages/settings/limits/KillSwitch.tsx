import { OctagonX } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { LimitsError, useManageLimits } from '@/data/limits.queries.ts';
import { exactTime } from '@/lib/dates.ts';
import { copyNow, useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import type { LimitsState } from '@core/contracts/limits.ts';
import { limitsCopy, problemWords } from './limits-copy.ts';
import { StopDialog } from './StopDialog.tsx';

export interface KillSwitchProps {
  state: LimitsState;
  role: 'owner' | 'admin' | 'agent';
}

/** Apart and red: stops every call out at once, and lets owners resume. */
export function KillSwitch({ state, role }: KillSwitchProps) {
  const copy = useCopy(limitsCopy).stop;
  const titleId = useId();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <section
      aria-labelledby={titleId}
      className="mt-2 mb-6 grid gap-3 rounded-card border border-danger p-4"
    >
      <div>
        <h3 id={titleId} className="flex items-center gap-2 text-danger-text">
          <OctagonX className="size-4" aria-hidden="true" />
          {copy.title}
        </h3>
        <p className="text-muted">{copy.text}</p>
      </div>
      {state.stoppedAt ? (
        <Stopped at={state.stoppedAt} by={state.stoppedBy} isOwner={role === 'owner'} />
      ) : role === 'agent' ? null : (
        <div>
          <Button variant="stop" onClick={() => setIsAsking(true)}>
            {copy.button}
          </Button>
        </div>
      )}
      <StopDialog isOpen={isAsking} onClose={() => setIsAsking(false)} />
    </section>
  );
}

function Stopped({ at, by, isOwner }: { at: string; by: string | null; isOwner: boolean }) {
  const copy = useCopy(limitsCopy).stop;
  const manage = useManageLimits();
  const resume = () =>
    manage.mutate(
      { action: 'resume' },
      {
        onSuccess: () => showToast({ text: copyNow(limitsCopy).stop.resumed }),
        onError: (error) =>
          showToast({
            text: problemWords(
              copyNow(limitsCopy),
              error instanceof LimitsError ? error.code : 'other',
            ),
          }),
      },
    );
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="min-w-0 flex-1 basis-56">
        <span className="font-strong text-danger-text">{copy.stopped}</span>{' '}
        {copy.since(exactTime(at), by)} {isOwner ? null : copy.onlyOwners}
      </p>
      {isOwner ? (
        <Button disabled={manage.isPending} aria-busy={manage.isPending} onClick={resume}>
          {manage.isPending ? copy.resuming : copy.resume}
        </Button>
      ) : null}
    </div>
  );
}
