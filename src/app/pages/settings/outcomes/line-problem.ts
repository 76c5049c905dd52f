import { LineSettingsProblem } from '@/data/line-settings.ts';
import type { OutcomeCopy } from './outcome-copy.ts';

/** Why a line's settings were not saved, in words. */
export function lineProblemWords(error: Error | null, copy: OutcomeCopy): string | null {
  if (!error) return null;
  const known = error instanceof LineSettingsProblem ? copy.refused[error.code] : undefined;
  return known ?? copy.failed;
}
