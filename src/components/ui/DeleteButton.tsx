import { useState } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

export interface DeleteButtonProps {
  /** `remove` stands on the button, `confirm` on the one that does it. */
  words: { remove: string; title: string; text: string; confirm: string; cancel: string };
  isPending: boolean;
  /** @param close puts the question away */
  onConfirm: (close: () => void) => void;
}

/** Deletes something, after asking. */
export function DeleteButton({ words, isPending, onConfirm }: DeleteButtonProps) {
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <Button variant="no" className="mr-auto" onClick={() => setIsAsked(true)}>
        {words.remove}
      </Button>
      <Dialog
        isOpen={isAsked}
        onOpenChange={setIsAsked}
        title={words.title}
        description={words.text}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setIsAsked(false)}>{words.cancel}</Button>
          <Button
            variant="stop"
            aria-busy={isPending}
            onClick={() => onConfirm(() => setIsAsked(false))}
          >
            {words.confirm}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
