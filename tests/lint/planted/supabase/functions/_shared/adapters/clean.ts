import { createHash } from 'node:crypto';
import { clean as fold } from '../core/clean.ts';
import type { Database } from '../database.types.ts';
import type { Clean } from '../ports/clean.ts';

export const clean = (row: Database['row']): Clean & { hash: string } => ({
  fold,
  hash: createHash('sha256').update(row).digest('hex'),
});
