import { clsx } from 'clsx';

export const clean = clsx('a', 'b');
