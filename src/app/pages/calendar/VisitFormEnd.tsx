import { Button } from '@/components/ui/Button.tsx';
import type { VisitResult } from '@/data/appointment-commands.ts';
import { calendarCopy } from './copy.ts';
import { refusalWords } from './visit-words.ts';

export interface VisitFormEndProps {
  copy: { save: string; saving: string; cancel: string };
  isSaving: boolean;
  /** What the server said; null before, and when the form has changed since. */
  result: VisitResult | null;
  technicianName: string;
  onCancel: () => void;
}

/** The foot of a visit's form: why it was refused, and the buttons. */
export function VisitFormEnd({
  copy,
  isSaving,
  result,
  technicianName,
  onCancel,
}: VisitFormEndProps) {
  const refusal = result && !result.ok ? result : null;
  const isOutsideHours = refusal?.reason === 'outside_hours';
  const idle = isOutsideHours ? calendarCopy.form.anyway : copy.save;
  return (
    <>
      {refusal ? (
        <p
          role="alert"
          className={
            isOutsideHours
              ? 'rounded-card bg-warning-soft p-3 text-small text-warning-text'
              : 'rounded-card bg-danger-soft p-3 text-small text-danger-text'
          }
        >
          {refusalWords(refusal.reason, technicianName, refusal.other)}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>{copy.cancel}</Button>
        <Button type="submit" variant="primary" aria-busy={isSaving}>
          {isSaving ? copy.saving : idle}
        </Button>
      </div>
    </>
  );
}
