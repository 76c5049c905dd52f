import { DeleteButton } from '@/components/ui/DeleteButton.tsx';
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
  return (
    <DeleteButton
      words={{
        remove: copy.remove,
        title: copy.removeTitle(service.name),
        text: copy.removeText,
        confirm: copy.removeConfirm,
        cancel: copy.cancel,
      }}
      isPending={remove.isPending}
      onConfirm={() =>
        remove.mutate(service.id, {
          onSuccess: onRemoved,
          onError: () => showToast({ text: hoursCopy.notSaved }),
        })
      }
    />
  );
}
