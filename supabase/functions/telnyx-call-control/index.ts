import { basisOf } from '../_shared/compose/basis.ts';
import { wireCalls } from '../_shared/compose/calls.ts';
import { createCallControlHandler } from './handler.ts';

const basis = basisOf('telnyx-call-control', (name) => Deno.env.get(name));

Deno.serve(createCallControlHandler(wireCalls(basis)));
