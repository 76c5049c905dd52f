import { appCopy } from '../copy.ts';
import type { Theme } from './theme-store.ts';

const { themes } = appCopy.account;

const THEMES = ['system', 'light', 'dark'] as const;

/** The themes by name, in the language of the screen. */
export function themeOptions(): readonly { value: Theme; label: string }[] {
  return THEMES.map((value) => ({ value, label: themes[value] }));
}
