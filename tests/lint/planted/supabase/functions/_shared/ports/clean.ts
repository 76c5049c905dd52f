import type { clean as fold } from '../core/clean.ts';

export interface Clean {
  fold: typeof fold;
}
export const clean = 'a port';
