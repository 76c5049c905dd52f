import { transcriptChange, type TranscriptChange } from '@core/contracts/transcript.ts';

type Listener = (change: TranscriptChange) => void;
const listeners = new Set<Listener>();

/** To be called with the payload of the broadcast `transcript_changed` on `org:<organization>`. */
export function announceTranscriptChanged(payload: unknown): void {
  const change = transcriptChange.safeParse(payload);
  if (!change.success) return;
  for (const listener of listeners) listener(change.data);
}

/** @returns stops listening */
export function onTranscriptChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
