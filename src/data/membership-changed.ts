type Listener = () => void;
const listeners = new Set<Listener>();

/** To be called when the organisation's channel was moved or refused: somebody, perhaps this person, lost access. */
export function announceMembershipChanged(): void {
  for (const listener of listeners) listener();
}

/** @returns stops listening */
export function onMembershipChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
