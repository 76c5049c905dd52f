import { useState } from 'react';
import { Button } from '@/components/ui/Button.tsx';
import { useChangeNumbers } from '@/data/number-setup.queries.ts';
import { useCopy } from '@/lib/language.ts';
import { problemWords } from './problem-words.ts';
import { wizardCopy } from './wizard-copy.ts';

export interface MoveWarningProps {
  /** E.164 */
  phoneNumber: string;
  label: string;
  onMoved: () => void;
  onLeave: () => void;
}

/** Takes a number away from where it rings now, once somebody has said that they know what stops. */
export function MoveWarning({ phoneNumber, label, onMoved, onLeave }: MoveWarningProps) {
  const copy = useCopy(wizardCopy).own;
  const change = useChangeNumbers();
  const [isUnderstood, setIsUnderstood] = useState(false);
  const move = () =>
    change.mutate(
      { action: 'attach', phone_number: phoneNumber, label, move: true },
      { onSuccess: onMoved },
    );
  return (
    <div className="grid gap-3">
      <p className="text-muted">{copy.elsewhereText}</p>
      <label className="flex min-h-11 items-center gap-2.5 desk:min-h-8">
        <input
          type="checkbox"
          checked={isUnderstood}
          onChange={(event) => setIsUnderstood(event.target.checked)}
          className="size-4 shrink-0 accent-(--accent)"
        />
        {copy.understood}
      </label>
      {change.error ? (
        <p role="alert" className="text-small text-danger-text">
          {problemWords(change.error)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="no"
          disabled={!isUnderstood || change.isPending}
          aria-busy={change.isPending}
          onClick={move}
        >
          {change.isPending ? copy.submitting : copy.move}
        </Button>
        <Button variant="ghost" onClick={onLeave}>
          {copy.leave}
        </Button>
      </div>
    </div>
  );
}
