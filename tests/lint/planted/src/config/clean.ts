import * as z from 'zod/mini';

export const url = z.string().parse('https://example.test');
