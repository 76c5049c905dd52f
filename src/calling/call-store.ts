import { createStore, type StoreApi } from 'zustand/vanilla';
import { INITIAL_STATE, type CallingState, type Notice } from './call-state.ts';

export type CallStore = StoreApi<CallingState>;

/** Holds serialisable state only; SDK objects live in the softphone adapter, keyed by leg id. */
export function createCallStore(initial: Partial<CallingState> = {}): CallStore {
  return createStore<CallingState>(() => ({ ...INITIAL_STATE, ...initial }));
}

export function addNotice(store: CallStore, notice: Notice): void {
  store.setState(({ notices }) => ({
    notices: [...notices.filter((other) => other.callId !== notice.callId), notice],
  }));
}

export function removeNotice(store: CallStore, notice: Notice): void {
  store.setState(({ notices }) => ({ notices: notices.filter((other) => other !== notice) }));
}

/** A copy without one key. */
export function without<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Record<string, Value> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
