type Listener = () => void;
const listeners = new Set<Listener>();

/** To be called with the broadcast `limits_changed`: calls out were stopped or resumed, or the cap is near. */
export function announceLimitsChanged(): void {
  for (const listener of listeners) listener();
}

/** @returns stops listening */
export function onLimitsChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
