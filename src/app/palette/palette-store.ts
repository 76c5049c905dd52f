import { useSyncExternalStore } from 'react';

/** What lies over the page: the command palette, the help sheet, or nothing. */
export type Overlay = 'palette' | 'help' | null;

let shown: Overlay = null;
/** What was typed since the palette was asked for; null once its field takes the keys itself. */
let early: string | null = null;
const listeners = new Set<() => void>();

/** Opens the palette or the help sheet; null closes what is open. */
export function showOverlay(next: Overlay): void {
  if (next === shown) return;
  shown = next;
  early = next === 'palette' ? '' : null;
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

/** Keeps a key for the palette whose field is not there yet. Returns whether it was one to keep. */
export function keepEarlyKey(key: string): boolean {
  if (early === null || key.length !== 1) return false;
  early += key;
  return true;
}

/** What was typed before the field was there. */
export function earlyKeys(): string {
  return early ?? '';
}

/** Keys are the field's from here on. */
export function endEarlyKeys(): void {
  early = null;
}
