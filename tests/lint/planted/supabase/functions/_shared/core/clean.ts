import * as z from 'zod/mini';
import { parse } from './phone-number.ts';

const schema = z.string();

/** The time comes in; a given instant may be converted. */
export function clean(nowMs: number): string {
  return schema.parse(parse(new Date(nowMs).toISOString()));
}
