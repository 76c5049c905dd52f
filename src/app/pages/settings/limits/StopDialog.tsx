import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { Switch } from '@/components/ui/Switch.tsx';
import { LimitsError, useManageLimits } from '@/data/limits.queries.ts';
import { copyNow, useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { SettingLine } from '../ai/SettingLine.tsx';
import { limitsCopy, problemWords } from './limits-copy.ts';

/** Asks before everything stops, and whether the calls that run shall end too. */
export function StopDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const all = useCopy(limitsCopy);
  const copy = all.stop;
  const [endsLive, setEndsLive] = useState(true);
  const manage = useManageLimits();
  const code = manage.error instanceof LimitsError ? manage.error.code : 'other';
  const close = () => {
    manage.reset();
    onClose();
  };
  const stop = () =>
    manage.mutate(
      { action: 'stop', end_live_calls: endsLive },
      {
        onSuccess: ({ ended_calls: count = 0 }) => {
          showToast({ text: copyNow(limitsCopy).stop.done(count) });
          close();
        },
      },
    );
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (!next) close();
      }}
      title={copy.question}
      description={copy.questionText}
      closeLabel={copy.close}
    >
      <SettingLine name={copy.endLive} text={copy.endLiveText}>
        <Switch label={copy.endLive} isOn={endsLive} onChange={setEndsLive} />
      </SettingLine>
      {manage.isError ? (
        <p role="alert" className="mt-2 text-small text-danger-text">
          {problemWords(all, code)}
        </p>
      ) : null}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={close}>{copy.cancel}</Button>
        <Button
          variant="stop"
          disabled={manage.isPending}
          aria-busy={manage.isPending}
          onClick={stop}
        >
          {manage.isPending ? copy.busy : copy.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
