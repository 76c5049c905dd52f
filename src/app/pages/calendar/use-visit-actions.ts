import {
  useCancelVisit,
  useChangeVisit,
  useSaveVisit,
  type VisitResult,
} from '@/data/appointment-commands.ts';
import type { Visit } from '@/data/calendar-visits.queries.ts';
import { showToast, type ToastMessage } from '@/lib/toast-store.ts';
import { calendarCopy as copy } from './copy.ts';
import { refusalWords, whenWords } from './visit-words.ts';

type Refused = Extract<VisitResult, { ok: false }>;

export interface VisitActions {
  /** Moves at once and says so, with a way back; a refusal puts it back and says why. */
  move: (before: Visit, after: Visit) => void;
  /** What is said, with the way back, when something else has moved it. */
  sayMoved: (before: Visit, after: Visit) => void;
  confirm: (visit: Visit) => void;
  cancel: (visit: Visit) => void;
}

/** What can be done to a visit, with its words. */
export function useVisitActions(timeZone: string): VisitActions {
  const changing = useChangeVisit();
  const cancelling = useCancelVisit();
  const saving = useSaveVisit();

  const refused = (result: Refused, visit: Visit, kept: string, again: () => void) => {
    const why = refusalWords(result.reason, visit.resource.name, result.other);
    const action: ToastMessage['action'] =
      result.reason === 'outside_hours'
        ? { label: copy.moveAnyway, run: again }
        : result.reason === 'unreachable'
          ? { label: copy.retry, run: again }
          : undefined;
    showToast({ text: `${why} ${kept}`, ...(action ? { action } : {}) });
  };

  const move = async (before: Visit, after: Visit, isOutsideHoursOk = false, isUndo = false) => {
    const result = await changing.mutateAsync({ before, after, isOutsideHoursOk });
    if (!result.ok) {
      const kept = copy.stays(before.title, whenWords(before.startsAt, timeZone));
      const isMeant = isOutsideHoursOk || result.reason === 'outside_hours';
      refused(result, after, kept, () => void move(before, after, isMeant, isUndo));
      return;
    }
    if (isUndo) showToast({ text: movedWords(after) });
    else sayMoved(before, after);
  };

  const movedWords = (after: Visit) => copy.moved(after.title, whenWords(after.startsAt, timeZone));

  const sayMoved = (before: Visit, after: Visit) => {
    // Where it came from was good enough before: opening hours are not asked again.
    const undo = { label: copy.undo, run: () => void move(after, before, true, true) };
    showToast({ text: movedWords(after), action: undo });
  };

  const confirm = async (visit: Visit) => {
    const after: Visit = { ...visit, status: 'confirmed' };
    const result = await changing.mutateAsync({ before: visit, after, isOutsideHoursOk: true });
    if (result.ok) showToast({ text: copy.confirmed(visit.title) });
    else refused(result, visit, copy.notConfirmed(visit.title), () => void confirm(visit));
  };

  const bringBack = async (visit: Visit) => {
    const result = await saving.mutateAsync({
      id: visit.id,
      status: visit.status,
      isOutsideHoursOk: true,
    });
    if (result.ok) return;
    refused(result, visit, copy.notBroughtBack(visit.title), () => void bringBack(visit));
  };

  const cancel = async (visit: Visit) => {
    const result = await cancelling.mutateAsync(visit);
    if (!result.ok) {
      refused(result, visit, copy.notCancelled(visit.title), () => void cancel(visit));
      return;
    }
    const action = { label: copy.undo, run: () => void bringBack(visit) };
    showToast({ text: copy.cancelled(visit.title), action });
  };

  return {
    move: (before, after) => void move(before, after),
    sayMoved,
    confirm: (visit) => void confirm(visit),
    cancel: (visit) => void cancel(visit),
  };
}
