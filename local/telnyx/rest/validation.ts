import { timeLimitOutOfRange } from '../telnyx-error.ts';
import type { BodyReader } from './body-reader.ts';

/** ITU-T E.164 with its plus sign. */
export function isE164(number: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(number);
}

/** `time_limit_secs`, 30 to 14400. */
export function readTimeLimitMs(reader: BodyReader, fallbackMs: number): number {
  return reader.whole('time_limit_secs', fallbackMs / 1000, 30, 14_400, timeLimitOutOfRange) * 1000;
}
