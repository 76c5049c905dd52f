import { useCallback, useState } from 'react';
import { type Step, stepIndexAt } from './call-steps.ts';

export interface Playhead {
  atMs: number;
  /** The step that stands there: the one that was chosen, else the last that began. */
  index: number;
  /** It goes with a call that goes on. */
  isFollowing: boolean;
  toTime(atMs: number): void;
  toStep(step: Step): void;
  follow(): void;
}

type Place = { atMs: number; stepId: string | null } | 'end';

/**
 * Where in the call one is. A live call is followed to its end until somebody moves.
 *
 * @param steps the steps that are shown
 */
export function usePlayhead(steps: readonly Step[], lengthMs: number, isLive: boolean): Playhead {
  const [place, setPlace] = useState<Place>(isLive ? 'end' : { atMs: 0, stepId: null });
  const toTime = useCallback(
    (atMs: number) => setPlace({ atMs: Math.max(0, atMs), stepId: null }),
    [],
  );
  const toStep = useCallback((step: Step) => setPlace({ atMs: step.atMs, stepId: step.id }), []);
  const follow = useCallback(() => setPlace('end'), []);
  const atMs = place === 'end' ? lengthMs : Math.min(place.atMs, lengthMs);
  const chosen =
    place === 'end' || place.stepId === null
      ? -1
      : steps.findIndex(({ id }) => id === place.stepId);
  return {
    atMs,
    index: chosen >= 0 ? chosen : stepIndexAt(steps, place === 'end' ? Infinity : place.atMs),
    isFollowing: place === 'end',
    toTime,
    toStep,
    follow,
  };
}
