import { appCopy } from '../copy.ts';
import type { Theme } from './theme-store.ts';

const { themes } = appCopy.account;

export const themeOptions: readonly { value: Theme; label: string }[] = [
  { value: 'system', label: themes.system },
  { value: 'light', label: themes.light },
  { value: 'dark', label: themes.dark },
];
