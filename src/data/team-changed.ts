type Listener = () => void;
const listeners = new Set<Listener>();

/** To be called with the broadcast `team_changed`: a colleague can be reached now, or no longer. */
export function announceTeamChanged(): void {
  for (const listener of listeners) listener();
}

/** @returns stops listening */
export function onTeamChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
