import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createRefetchSoon } from './refetch-soon.ts';

/** What visits are shown by; all of it is old when one has changed. */
const STALE_KEYS = [['appointments'], ['caller-facts'], ['client-timeline']];

type Listener = () => void;
const listeners = new Set<Listener>();

/**
 * To be called when the broadcast `appointments_changed` arrives on `org:<organization>`. It is a hint
 * and says no more than that: the rows are read again under the reader's own rights.
 */
export function announceAppointmentsChanged(): void {
  for (const listener of listeners) listener();
}

function onAppointmentsChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Reads visits again when somebody, or the AI, has changed one. Changes that come together count as one. */
export function useAppointmentsChanged(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refetch = createRefetchSoon(queryClient, STALE_KEYS);
    const unsubscribe = onAppointmentsChanged(refetch.changed);
    return () => {
      unsubscribe();
      refetch.cancel();
    };
  }, [queryClient]);
}
