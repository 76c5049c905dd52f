import { useEffect } from 'react';
import { useStore } from 'zustand';
import { store } from './clean.ts';

export function useClean(): string {
  const text = useStore(store, (state) => state.text);
  useEffect(() => () => undefined, [text]);
  return text;
}
