import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { wireLimits } from '../_shared/compose/limits.ts';
import { createManageLimitsHandler } from './handler.ts';

const basis = basisOf('manage-limits', (name) => Deno.env.get(name));

Deno.serve(createManageLimitsHandler({ ...wireCalls(basis), ...wireLimits(basis) }));
