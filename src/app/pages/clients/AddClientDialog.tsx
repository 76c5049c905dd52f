import { Dialog } from '@/components/ui/Dialog.tsx';
import { AddClientForm } from './AddClientForm.tsx';
import { clientsCopy } from './copy.ts';

export interface AddClientDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** Filled in to begin with: a number that called and belongs to nobody. */
  phoneNumber?: string;
}

/** A name and numbers make a client. */
export function AddClientDialog({ isOpen, onOpenChange, phoneNumber }: AddClientDialogProps) {
  const { form } = clientsCopy;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={form.title}
      description={form.description}
    >
      <AddClientForm phoneNumber={phoneNumber ?? ''} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}
