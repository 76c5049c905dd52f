import { join } from 'node:path';

export const clean = join('a', 'b');
