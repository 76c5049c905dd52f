import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { type BookableService, useRemoveService } from '@/data/services.queries.ts';
import { showToast } from '@/lib/toast-store.ts';
import { hoursCopy } from './hours-copy.ts';

const { services: copy } = hoursCopy;

/** Deletes a service, after asking. */
export function RemoveService({
  service,
  onRemoved,
}: {
  service: BookableService;
  onRemoved: () => void;
}) {
  const remove = useRemoveService();
  const [isAsked, setIsAsked] = useState(false);
  const confirm = () =>
    remove.mutate(service.id, {
      onSuccess: onRemoved,
      onError: () => showToast({ text: hoursCopy.notSaved }),
    });
  return (
    <>
      <Button variant="no" className="mr-auto" onClick={() => setIsAsked(true)}>
        {copy.remove}
      </Button>
      <Dialog
        isOpen={isAsked}
        onOpenChange={setIsAsked}
        title={copy.removeTitle(service.name)}
        description={copy.removeText}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setIsAsked(false)}>{copy.cancel}</Button>
          <Button variant="stop" aria-busy={remove.isPending} onClick={confirm}>
            {copy.removeConfirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
