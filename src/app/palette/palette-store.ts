import { useSyncExternalStore } from 'react';

/** What lies over the page: the command palette, the help sheet, or nothing. */
export type Overlay = 'palette' | 'help' | null;

let shown: Overlay = null;
const listeners = new Set<() => void>();

/** Opens the palette or the help sheet; null closes what is open. */
export function showOverlay(next: Overlay): void {
  if (next === shown) return;
  shown = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function overlayNow(): Overlay {
  return shown;
}

export function useOverlay(): Overlay {
  return useSyncExternalStore(subscribe, overlayNow);
}
