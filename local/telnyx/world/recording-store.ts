import type { Leg } from './leg.ts';

/** One recording of a leg, running or done. */
export interface Recording {
  readonly id: string;
  readonly leg: Leg;
  readonly channels: 'single' | 'dual';
  readonly format: 'wav' | 'mp3';
  readonly initiatedBy: 'StartCallRecordingAPI' | 'DialVerb';
  readonly startedAtMs: number;
  endedAtMs: number | null;
  isPaused: boolean;
  status: 'running' | 'completed';
}

/** What is known of recordings; the sound itself is on disk. The newest are kept. */
export interface RecordingStore {
  add(recording: Recording): void;
  get(id: string): Recording | undefined;
  running(leg: Leg): Recording | undefined;
  completed(): Recording[];
  remove(id: string): void;
  clear(): void;
}

const KEPT_RECORDINGS = 200;

export function createRecordingStore(): RecordingStore {
  const recordings = new Map<string, Recording>();
  return {
    add(recording) {
      recordings.set(recording.id, recording);
      for (const [id, { status }] of recordings) {
        if (recordings.size <= KEPT_RECORDINGS) break;
        if (status === 'completed') recordings.delete(id);
      }
    },
    get: (id) => recordings.get(id),
    running: (leg) =>
      [...recordings.values()].find((entry) => entry.leg === leg && entry.status === 'running'),
    completed: () => [...recordings.values()].filter(({ status }) => status === 'completed'),
    remove: (id) => {
      recordings.delete(id);
    },
    clear: () => recordings.clear(),
  };
}
