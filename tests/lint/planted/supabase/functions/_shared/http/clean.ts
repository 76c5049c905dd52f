import { clean as fold } from '../core/clean.ts';

export const clean = (nowMs: number): Response => new Response(fold(nowMs));
