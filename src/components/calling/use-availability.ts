import type { Availability } from '@/calling/ports.ts';
import { useCalling, useCallingState } from '@/calling/use-calling.ts';
import { useSaveAvailability } from '@/data/availability.queries.ts';
import { copyNow } from '@/lib/language.ts';
import { showToast } from '@/lib/toast-store.ts';
import { availabilityCopy } from './availability-copy.ts';

/**
 * What the member chose, and the way to change it: it counts at once in this tab, and is taken back
 * with a word when it could not be saved.
 */
export function useAvailability(): {
  availability: Availability;
  change: (next: Availability) => void;
} {
  const calling = useCalling();
  const availability = useCallingState((state) => state.availability);
  const save = useSaveAvailability();
  const change = (next: Availability) => {
    if (next === availability) return;
    calling.setAvailability(next);
    save.mutate(next, {
      onError: () => {
        // A later choice is on its way, or stands: it is not to be taken back.
        if (calling.store.getState().availability === next) calling.setAvailability(availability);
        showToast({ text: copyNow(availabilityCopy).notSaved });
      },
    });
  };
  return { availability, change };
}
