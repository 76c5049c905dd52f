export type LiveEvent = { kind: 'call' | 'webhook' | 'command' | 'registration' | 'message' };

/** Tells the booth page that something changed. */
export interface LiveFeed {
  notify(kind: LiveEvent['kind'], row: unknown): void;
  subscribe(listener: (kind: LiveEvent['kind'], row: unknown) => void): () => void;
}

export function createLiveFeed(): LiveFeed {
  const listeners = new Set<(kind: LiveEvent['kind'], row: unknown) => void>();
  return {
    notify(kind, row) {
      for (const listener of listeners) listener(kind, row);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
