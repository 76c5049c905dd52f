/** The message at bottom left: one at a time, gone after six seconds. Never for a live call. */

export interface ToastMessage {
  text: string;
  /** A way on: Undo, Try again. */
  action?: { label: string; run: () => void };
}

export interface ShownToast extends ToastMessage {
  id: number;
}

let shown: ShownToast | null = null;
let lastId = 0;
const listeners = new Set<() => void>();

function publish(next: ShownToast | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a message; it takes the place of the one before. */
export function showToast(message: ToastMessage): void {
  lastId += 1;
  publish({ ...message, id: lastId });
}

/** Takes a message away, unless a newer one already stands in its place. */
export function dismissToast(id: number): void {
  if (shown?.id === id) publish(null);
}

export function currentToast(): ShownToast | null {
  return shown;
}

export function onToastChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
