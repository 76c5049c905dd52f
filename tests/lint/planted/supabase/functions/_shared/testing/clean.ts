import { clean as adapter } from '../adapters/clean.ts';

export const clean = adapter;
