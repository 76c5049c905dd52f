import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Calling } from './call-session.ts';
import type { CallingState } from './call-state.ts';
import type { ClockPort } from './ports.ts';

/** Provided by `CallingProvider`, which the composition root makes. */
export const CallingContext = createContext<Calling | null>(null);

/** What components can do with calls. */
export function useCalling(): Calling {
  const calling = useContext(CallingContext);
  if (!calling) throw new Error('useCalling needs a CallingProvider above it');
  return calling;
}

/**
 * A part of the calling state. The selector must give back the same reference for the same state:
 * pick a field, or wrap with `useShallow` what builds a list.
 */
export function useCallingState<Part>(select: (state: CallingState) => Part): Part {
  return useStore(useCalling().store, select);
}

const TICK_MS = 250;

/**
 * This machine's clock in whole seconds, for timers on screen. It looks four times a second and
 * changes once, so that no second is skipped or shown late.
 *
 * @returns milliseconds since the epoch, cut to the second
 */
export function useTick(): number {
  const { clock } = useCalling();
  return useSyncExternalStore(
    (onChange) => subscribeToTicks(clock, onChange),
    () => Math.floor(clock.now() / 1000) * 1000,
  );
}

function subscribeToTicks(clock: ClockPort, onChange: () => void): () => void {
  return clock.every(TICK_MS, onChange);
}
