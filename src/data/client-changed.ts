import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { createRefetchSoon } from './refetch-soon.ts';

/** Everything that is shown of clients. */
const STALE_KEYS = [
  ['client'],
  ['client-timeline'],
  ['call-tasks'],
  ['client-duplicates'],
  ['clients'],
  ['caller-facts'],
];

type Listener = () => void;
const listeners = new Set<Listener>();

/**
 * To be called when the broadcast `client_changed` arrives on `org:<organization>`: somebody wrote a
 * note, changed a number, merged two clients. A hint: the rows are read again under the reader's own
 * rights, those that are on screen at once.
 */
export function announceClientChanged(): void {
  for (const listener of listeners) listener();
}

/** Reads clients again when somebody else has changed one. Changes that come together count as one. */
export function useClientChanged(): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const refetch = createRefetchSoon(queryClient, STALE_KEYS);
    listeners.add(refetch.changed);
    return () => {
      listeners.delete(refetch.changed);
      refetch.cancel();
    };
  }, [queryClient]);
}
