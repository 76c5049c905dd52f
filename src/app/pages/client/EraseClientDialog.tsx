import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/Button.tsx';
import { Dialog } from '@/components/ui/Dialog.tsx';
import { TextField } from '@/components/ui/TextField.tsx';
import { useEraseClient } from '@/data/client-privacy.ts';
import { useCopy } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { type PrivacyCopy, privacyCopy } from './privacy-copy.ts';

export interface EraseClientDialogProps {
  client: { id: string; name: string };
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Asks for the name before a client is deleted for good. */
export function EraseClientDialog({ client, isOpen, onOpenChange }: EraseClientDialogProps) {
  const copy = useCopy(privacyCopy);
  const erase = useEraseClient(client.id);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const isSame = typed.trim() === client.name.trim();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isSame || erase.isPending) return;
    const result = await erase.mutateAsync(typed);
    if (!result.ok) return setProblem(failureWords(copy, result.error.code));
    const { counts, is_finished: isFinished } = result.value;
    showToast({ text: isFinished ? copy.erased(counts['calls'] ?? 0) : copy.erasedLater });
    return await navigate('/clients', { replace: true });
  };

  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        setTyped('');
        setProblem(null);
        onOpenChange(next);
      }}
      title={copy.dialogTitle(client.name)}
      description={copy.dialogText}
      closeLabel={copy.cancel}
    >
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <TextField
          label={copy.confirmLabel(client.name)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          autoComplete="off"
        />
        {problem ? (
          <p role="alert" className="text-danger-text">
            {problem}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button type="button" variant="ghost" onClick={() => onOpenChange(false)}>
            {copy.cancel}
          </Button>
          <Button type="submit" variant="stop" disabled={!isSame} aria-busy={erase.isPending}>
            {erase.isPending ? copy.erasing : copy.confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function failureWords({ failures }: PrivacyCopy, code: string): string {
  return code in failures ? failures[code as keyof typeof failures] : failures.other;
}
