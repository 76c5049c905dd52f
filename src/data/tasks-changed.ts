type Listener = () => void;
const listeners = new Set<Listener>();

/** To be called with the broadcast `tasks_changed`: somebody took a call-back, put it off or did it. */
export function announceTasksChanged(): void {
  for (const listener of listeners) listener();
}

/** @returns stops listening */
export function onTasksChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
