import { useCallback, useMemo, useState } from 'react';

export interface StoredDraft<T> {
  /** What the form shows: the changes, or what is saved. */
  draft: T;
  /** Replaces the draft. */
  setDraft: (next: T) => void;
  /** It differs from what is saved. */
  isDirty: boolean;
  /** Forgets the changes: after a save, or when they are not wanted. */
  discard: () => void;
}

/**
 * A form's unsaved changes, kept in this tab: a lost connection, a failed save or a reload loses
 * nothing. Without changes the form follows what is saved.
 *
 * @param key unique per form and per thing that it edits
 * @param saved what the server has; compared by its JSON
 */
export function useStoredDraft<T>(key: string, saved: T): StoredDraft<T> {
  const place = `switchboard.draft.${key}`;
  const [changed, setChanged] = useState<{ place: string; value: T | null }>(() => ({
    place,
    value: read<T>(place),
  }));
  // Another thing is edited now: its own draft counts.
  const value = changed.place === place ? changed.value : read<T>(place);
  const savedText = JSON.stringify(saved);
  const isDirty = useMemo(
    () => value !== null && JSON.stringify(value) !== savedText,
    [value, savedText],
  );
  const setDraft = useCallback(
    (next: T) => {
      write(place, next);
      setChanged({ place, value: next });
    },
    [place],
  );
  const discard = useCallback(() => {
    write(place, null);
    setChanged({ place, value: null });
  }, [place]);
  return { draft: isDirty && value !== null ? value : saved, setDraft, isDirty, discard };
}

function read<T>(place: string): T | null {
  try {
    const text = sessionStorage.getItem(place);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function write(place: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(place);
    else sessionStorage.setItem(place, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still edits; only a reload forgets.
  }
}
