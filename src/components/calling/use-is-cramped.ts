import { useSyncExternalStore } from 'react';

/** A phone, or a low window: no room for a ringing call above an open softphone. */
const CRAMPED = '(max-width: 720px), (max-height: 760px)';

export function useIsCramped(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = window.matchMedia(CRAMPED);
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => window.matchMedia(CRAMPED).matches,
  );
}
