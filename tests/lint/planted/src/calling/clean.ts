import { createStore } from 'zustand/vanilla';
import { clean as fold } from '@core/clean.ts';
import type { CallPort } from './ports.ts';

export const store = createStore<{ port: CallPort | null; text: string }>()(() => ({
  port: null,
  text: fold(0),
}));
