import { wire } from '../_shared/compose.ts';
import { createManageLimitsHandler } from './handler.ts';

Deno.serve(createManageLimitsHandler(wire('manage-limits', (name) => Deno.env.get(name))));
