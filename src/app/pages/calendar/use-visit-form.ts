import { useState } from 'react';
import { useSaveVisit, type VisitDraft, type VisitResult } from '@/data/appointment-commands.ts';

export interface VisitForm {
  isTried: boolean;
  isSaving: boolean;
  /** Null before the first answer, and when the form has changed since. */
  result: VisitResult | null;
  /** To be called with every change of the form: an answer to what is no longer asked is none. */
  changed: () => void;
  /** Sends; asked again after "outside opening hours", it means it. Null: the form is incomplete. */
  submit: (draft: VisitDraft | null) => Promise<VisitResult | null>;
}

/** Sends a visit's form and keeps the answer beside it. */
export function useVisitForm(): VisitForm {
  const saving = useSaveVisit();
  const [isTried, setIsTried] = useState(false);
  const [result, setResult] = useState<VisitResult | null>(null);
  const isOutside = result?.ok === false && result.reason === 'outside_hours';
  // What was meant to be outside stays so over a failed attempt, until the form is changed.
  const [isMeant, setIsMeant] = useState(false);

  return {
    isTried,
    isSaving: saving.isPending,
    result,
    changed: () => {
      setResult(null);
      setIsMeant(false);
    },
    submit: async (draft) => {
      setIsTried(true);
      if (draft === null || saving.isPending) return null;
      const isOutsideHoursOk = isOutside || isMeant;
      setIsMeant(isOutsideHoursOk);
      const answer = await saving.mutateAsync({ ...draft, isOutsideHoursOk });
      setResult(answer);
      return answer;
    },
  };
}
