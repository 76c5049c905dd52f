import { basisOf } from '../_shared/compose/basis.ts';
import { wireNumbers } from '../_shared/compose/numbers.ts';
import { createSetupNumberHandler } from './handler.ts';

const basis = basisOf('setup-telnyx-number', (name) => Deno.env.get(name));

Deno.serve(createSetupNumberHandler(wireNumbers(basis)));
