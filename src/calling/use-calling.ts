import { createContext, useContext, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { Calling } from './call-session.ts';
import type { CallingState } from './call-state.ts';
import type { ClockPort } from './ports.ts';
import { secondsSince } from './server-clock.ts';

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

/**
 * Whole seconds since then by the server's clock. Draws when a second is over, not whenever the two
 * clocks are compared: that is with every event.
 */
export function useSecondsSince(since: string): number {
  const { clock, store } = useCalling();
  return useSyncExternalStore(
    (onChange) => subscribeToTicks(clock, onChange),
    () => secondsSince(since, clock.now(), store.getState().clockOffsetMs),
  );
}

/** What ticks on screen shares one timer: two hundred rows are not two hundred timers. */
const tickers = new WeakMap<ClockPort, { listeners: Set<() => void>; stop: () => void }>();

function subscribeToTicks(clock: ClockPort, onChange: () => void): () => void {
  const listeners = tickers.get(clock)?.listeners ?? new Set();
  if (listeners.size === 0) {
    const stop = clock.every(TICK_MS, () => {
      for (const listener of listeners) listener();
    });
    tickers.set(clock, { listeners, stop });
  }
  // Two components may hand in one and the same function.
  const listener = () => onChange();
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) tickers.get(clock)?.stop();
  };
}
