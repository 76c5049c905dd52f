import { clean as fold } from '../core/clean.ts';
import type { Clean } from '../ports/clean.ts';

export const clean = (port: Clean): string => (port.fold === fold ? 'same' : 'other');
