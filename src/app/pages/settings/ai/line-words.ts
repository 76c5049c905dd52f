import type { AiLine } from '@/data/ai-dispatcher-lines.queries.ts';
import { aiCopy } from './ai-copy.ts';

const { lines: copy } = aiCopy;

/** When the AI answers on a line, in words. */
export function whenWords({ mode, overflowAfterSeconds: seconds }: AiLine): string {
  return {
    always: copy.always,
    after_hours: copy.afterHours,
    overflow: copy.overflow(seconds),
    overflow_or_after_hours: copy.overflowOrAfterHours(seconds),
  }[mode];
}
